package huiwen.question;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;

/**
 * Something that happened to a question, as its asker is told it: not what was said in it.
 *
 * @param department at which desk it was afterwards
 * @param by who took it up, answered it or asked back; null for all else
 * @param text why it was passed on, where its asker may read that; else null
 */
public record Happening(long seq, Instant at, Kind kind, String department, String by, String text) {

  static Happening of(Row row) {
    Kind kind = Kind.of(row.getString("kind"));
    JsonObject message = row.getJsonObject("message");
    String by = switch (kind) {
      case CLAIMED -> row.getString("claimed_by");
      case ANSWERED, ASKED_BACK -> message == null ? null : message.getString("by");
      default -> null;
    };
    boolean isTold = kind == Kind.TRANSFERRED && message != null && Message.of(0, message).isForAsker();
    return new Happening(row.getLong("seq"), row.getOffsetDateTime("at").toInstant(), kind, row.getString("department"), by,
        isTold ? message.getString("text") : null);
  }

  /** All of it from the asking on, each step once: who writes a note has not taken it up once more. */
  static JsonArray timeline(Question question, List<Happening> happenings) {
    var timeline = new JsonArray().add(json(new Happening(question.asked().place(), question.asked().at(), Kind.ASKED, null, null, null)));
    Happening before = null;
    for (Happening happening : happenings) {
      boolean isSameHands = before != null && happening.kind == Kind.CLAIMED && before.kind == Kind.CLAIMED
          && happening.by != null && happening.by.equals(before.by);
      if (!isSameHands) {
        timeline.add(json(happening));
      }
      before = happening;
    }
    return timeline;
  }

  private static JsonObject json(Happening happening) {
    JsonObject json = new JsonObject()
        .put("seq", happening.seq)
        .put("at", happening.at.toString())
        .put("kind", happening.kind.code())
        .put("department", happening.department)
        .put("by", happening.by);
    return happening.text == null ? json : json.put("text", happening.text);
  }
}
