package huiwen.question;

import huiwen.access.Role;
import huiwen.question.Decision.Changed;
import huiwen.question.Decision.Refused;
import huiwen.question.Decision.Unchanged;
import java.time.Instant;

/** What becomes of a question that somebody who may speak of it makes public, or takes back from the public. */
final class Publishing {

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
