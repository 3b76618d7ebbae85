package huiwen.intake;

import huiwen.config.Settings;
import huiwen.problem.Problem;
import huiwen.http.TokenBucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How fast questions may come: by asker as fast as a person asks, by network address only a high ceiling, as a whole
 * village shares the venue's Wi-Fi. To be used on one event loop.
 */
final class AskLimits {

  /** Askers and addresses that are remembered; who has been quiet longest is forgotten first. */
  private static final int MOST_REMEMBERED = 50_000;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Settings.Limits limits;
  private final Map<String, List<TokenBucket>> askers = remembering();
  private final Map<String, List<TokenBucket>> addresses = remembering();

  AskLimits(Settings.Limits limits) {
    this.limits = limits;
  }

  private static Map<String, List<TokenBucket>> remembering() {
    return new LinkedHashMap<>(256, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, List<TokenBucket>> quietest) {
        return size() > MOST_REMEMBERED;
      }
    };
  }

  /**
   * Counts a question.
   *
   * @param now in nanoseconds of a clock that does not go back
   * @return null where it may come; else the problem, which says when it may
   */
  Problem refuse(String asker, String address, long now) {
    if (!limits.on()) {
      return null;
    }
    List<TokenBucket> hers = buckets(askers, asker, () -> List.of(
        new TokenBucket(limits.askBurst(), Duration.ofSeconds(limits.askSeconds()), now),
        new TokenBucket(limits.askHourly(), HOUR.dividedBy(limits.askHourly()), now)));
    List<TokenBucket> theirs = buckets(addresses, address, () -> List.of(
        new TokenBucket(limits.addressPerMinute(), MINUTE.dividedBy(limits.addressPerMinute()), now)));
    long wait = Math.max(longest(hers, now), longest(theirs, now));
    if (wait > 0) {
      return Problem.of(Problem.Type.TOO_MANY, "too-many.detail")
          .retryAfter((int) Math.max(1, Math.ceil(wait / 1e9)));
    }
    hers.forEach(bucket -> bucket.take(now));
    theirs.forEach(bucket -> bucket.take(now));
    return null;
  }

  /** Takes a question back that was counted and then not made: no new one, or the hub could not store it. */
  void giveBack(String asker, String address) {
    askers.getOrDefault(asker, List.of()).forEach(TokenBucket::giveBack);
    addresses.getOrDefault(address, List.of()).forEach(TokenBucket::giveBack);
  }

  private static List<TokenBucket> buckets(Map<String, List<TokenBucket>> all, String key,
      Supplier<List<TokenBucket>> make) {
    return all.computeIfAbsent(key, k -> make.get());
  }

  private static long longest(List<TokenBucket> buckets, long now) {
    return buckets.stream().mapToLong(bucket -> bucket.nanosToWait(now)).max().orElse(0);
  }
}
