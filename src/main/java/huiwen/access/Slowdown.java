package huiwen.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.limits.Bounds;
import huiwen.limits.Gate;
import huiwen.limits.Refusals;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers the wrong passwords of one address ever later, until a right one or a quiet quarter of an hour. A right one is
 * answered at once: a wrong one in flight keeps nobody out who shares the address. How many guesses may come is
 * {@link huiwen.limits.Kind#PASSWORD}. One for all event loops; nodes tell each other what was tried.
 */
final class Slowdown {

  private static final String FROM = "address";
  private static final String RIGHT = "right";
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(8);
  private static final int DOUBLED_AT_MOST = 10;
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

  private final Vertx vertx;
  private final Bus bus;
  private final Gate gate = new Gate(Bounds.PASSWORDS_AT_ONCE);
  private final Cache<String, Integer> wrong = Caffeine.newBuilder().maximumSize(Bounds.REMEMBERED)
      .expireAfterWrite(FORGOTTEN_AFTER).build();

  Slowdown(Vertx vertx) {
    this.vertx = vertx;
    this.bus = new Bus(vertx);
    bus.hear(Address.PASSWORD_TRIED, tried -> count(tried.getString(FROM), tried.getBoolean(RIGHT)));
  }

  void bindTo(MeterRegistry metrics) {
    gate.bindTo(metrics, Refusals.Bound.PASSWORDS_AT_ONCE);
  }

  /** Tries when it is its turn. */
  Future<Boolean> attempt(String address, Supplier<Future<Boolean>> guess) {
    return gate.pass(guess).compose(right -> {
      int before = count(address, right) - 1;
      bus.tellOthers(Address.PASSWORD_TRIED, new JsonObject().put(FROM, address).put(RIGHT, right));
      return right ? Future.succeededFuture(true) : later(delay(before)).map(false);
    });
  }

  /** Brings how many wrong ones there were of late, this one included. */
  private int count(String address, boolean right) {
    if (right) {
      wrong.invalidate(address);
      return 0;
    }
    return wrong.asMap().merge(address, 1, Integer::sum);
  }

  private static Duration delay(int wrongBefore) {
    Duration delay = FIRST.multipliedBy(1L << Math.min(wrongBefore, DOUBLED_AT_MOST));
    return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
  }

  private Future<Void> later(Duration delay) {
    return vertx.timer(delay.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
  }
}
