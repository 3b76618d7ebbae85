package huiwen.question;

import huiwen.access.Caller;
import huiwen.access.Role;
import huiwen.question.Decision.Changed;
import huiwen.question.Decision.Refused;
import huiwen.question.Decision.Unchanged;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/** What becomes of a question that somebody who may speak of it makes public, or takes back from the public. */
public final class Publishing {

  private static final Set<State> NEVER_SHOWN = Set.of(State.WITHDRAWN, State.MERGED);

  private Publishing() {
  }

  static Decision decide(Question question, Command.Publish command, Instant now) {
    Privacy privacy = question.privacy();
    boolean byAsker = command.by().isAsker();
    if (privacy.isPublic() == command.isPublic()) {
      return new Unchanged();
    }
    if (command.isPublic()) {
      Refusal refusal = mayNotPublish(question, byAsker);
      return refusal != null ? new Refused(refusal) : Changed.to(Kind.PUBLISHED,
          question.with(byAsker ? privacy.wishedByAsker(true) : privacy.givenBackByStaff(), now), null);
    }
    boolean saysWhy = command.reason() != null && !command.reason().isBlank();
    if (command.by().role() == Role.VOLUNTEER && !saysWhy) {
      return new Refused(Refusal.NO_REASON);
    }
    return Changed.to(Kind.UNPUBLISHED,
        question.with(byAsker ? privacy.wishedByAsker(false) : privacy.takenBackByStaff(), now),
        byAsker || !saysWhy ? null : Message.of(Message.Type.PUBLICATION, command.by().name(), command.reason(), now));
  }

  /** Whether it is kept from others now, and its desk or an organizer may show it to them: its asker wants them to see it. */
  static boolean mayBeShown(Question question) {
    return !question.isPublic() && !NEVER_SHOWN.contains(question.state()) && mayNotPublish(question, false) == null;
  }

  /**
   * The question as everybody would see it if this caller published it now, for her to look at first.
   *
   * @throws Problem why she may not publish it
   */
  public static JsonObject asEverybodySees(Seen seen, Caller by) {
    Question question = seen.question();
    if (View.forCaller(question, by) == View.STUB) {
      throw Refusal.IS_HELD.problem(null);
    }
    var command = new Command.Publish(by, question.asked().fairId(), question.id(), true, null);
    if (Rules.decide(question, command, question.updatedAt()) instanceof Refused refused) {
      throw refused.refusal().problem(question.claim() == null ? null : question.claim().name());
    }
    return View.PUBLIC.of(seen).put("public", true);
  }

  private static Refusal mayNotPublish(Question question, boolean byAsker) {
    if (question.isUrgent()) {
      return Refusal.URGENT_IS_PRIVATE;
    }
    if (question.state() == State.CLOSED && question.answer() == null) {
      return Refusal.NOT_OPEN; // it was turned down
    }
    if (byAsker) {
      return question.privacy().takenBack() ? Refusal.TAKEN_BACK_BY_STAFF : null;
    }
    return question.privacy().isWished() ? null : Refusal.ASKER_KEEPS_IT_PRIVATE;
  }
}
