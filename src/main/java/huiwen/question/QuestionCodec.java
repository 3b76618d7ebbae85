package huiwen.question;

import static java.util.stream.Collectors.joining;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A question as it is stored: the keys are the columns of the table {@code question}, so that the same JSON
 * is read from a row, written as a row and kept in an entry.
 */
final class QuestionCodec {

  /**
   * A column of the table.
   *
   * @param sent the type as which its values go to the database, all of a batch in one array
   * @param stored the type that they have there
   * @param changes whether it can change after the question was asked
   * @param kept whether an entry says what it was: one that follows from others is not
   */
  private record Column(String name, String sent, String stored, boolean changes, boolean kept,
      Function<Question, Object> value) {

    /** One that is as it was asked. */
    static Column fixed(String name, String type, Function<Question, Object> value) {
      return new Column(name, type, type, false, false, value);
    }

    static Column changing(String name, String type, Function<Question, Object> value) {
      return new Column(name, type, type, true, true, value);
    }

    /** One that changes with others. */
    static Column derived(String name, String type, Function<Question, Object> value) {
      return new Column(name, type, type, true, false, value);
    }

    /** For types that no array of the client's can carry. */
    Column storedAs(String type) {
      return new Column(name, "text", type, changes, kept, value);
    }

    /** Some names are words of SQL. */
    String quoted() {
      return '"' + name + '"';
    }

    String unnested(int parameter) {
      return "unnest($%d::%s[]) AS %s".formatted(parameter, sent, quoted());
    }

    Object[] values(Collection<Question> questions) {
      Stream<Object> values = questions.stream().map(value);
      return switch (sent) {
        case "int" -> values.toArray(Integer[]::new);
        case "bigint" -> values.toArray(Long[]::new);
        case "double precision" -> values.toArray(Double[]::new);
        case "boolean" -> values.toArray(Boolean[]::new);
        default -> values.map(value -> value == null ? null : value.toString()).toArray(String[]::new);
      };
    }
  }

  /** A new field of a question has its line here, and another one where its record is read below. */
  private static final List<Column> COLUMNS = List.of(
      Column.fixed("id", "text", Question::id),
      Column.fixed("fair_id", "int", question -> question.asked().fairId()),
      Column.fixed("ticket", "text", question -> question.asked().ticket()),
      Column.fixed("place", "bigint", question -> question.asked().place()),
      Column.fixed("text", "text", question -> question.asked().text()),
      Column.fixed("language", "text", question -> question.asked().language()),
      Column.fixed("village", "text", question -> question.asked().village()),
      Column.fixed("attachments", "text", question -> Attachment.toJson(question.asked().attachments())).storedAs("jsonb"),
      Column.fixed("created_at", "text", question -> question.asked().at()).storedAs("timestamptz"),
      Column.fixed("parent", "text", question -> question.links().parent()),
      Column.derived("rank", "bigint", Question::rank),
      Column.changing("urgency", "text", question -> question.attention().urgency()),
      Column.changing("concerns", "text", question -> new JsonArray(question.attention().concerns())).storedAs("jsonb"),
      Column.changing("department", "text", Question::department),
      Column.changing("routed_by", "text", question -> question.routing().by()),
      Column.changing("confidence", "double precision", question -> question.routing().confidence()),
      Column.changing("reasons", "text", question -> new JsonArray(question.routing().reasons())).storedAs("jsonb"),
      Column.changing("proposed", "text", question -> new JsonArray(question.routing().proposed())).storedAs("jsonb"),
      Column.changing("expert", "text", question -> question.routing().expert() == null ? null : question.routing().expert().holder()),
      Column.changing("expert_name", "text", question -> question.routing().expert() == null ? null : question.routing().expert().name()),
      Column.changing("state", "text", question -> question.state().code()),
      Column.changing("holder", "text", question -> question.claim() == null ? null : question.claim().holder()),
      Column.changing("claimed_by", "text", question -> question.claim() == null ? null : question.claim().name()),
      Column.changing("transfers", "int", Question::transfers),
      Column.changing("tickets", "text", question -> new JsonArray(question.progress().tickets())).storedAs("jsonb"),
      Column.changing("reopened", "boolean", Question::reopened),
      Column.changing("updated_at", "text", Question::updatedAt).storedAs("timestamptz"),
      Column.changing("first_answered_at", "text", Question::firstAnsweredAt).storedAs("timestamptz"),
      Column.changing("called", "text", question -> question.called() == null ? null : question.called().toJson()).storedAs("jsonb"),
      Column.changing("public", "boolean", Question::isPublic),
      Column.changing("public_wish", "boolean", question -> question.privacy().wish()),
      Column.changing("taken_back", "boolean", question -> question.privacy().takenBack()),
      Column.changing("translation", "text", Question::translation),
      Column.changing("supporters", "int", Question::supporters),
      Column.changing("merged_into", "text", question -> question.links().mergedInto()),
      Column.changing("merged", "text", question -> new JsonArray(question.links().merged())).storedAs("jsonb"),
      Column.changing("parts", "text", question -> Part.toJson(question.links().parts())).storedAs("jsonb"),
      Column.changing("follow_up", "text", question -> question.followUp() == null ? null : question.followUp().toJson())
          .storedAs("jsonb"),
      Column.changing("answer", "text", question -> answer(question.answer())).storedAs("jsonb"),
      Column.changing("rating", "text", question -> rating(question.rating())).storedAs("jsonb"),
      Column.changing("solved", "text", question -> question.solved() == null ? null : question.solved().toJson()).storedAs("jsonb"));

