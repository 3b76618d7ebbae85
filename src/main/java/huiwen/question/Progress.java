package huiwen.question;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How far a question has come.
 *
 * @param claim whose hands it is in; null unless claimed
 * @param transfers how often it was passed on
 * @param tickets that it was given where it was passed on to, the newest last; none where it has only the one of its asking
 * @param reopened whether a low grade has opened it once more already
 * @param updatedAt of the newest entry
 * @param firstAnsweredAt or null
 * @param called to which booth its asker was called, or null; ends when she is seen to
 */
record Progress(State state, Claim claim, int transfers, List<String> tickets, boolean reopened, Instant updatedAt, Instant firstAnsweredAt,
    Calling called) {

  private static final Set<State> IS_CALLED_STILL = Set.of(State.WAITING, State.CLAIMED, State.ASKED_BACK);

  Progress {
    tickets = List.copyOf(tickets);
  }

  static Progress begun(State state, Instant now) {
    return new Progress(state, null, 0, List.of(), false, now, null, null);
  }

  Progress to(State next, Claim by, Instant now) {
    boolean stays = next == state || IS_CALLED_STILL.contains(next);
    return new Progress(next, by, transfers, tickets, reopened, now, firstAnsweredAt, stays ? called : null);
  }

  Progress touched(Instant now) {
    return to(state, claim, now);
  }

  Progress answered(Instant now) {
    return new Progress(State.ANSWERED, null, transfers, tickets, reopened, now, firstAnsweredAt == null ? now : firstAnsweredAt, null);
  }

  /** Where it stands does not change; its asker may have her first answer by it. */
  Progress told(boolean answered, Instant now) {
    return new Progress(state, claim, transfers, tickets, reopened, now, answered && firstAnsweredAt == null ? now : firstAnsweredAt, called);
  }

  Progress called(Calling next, Instant now) {
    return new Progress(state, claim, transfers, tickets, reopened, now, firstAnsweredAt, next);
  }

  Progress transferred(Instant now) {
    return new Progress(State.WAITING, null, transfers + 1, tickets, reopened, now, firstAnsweredAt, null);
  }

  Progress reopened(Instant now) {
    return new Progress(State.WAITING, null, transfers, tickets, true, now, firstAnsweredAt, null);
  }

  /** It is called by this ticket from now on. */
  Progress withTicket(String ticket) {
    return new Progress(state, claim, transfers, Stream.concat(tickets.stream().filter(other -> !other.equals(ticket)), Stream.of(ticket)).toList(),
        reopened, updatedAt, firstAnsweredAt, called);
  }
}
