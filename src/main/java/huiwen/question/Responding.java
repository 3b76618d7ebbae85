package huiwen.question;

import static huiwen.question.Refusal.NOT_ANSWERED;

import huiwen.question.Decision.Change;
import huiwen.question.Decision.Changed;
import huiwen.question.Decision.Refused;
import huiwen.question.Decision.Unchanged;
import java.time.Instant;

/** What becomes of a question by what its asker says later: more words, a grade. */
final class Responding {

  private Responding() {
  }

  /**
   * What is said in it counts as if it had been said at first. What is promised after the fair is not held once more. More than
   * thanks for an answer puts the question back into its queue: somebody waits again.
   */
  static Decision reply(Question question, Command.Reply command, State next, Instant now) {
    Attention found = command.attention();
    Attention all = question.attention().with(found);
    Privacy privacy = question.privacy();
    boolean stays = !all.isUrgent() && (!command.sensitive() || privacy.isWished());
    boolean isHeld = found.isHeld() && !all.isUrgent() && next != State.FOLLOW_UP;
    boolean isSettled = question.state() == State.ANSWERED || question.state() == State.MERGED;
    boolean isOnlyThanks = isSettled && command.thanks() && !isHeld && !found.isUrgent();
    Question replied = isOnlyThanks ? question.touched(now)
        : isHeld ? question.in(State.HELD, null, now)
        : question.in(next == State.HELD && found.isUrgent() ? State.WAITING : next, question.claim(), now);
    if (isSettled && !isOnlyThanks) {
      replied = replied.withoutAnswer().apart();
    }
    return Changed.to(Kind.REPLIED, replied.with(all).with(privacy.narrowed(stays)),
        Message.of(Message.Type.REPLY, null, command.text(), now, command.attachments()));
  }

  static Decision rate(Question question, Command.Rate command, Instant now) {
    if (question.answer() == null) {
      return new Refused(NOT_ANSWERED); // it was turned down
    }
    if (question.rating() != null) {
      return question.rating().grade() == command.grade()
          ? new Unchanged()
          : new Refused(Refusal.ALREADY_RATED);
    }
    Question rated = question.rated(new Rating(command.grade(), command.comment(), now));
    Change change = Change.of(Kind.RATED, rated, null);
    if (command.grade() > Rating.REOPENS || question.reopened()
        || question.state() != State.ANSWERED && question.state() != State.MERGED) {
      return Changed.to(change);
    }
    return Changed.to(change, Change.of(Kind.REOPENED, rated.reopenedAt(now), null));
  }
}
