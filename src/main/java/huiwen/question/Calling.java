package huiwen.question;

import huiwen.question.Decision.Changed;
import huiwen.question.Decision.Refused;
import huiwen.question.Decision.Unchanged;
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

  static Decision call(Question question, Command.Call command, Instant now) {
    return command.booth() == null ? new Refused(Refusal.NO_BOOTH)
        : Changed.to(Kind.CALLED, question.called(to(command.booth(), question.called(), now), now),
            Message.of(Message.Type.CALL, command.by().name(), command.booth(), now));
  }

  static Decision arrive(Question question, Command.Arrive command, Instant now) {
    Calling called = question.called();
    if (called == null) {
      return new Refused(Refusal.NOT_CALLED);
    }
    return called.came() != null && called.came() == command.came() ? new Unchanged()
        : Changed.to(command.came() ? Kind.ARRIVED : Kind.MISSED, question.called(called.came(command.came()), now), null);
  }
}