  private static final List<Column> KEPT = COLUMNS.stream().filter(Column::kept).toList();

  /** The columns that never change, to be read beside an entry, which does not repeat them; of the table {@code q}. */
  static final String FIXED = COLUMNS.stream().filter(column -> !column.changes())
      .map(column -> "q." + column.quoted()).collect(joining(", "));

  /** Who asked, of the table {@code p}, to be read beside a question. */
  static final String PERSON = "p.asker, p.name, p.phone, p.code";

  /**
   * The statement that writes any number of questions, new and changed: one array a column.
   *
   * @param first number of the first of its parameters, which {@link #addRows} adds
   * @param condition under which it writes any
   */
  static String write(int first, String condition) {
    return "INSERT INTO question (" + COLUMNS.stream().map(Column::quoted).collect(joining(", ")) + ") SELECT "
        + COLUMNS.stream().map(column -> column.quoted() + "::" + column.stored).collect(joining(", "))
        + " FROM (SELECT "
        + IntStream.range(0, COLUMNS.size()).mapToObj(i -> COLUMNS.get(i).unnested(first + i)).collect(joining(", "))
        + ") AS q WHERE " + condition + " ON CONFLICT (id) DO UPDATE SET "
        + COLUMNS.stream().filter(Column::changes)
            .map(column -> column.quoted() + " = excluded." + column.quoted()).collect(joining(", "));
  }

  private QuestionCodec() {
  }

  /** Adds the arguments of {@link #write}. */
  static void addRows(Collection<Question> questions, Tuple arguments) {
    COLUMNS.forEach(column -> arguments.addValue(column.values(questions)));
  }

  /**
   * What an entry keeps of the question as it left it: what can change, and of that only what is there. What cannot change is
   * read from the question, and who asked is kept beside it.
   */
  static JsonObject changing(Question question) {
    return json(question, KEPT);
  }

  /** All of it, and who asked: what {@link #fromJson} reads. */
  static JsonObject all(Question question) {
    Person person = question.person();
    return json(question, COLUMNS).put("asker", person.asker()).put("name", person.name()).put("phone", person.phone())
        .put("code", person.code());
  }

  private static JsonObject json(Question question, List<Column> columns) {
    var json = new JsonObject();
    for (Column column : columns) {
      Object value = column.value.apply(question);
      if (value != null && !(value instanceof JsonArray list && list.isEmpty())) {
        json.put(column.name, value instanceof Instant instant ? instant.toString() : value);
      }
    }
    return json;
  }

  static JsonObject toJson(Entry.From from) {
    JsonObject json = new JsonObject()
        .put("state", from.state().code())
        .put("department", from.department())
        .put("answered", from.answered())
        .put("grade", from.grade())
        .put("published", from.published());
    return from.solved() == null ? json : json.put("solved", from.solved());
  }

