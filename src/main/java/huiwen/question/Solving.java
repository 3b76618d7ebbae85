package huiwen.question;

import huiwen.question.Decision.Change;
import huiwen.question.Decision.Changed;
import huiwen.question.Decision.Refused;
import huiwen.question.Decision.Unchanged;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * 真解决了吗? Some weeks after an answer its asker says whether it is solved. Where it is not, the answer is no longer the last word:
 * it is promised anew, with her reason in the thread.
 */
final class Solving {

  /** So long its desk has for what was not solved. */
  static final int DUE_DAYS = 14;

  private Solving() {
  }

  static Decision decide(Question question, Command.Solve command, Instant now) {
    if (question.answer() == null) {
      return new Refused(Refusal.NOT_ANSWERED);
    }
    Solved before = question.solved();
    if (before != null && before.isOf(question.answer()) && before.solved() == command.solved()) {
      return new Unchanged();
    }
    Question said = question.said(new Solved(command.solved(), now, command.by().isAsker() ? null : command.by().name()));
    return command.solved() ? Changed.to(Kind.SOLVED, said.touched(now), null) : reopened(said, command, now);
  }

  /** Her reason is read as any of her replies: it can make the question urgent or private. */
  private static Decision reopened(Question question, Command.Solve command, Instant now) {
    Attention all = question.attention().with(command.attention());
    boolean stays = !all.isUrgent() && (!command.sensitive() || question.privacy().isWished());
    var promise = new FollowUp(command.owner(), LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(DUE_DAYS), "", now);
    Question again = question.followedUp(promise).withoutAnswer().apart().with(all).with(question.privacy().narrowed(stays));
    return Changed.to(Change.of(Kind.REOPENED, again,
        command.reason() == null ? null : Message.of(Message.Type.REPLY, null, command.reason(), now)));
  }
}
