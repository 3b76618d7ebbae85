package huiwen.question;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import huiwen.bus.Owned;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How commands go to another node, what was committed comes back, and entries are told. */
final class Wire {

  static final Owned<Submission, Committed> COMMANDS =
      new Owned<>(Wire::write, Wire::read, Wire::writeAnswer, Wire::readAnswer);

  /** Says which command it is by the name of its record. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "command")
  private interface Named {
  }

  /** Records as they are, by their components alone; what is not known in them is refused. */
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .visibility(PropertyAccessor.ALL, Visibility.NONE)
      .visibility(PropertyAccessor.FIELD, Visibility.ANY)
      .addMixIn(Command.class, Named.class)
      .registerSubtypes(commands(Command.class).toArray(Class<?>[]::new))
      .build();

  private Wire() {
  }

  private static Stream<Class<?>> commands(Class<?> type) {
    return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(Wire::commands) : Stream.of(type);
  }

  /** The deadline goes as what is left of it: nodes' clocks differ. */
  private static JsonObject write(Submission submission) {
    try {
      return new JsonObject()
          .put("command", new JsonObject(MAPPER.writerFor(Command.class).writeValueAsString(submission.command())))
          .put("key", submission.key().value())
          .put("bodyHash", submission.key().bodyHash())
          .put("millisLeft", Duration.ofNanos(submission.deadlineNanos() - System.nanoTime()).toMillis());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Submission read(JsonObject json) {
    try {
      Command command = MAPPER.readValue(json.getJsonObject("command").encode(), Command.class);
      return new Submission(command, new CommandKey(json.getString("key"), json.getString("bodyHash")),
          System.nanoTime() + Duration.ofMillis(json.getLong("millisLeft")).toNanos());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage());
    }
  }

  private static JsonObject writeAnswer(Committed committed) {
    Message said = committed.said();
    return new JsonObject()
        .put("question", QuestionCodec.all(committed.question()))
        .put("created", committed.created())
        .put("ahead", committed.ahead())
        .put("said", said == null ? null : said.toJson())
        .put("saidAs", said == null ? null : said.seq())
        .put("changes", committed.changes())
        .put("made", new JsonArray(committed.made().stream().map(QuestionCodec::all).toList()))
        .put("refused", new JsonObject(committed.refused().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, refused -> refused.getValue().name()))));
  }

  private static Committed readAnswer(JsonObject json) {
    JsonObject said = json.getJsonObject("said");
    return new Committed(QuestionCodec.fromJson(json.getJsonObject("question")), json.getBoolean("created"),
        json.getInteger("ahead"), said == null ? null : Message.of(json.getLong("saidAs"), said), json.getInteger("changes"),
        json.getJsonObject("refused").stream()
            .collect(Collectors.toMap(Map.Entry::getKey, refused -> Refusal.valueOf((String) refused.getValue()))),
        json.getJsonArray("made").stream().map(made -> QuestionCodec.fromJson((JsonObject) made)).toList());
  }

  static JsonArray writeEntries(List<Entry> entries) {
    var written = new JsonArray();
    for (Entry entry : entries) {
      written.add(new JsonObject()
          .put("fair", entry.fairId())
          .put("seq", entry.seq())
          .put("at", entry.at().toString())
          .put("kind", entry.kind().code())
          .put("question", QuestionCodec.all(entry.question()))
          .put("from", entry.from() == null ? null : QuestionCodec.toJson(entry.from()))
          .put("message", entry.message() == null ? null : entry.message().toJson())
          .put("reason", entry.reason() == null ? null : entry.reason().code()));
    }
    return written;
  }

  static List<Entry> readEntries(JsonArray written) {
    return IntStream.range(0, written.size()).mapToObj(i -> readEntry(written.getJsonObject(i))).toList();
  }

  private static Entry readEntry(JsonObject json) {
    long seq = json.getLong("seq");
    JsonObject message = json.getJsonObject("message");
    return new Entry(json.getInteger("fair"), seq, Instant.parse(json.getString("at")), Kind.of(json.getString("kind")),
        QuestionCodec.fromJson(json.getJsonObject("question")), QuestionCodec.fromOf(json.getJsonObject("from")),
        message == null ? null : Message.of(seq, message), Release.of(json.getString("reason")));
  }
}
