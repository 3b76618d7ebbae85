package huiwen.limits;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;

/**
 * So many at once, and after them so many in each period.
 *
 * @param by by whom it is counted
 * @param burst how many at once, at least 1
 * @param many how many come back in a period, at least 1, one by one
 */
record Rate(By by, int burst, int many, Duration period) {

  /** By whom a cost is counted, from the narrowest. */
  enum By {
    /** One asker, by her cookie. */
    ASKER,
    /** One who is signed in. */
    SESSION,
    /** All whom the hub sees for the first time, of one address: so a phone that comes as somebody new each time spends only theirs. */
    NEWCOMERS,
    /** A network address; of IPv6 the first 64 bits, which one phone has. A whole village shares one. */
    ADDRESS,
    /** A fair. */
    FAIR;

    /** Whether it is one caller's alone, and not shared with others. */
    boolean isOwn() {
      return this == ASKER || this == SESSION;
    }
  }

  static Rate aMinute(By by, int burst, int many) {
    return new Rate(by, burst, many, Duration.ofMinutes(1));
  }

  static Rate anHour(By by, int many) {
    return new Rate(by, many, many, Duration.ofHours(1));
  }

  Bandwidth bandwidth() {
    return Bandwidth.builder().capacity(burst).refillGreedy(many, period).build();
  }
}
