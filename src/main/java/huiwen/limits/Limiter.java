package huiwen.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.config.Settings;
import huiwen.limits.Rate.By;
import huiwen.problem.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Says of each request whether it may come now: by who sends it, by the address that she shares with others, and by fair.
 * What is shared is shared fairly: when half of it is gone, whoever has used up half of her own waits first; and those whom
 * the hub has seen before are not kept out by those whom it has not. For all threads.
 */
public final class Limiter {

  /** Longer than any rate takes to be full again. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(2);

  /** How long a node keeps to itself what was spent there. */
  private static final Duration BETWEEN_SHARES = Duration.ofMillis(200);

  private record Key(Kind kind, By by, String id) {
  }

  /** Somebody who has asked for this before. */
  private record Seen(Kind kind, String id) {
  }

  /** @param burst of the smallest of its rates */
  private record Level(Key key, Bucket bucket, int burst) {

    By by() {
      return key.by;
    }

    boolean isShared() {
      return key.kind.isShared();
    }

    boolean isHalfGone() {
      return bucket.getAvailableTokens() < (burst + 1) / 2;
    }
  }

  private final boolean on;
  private final Refusals refusals;
  private final TimeMeter clock;
  private final Map<Kind, Map<By, List<Rate>>> rates = new EnumMap<>(Kind.class);
  private final Cache<Key, Level> callers = remembering();
  /** Apart, so that no number of callers makes an address forgotten. */
  private final Cache<Key, Level> shared = remembering();
  private final Cache<Seen, Boolean> seen = remembering();
  /** What the other nodes have not been told yet; may be negative, where it was given back. */
  private final Map<Key, Integer> spent = new ConcurrentHashMap<>();
  private volatile boolean isShared;

  public Limiter(Settings.Limits settings, MeterRegistry metrics) {
    this(settings, metrics, TimeMeter.SYSTEM_NANOTIME);
  }

  Limiter(Settings.Limits settings, MeterRegistry metrics, TimeMeter clock) {
    this.on = settings.on();
    this.refusals = new Refusals(metrics);
    this.clock = clock;
    for (Kind kind : Kind.values()) {
      rates.put(kind, kind.rates(settings).stream()
          .collect(Collectors.groupingBy(Rate::by, () -> new EnumMap<>(By.class), Collectors.toList())));
    }
  }

  private static <K, V> Cache<K, V> remembering() {
    return Caffeine.newBuilder().maximumSize(Bounds.REMEMBERED).expireAfterAccess(FORGOTTEN_AFTER).build();
  }

  /**
   * Counts a request.
   *
   * @param fair the code of the fair that it is about, or null
   * @return null where it may come; else the problem, which says when it may, and then it is not counted
   */
  public Problem refuse(Kind kind, Visitor who, String fair) {
    if (!on) {
      return null;
    }
    List<Level> levels = levels(kind, who, fair);
    boolean greedy = false;
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      ConsumptionProbe probe = level.bucket.tryConsumeAndReturnRemaining(1);
      boolean waits = greedy && level.isHalfGone();
      if (!probe.isConsumed() || waits) {
        int taken = probe.isConsumed() ? i + 1 : i;
        levels.subList(0, taken).forEach(before -> before.bucket.addTokens(1));
        refusals.count(kind, level.by());
        return tooMany(probe.isConsumed() ? Duration.ofSeconds(2).toNanos() : probe.getNanosToWaitForRefill());
      }
      greedy |= level.by().isOwn() && level.isHalfGone();
    }
    if (who.id() != null) {
      seen.put(new Seen(kind, who.id()), true);
    }
    count(levels, 1);
    return null;
  }

  /** Takes back what was counted, of a request that came to nothing. */
  public void giveBack(Kind kind, Visitor who, String fair) {
    if (on) {
      List<Level> levels = levels(kind, who, fair);
      levels.forEach(level -> level.bucket.addTokens(1));
      count(levels, -1);
    }
  }

  // Several nodes that are one hub ----------------------------------------------------------------------------

  /** From now on counts what was spent on any node, where there are several. */
  public Limiter share(Vertx vertx) {
    var bus = new Bus(vertx);
    isShared = on && bus.isShared();
    if (isShared) {
      bus.hear(Address.SPENT, this::spentElsewhere);
      vertx.setPeriodic(BETWEEN_SHARES.toMillis(), timer -> {
        JsonArray spent = spentHere();
        if (!spent.isEmpty()) {
          bus.tellOthers(Address.SPENT, spent);
        }
      });
    }
    return this;
  }

  private void count(List<Level> levels, int more) {
    if (isShared) {
      levels.stream().filter(Level::isShared).forEach(level -> spent.merge(level.key, more, Integer::sum));
    }
  }

  /** What was spent on this node since it was asked last. */
  private JsonArray spentHere() {
    var all = new JsonArray();
    for (Key key : spent.keySet()) {
      Integer many = spent.remove(key);
      if (many != null && many != 0) {
        all.add(new JsonObject().put("kind", key.kind.name()).put("by", key.by.name()).put("id", key.id).put("many", many));
      }
    }
    return all;
  }

  /** What two nodes have let in together beyond a limit, before they knew of each other, is owed. */
  private void spentElsewhere(JsonArray all) {
    for (Object one : all) {
      JsonObject of = (JsonObject) one;
      var key = new Key(Kind.valueOf(of.getString("kind")), By.valueOf(of.getString("by")), of.getString("id"));
      int many = of.getInteger("many");
      if (key.by.isOwn()) {
        seen.put(new Seen(key.kind, key.id), true);
      }
      Level level = level(key);
      if (level != null && many > 0) {
        level.bucket.consumeIgnoringRateLimits(many);
      } else if (level != null && many < 0) {
        level.bucket.addTokens(-many);
      }
    }
  }

  private static Problem tooMany(long nanos) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
    return Problem.of(Problem.Type.TOO_MANY, "too-many.detail").retryAfter((int) Math.max(1, seconds));
  }

  private List<Level> levels(Kind kind, Visitor who, String fair) {
    var levels = new ArrayList<Level>(4);
    if (who.id() != null) {
      add(levels, kind, who.isStaff() ? By.SESSION : By.ASKER, who.id());
    }
    if (who.id() == null || seen.getIfPresent(new Seen(kind, who.id())) == null) {
      add(levels, kind, By.NEWCOMERS, who.address());
    }
    add(levels, kind, By.ADDRESS, who.address());
    if (fair != null) {
      add(levels, kind, By.FAIR, fair);
    }
    return levels;
  }

  private void add(List<Level> levels, Kind kind, By by, String id) {
    Level level = level(new Key(kind, by, id));
    if (level != null) {
      levels.add(level);
    }
  }

  /** Null where this kind is not counted by that. */
  private Level level(Key key) {
    List<Rate> limits = rates.get(key.kind).get(key.by);
    return limits == null ? null : (key.by.isOwn() ? callers : shared).get(key, made -> level(made, limits));
  }

  private Level level(Key key, List<Rate> limits) {
    var builder = Bucket.builder().withCustomTimePrecision(clock);
    limits.forEach(limit -> builder.addLimit(limit.bandwidth()));
    return new Level(key, builder.build(), limits.stream().mapToInt(Rate::burst).min().orElseThrow());
  }
}
