package huiwen.http;

import java.time.Duration;

/**
 * Lets through a burst, and then one each so often. Pure: the time is given to it.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Token_bucket">Token bucket</a>
 */
public final class TokenBucket {

  private final long nanosEach;
  private final long nanosFull;
  /** How much has been saved up, counted in time: {@code nanosEach} lets one through. */
  private long saved;
  private long at;

  /**
   * Begins full.
   *
   * @param burst how many at once, at least 1
   * @param each how long until one more
   * @param now in nanoseconds of any clock that does not go back
   */
  public TokenBucket(int burst, Duration each, long now) {
    nanosEach = each.toNanos();
    nanosFull = nanosEach * burst;
    saved = nanosFull;
    at = now;
  }

  /** Nanoseconds until it would let one through; 0 = now. */
  public long nanosToWait(long now) {
    fill(now);
    return Math.max(0, nanosEach - saved);
  }

  /** Lets one through, which {@link #nanosToWait} must have allowed. */
  public void take(long now) {
    fill(now);
    saved -= nanosEach;
  }

  /** Takes back what {@link #take} has counted. */
  public void giveBack() {
    saved = Math.min(nanosFull, saved + nanosEach);
  }

  private void fill(long now) {
    saved = Math.min(nanosFull, saved + Math.max(0, now - at));
    at = now;
  }
}