  static Entry.From fromOf(JsonObject json) {
    return json == null ? null : new Entry.From(State.of(json.getString("state")), json.getString("department"),
        json.getBoolean("answered"), json.getInteger("grade"), json.getBoolean("published", false), json.getBoolean("solved"));
  }

  static JsonObject answer(Answer answer) {
    if (answer == null) {
      return null;
    }
    JsonObject json = new JsonObject()
        .put("text", answer.text())
        .put("by", answer.by())
        .put("by_id", answer.byId())
        .put("at", answer.at().toString())
        .put("service_items", new JsonArray(answer.serviceItems()));
    if (!answer.attachments().isEmpty()) {
      json.put("attachments", Attachment.toJson(answer.attachments()));
    }
    if (answer.translation() != null) {
      json.put("translation", answer.translation());
    }
    if (answer.corrected()) {
      json.put("corrected", true);
    }
    if (answer.basis() != null) {
      json.put("basis", answer.basis().toJson());
    }
    if (answer.inPerson()) {
      json.put("in_person", true);
    }
    if (answer.seenAt() != null) {
      json.put("seen_at", answer.seenAt().toString());
    }
    return answer.concerns().isEmpty() ? json : json.put("concerns", new JsonArray(answer.concerns()));
  }

  private static JsonObject rating(Rating rating) {
    return rating == null ? null : new JsonObject()
        .put("grade", rating.grade())
        .put("comment", rating.comment())
        .put("at", rating.at().toString());
  }

  /** @param json the columns of the question and of its person */
  static Question fromJson(JsonObject json) {
    String holder = json.getString("holder");
    return new Question(
        new Asked(json.getString("id"), json.getInteger("fair_id"), json.getLong("place"), json.getString("ticket"),
            json.getString("text"), json.getString("language"), json.getString("village"),
            Attachment.listOf(json.getJsonArray("attachments")), instant(json, "created_at")),
        Person.of(json),
        new Attention(json.getString("urgency"), strings(json.getJsonArray("concerns"))),
        new Routing(json.getString("department"), json.getString("routed_by"), json.getDouble("confidence"),
            strings(json.getJsonArray("reasons")), strings(json.getJsonArray("proposed")),
            json.getString("expert") == null ? null : new Claim(json.getString("expert"), json.getString("expert_name"))),
        new Progress(State.of(json.getString("state")),
            holder == null ? null : new Claim(holder, json.getString("claimed_by")), json.getInteger("transfers"),
            strings(json.getJsonArray("tickets")), json.getBoolean("reopened"), instant(json, "updated_at"), instant(json, "first_answered_at"),
            Calling.of(json.getJsonObject("called"))),
        new Privacy(json.getBoolean("public"), json.getBoolean("public_wish"), json.getBoolean("taken_back", false)),
        new Outcome(answer(json.getJsonObject("answer")), rating(json.getJsonObject("rating")),
            FollowUp.of(json.getJsonObject("follow_up")), Solved.of(json.getJsonObject("solved"))),
        json.getString("translation"), json.getInteger("supporters"),
        new Links(json.getString("merged_into"), strings(json.getJsonArray("merged")), json.getString("parent"),
            Part.listOf(json.getJsonArray("parts"))));
  }

  static Answer answer(JsonObject json) {
    return json == null ? null : new Answer(json.getString("text"), json.getString("by"),
        json.getString("by_id"), instant(json, "at"), strings(json.getJsonArray("service_items")),
        strings(json.getJsonArray("concerns")), Attachment.listOf(json.getJsonArray("attachments")), json.getString("translation"),
        json.getBoolean("corrected", false), json.getBoolean("in_person", false),
        Basis.of(json.getJsonObject("basis")), instant(json, "seen_at"));
  }

  private static Rating rating(JsonObject json) {
    return json == null ? null
        : new Rating(json.getInteger("grade"), json.getString("comment"), instant(json, "at"));
  }

  /** A list that is empty is not kept. */
  private static List<String> strings(JsonArray array) {
    return array == null ? List.of() : array.stream().map(Object::toString).toList();
  }

  private static Instant instant(JsonObject json, String key) {
    String value = json.getString(key);
    return value == null ? null : OffsetDateTime.parse(value).toInstant();
  }
}
