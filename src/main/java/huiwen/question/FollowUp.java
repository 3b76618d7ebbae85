package huiwen.question;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What was promised for after the fair.
 *
 * @param owner whose job it is: a name, or that of a department
 * @param due by which day it is to be done
 * @param text what its asker was told
 * @param at when it was promised, or promised anew
 */
public record FollowUp(String owner, LocalDate due, String text, Instant at) {

  JsonObject toJson() {
    return new JsonObject().put("owner", owner).put("due", due.toString()).put("text", text).put("at", at.toString());
  }

  /** Null for null. */
  static FollowUp of(JsonObject json) {
    return json == null ? null : new FollowUp(json.getString("owner"), LocalDate.parse(json.getString("due")),
        json.getString("text"), Instant.parse(json.getString("at")));
  }
}
