package huiwen.access;

import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets one address guess one password at a time: each wrong one is answered later than the last, and the
 * next guess waits for that. A right one is not held up by its own address's past. One for all event loops.
 */
final class Slowdown {

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(8);
  private static final int MOST_WAITING = 4;

  private final Vertx vertx;
  private final Map<String, Turns> byAddress = new HashMap<>();

  Slowdown(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Tries when the guesses before it from this address are done with; fails with 429 where too many wait. */
  synchronized Future<Boolean> attempt(String address, Supplier<Future<Boolean>> guess) {
    Turns turns = byAddress.computeIfAbsent(address, a -> new Turns());
    if (turns.waiting > MOST_WAITING) {
      return Future.failedFuture(
          Problem.of(Problem.Type.TOO_MANY, "too-many.detail").retryAfter((int) LONGEST.toSeconds()));
    }
    turns.waiting++;
    Future<Boolean> result = turns.last.transform(before -> guess.get())
        .compose(right -> right ? Future.succeededFuture(true) : later(turns.nextDelay()).map(false));
    turns.last = result;
    result.onComplete(done -> finished(address, turns, done.succeeded() && done.result()));
    return result;
  }

  private synchronized void finished(String address, Turns turns, boolean right) {
    turns.waiting--;
    if (right) {
      byAddress.remove(address, turns);
    }
  }

  private Future<Void> later(Duration delay) {
    return vertx.timer(delay.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
  }

  private static final class Turns {

    private Future<Boolean> last = Future.succeededFuture(true);
    private int waiting;
    private int wrong;

    synchronized Duration nextDelay() {
      Duration delay = FIRST.multipliedBy(1L << Math.min(wrong++, 10));
      return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }
  }
}
