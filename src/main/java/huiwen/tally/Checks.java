package huiwen.tally;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;

/**
 * When counts are held against the database: one fair's at a time, only those that have moved, and all fairs together at most
 * a fiftieth of the time, as a recount of a million questions takes PostgreSQL seconds. Pure: the clock is the caller's.
 */
final class Checks {

  /** Counts that move are looked at so often, where the budget allows it. */
  static final Duration BETWEEN_CHECKS_OF_ONE = Duration.ofSeconds(30);
  /** The same where another node looks at them and tells: it may be gone, or have told too early or too late. */
  static final Duration BETWEEN_CHECKS_OF_OTHERS = Duration.ofMinutes(3);
  private static final Duration MOST_REST = Duration.ofMinutes(10);
  private static final int REST = 50;

  /** Counts that can be checked. */
  interface Checked {

    /** Whether they have moved since they were found right. */
    boolean hasMoved();

    /** When they were looked at last, in nanoseconds. */
    long checkedAt();

    /** Whether another node checks the same, and tells. */
    boolean isAnothers();
  }

  private boolean checking;
  private long startedAt;
  private boolean resting;
  private long restsUntil;

  /** What is to be checked now, which then has begun; null = nothing, or not now. */
  <C extends Checked> C next(Collection<C> all, long now) {
    if (checking || resting && now - restsUntil < 0) {
      return null;
    }
    C next = all.stream()
        .filter(one -> one.hasMoved() && now - one.checkedAt() >= between(one).toNanos())
        .min(Comparator.comparingLong(one -> one.checkedAt() - now))
        .orElse(null);
    if (next != null) {
      checking = true;
      startedAt = now;
    }
    return next;
  }

  private static Duration between(Checked one) {
    return one.isAnothers() ? BETWEEN_CHECKS_OF_OTHERS : BETWEEN_CHECKS_OF_ONE;
  }

  /** The check that had begun is done. */
  void done(long now) {
    checking = false;
    resting = true;
    restsUntil = now + restAfter(Duration.ofNanos(now - startedAt)).toNanos();
  }

  /** How long after a check that took so long the next one begins. */
  static Duration restAfter(Duration check) {
    return Duration.ofMillis(Math.min(MOST_REST.toMillis(), check.multipliedBy(REST).toMillis()));
  }
}
