package huiwen.question;

import huiwen.access.Caller;
import huiwen.access.Role;
import huiwen.question.Decision.Change;
import huiwen.question.Decision.Changed;
import huiwen.question.Decision.Refused;
import huiwen.question.Decision.Unchanged;
import java.time.Instant;

/** How a question goes from one's hands into another's: a colleague's, an expert's, or nobody's. */
final class Handing {

  private Handing() {
  }

  static Claim hands(Caller by) {
    return new Claim(by.id(), by.name());
  }

  /** She holds it from now on as if she had taken it up herself. */
  static Decision hand(Question question, Command.Hand command, State next, Instant now) {
    Caller to = command.to();
    if (to == null || to.role() != Role.VOLUNTEER || !to.servesDesk(question.fair(), question.department())) {
      return new Refused(Refusal.NO_SUCH_COLLEAGUE);
    }
    return question.isHeldBy(to.id()) ? new Unchanged() : Changed.to(Kind.CLAIMED, question.in(next, hands(to), now), null);
  }

  static Decision giveBack(Question question, Command.GiveBack command, Instant now) {
    if (question.state() == State.WAITING || command.holder() != null && !question.isHeldBy(command.holder())) {
      return new Unchanged();
    }
    Release why = command.why() != null ? command.why()
        : question.isHeldBy(command.by().id()) ? Release.PUT_BACK : Release.TAKEN_BACK;
    return Changed.to(new Change(Kind.RELEASED, question.in(State.WAITING, null, now), null, why));
  }

  /** Into an expert's, who sees it from now on. */
  static Decision escalate(Question question, Command.Escalate command, Instant now) {
    Caller expert = command.to();
    if (expert == null || expert.role() != Role.EXPERT || !question.fair().equals(expert.fair())) {
      return new Refused(Refusal.NO_SUCH_EXPERT);
    }
    return Changed.to(Kind.ESCALATED, question.escalated(hands(expert), now), command.text() == null ? null
        : Message.of(Message.Type.NOTE, command.by().name(), command.text(), now));
  }
}
