package huiwen.question;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * What its asker has said some weeks after an answer: whether it is really solved.
 *
 * @param by who typed it in for her; null where she has said it herself
 */
public record Solved(boolean solved, Instant at, String by) {

  /** Whether it was said of this answer, and not of one before. */
  boolean isOf(Answer answer) {
    return !at.isBefore(answer.at());
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject().put("solved", solved).put("at", at.toString());
    return by == null ? json : json.put("by", by);
  }

  /** Null for null. */
  static Solved of(JsonObject json) {
    return json == null ? null
        : new Solved(json.getBoolean("solved"), Instant.parse(json.getString("at")), json.getString("by"));
  }
}
