package huiwen.question;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * Its asker was called to a booth, and has not been seen to since.
 *
 * @param booth as she is told it, for instance 3 号展位
 * @param at when she was called last
 * @param times how often, from 1
 * @param came whether she came; null = nobody has said yet
 */
record Calling(String booth, Instant at, int times, Boolean came) {

  /** Called for the first time, or once more. @param before or null */
  static Calling to(String booth, Calling before, Instant now) {
    return new Calling(booth, now, before == null ? 1 : before.times + 1, null);
  }

  Calling came(boolean yes) {
    return new Calling(booth, at, times, yes);
  }

  JsonObject toJson() {
    return new JsonObject().put("booth", booth).put("at", at.toString()).put("times", times).put("came", came);
  }

  static Calling of(JsonObject json) {
    return json == null ? null : new Calling(json.getString("booth"), Instant.parse(json.getString("at")), json.getInteger("times"),
        json.getBoolean("came"));
  }
}
