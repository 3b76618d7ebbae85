package huiwen.question;

import java.time.Instant;

/**
 * How far a question has come.
 *
 * @param claim whose hands it is in; null unless claimed
 * @param transfers how often it was passed on
 * @param reopened whether a low grade has opened it once more already
 * @param updatedAt of the newest entry
 * @param firstAnsweredAt or null
 */
record Progress(State state, Claim claim, int transfers, boolean reopened, Instant updatedAt, Instant firstAnsweredAt) {

  static Progress begun(State state, Instant now) {
    return new Progress(state, null, 0, false, now, null);
  }

  Progress to(State next, Claim by, Instant now) {
    return new Progress(next, by, transfers, reopened, now, firstAnsweredAt);
  }

  Progress touched(Instant now) {
    return to(state, claim, now);
  }

  Progress answered(Instant now) {
    return new Progress(State.ANSWERED, null, transfers, reopened, now, firstAnsweredAt == null ? now : firstAnsweredAt);
  }

  /** Where it stands does not change; its asker may have her first answer by it. */
  Progress told(boolean answered, Instant now) {
    return new Progress(state, claim, transfers, reopened, now, answered && firstAnsweredAt == null ? now : firstAnsweredAt);
  }

  Progress transferred(Instant now) {
    return new Progress(State.WAITING, null, transfers + 1, reopened, now, firstAnsweredAt);
  }

  Progress reopened(Instant now) {
    return new Progress(State.WAITING, null, transfers, true, now, firstAnsweredAt);
  }
}
