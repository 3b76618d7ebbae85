package huiwen.limits;

import huiwen.problem.Problem;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Lets so many pieces of work be under way at once; the others wait for their turn. For all threads: each piece is begun, and
 * its future completes, where it was asked for.
 */
public final class Gate {

  private final int most;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final AtomicLong refused = new AtomicLong();
  private int underWay;

  /** @param most pieces at once, from 1 */
  public Gate(int most) {
    this.most = most;
  }

  /** Has what is refused counted. @param bound by which it is */
  public Gate bindTo(MeterRegistry metrics, Refusals.Bound bound) {
    FunctionCounter.builder(Refusals.METRIC, refused, AtomicLong::get)
        .tag("kind", Refusals.word(bound)).tag("by", Refusals.word(Refusals.By.HUB)).register(metrics);
    return this;
  }

  /** Does this when it is its turn; fails with 503 where too many wait already. */
  public <T> Future<T> pass(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    Context context = Vertx.currentContext();
    synchronized (this) {
      if (underWay == most) {
        if (waiting.size() >= Bounds.WAITING) {
          refused.incrementAndGet();
          return Future.failedFuture(Problem.unavailable(null));
        }
        waiting.add(() -> run(context, work, done));
        return done.future();
      }
      underWay++;
    }
    begin(work, done);
    return done.future();
  }

  private <T> void run(Context context, Supplier<Future<T>> work, Promise<T> done) {
    if (context == null) {
      begin(work, done);
    } else {
      context.runOnContext(now -> begin(work, done));
    }
  }

  private <T> void begin(Supplier<Future<T>> work, Promise<T> done) {
    Future<T> future;
    try {
      future = work.get();
    } catch (RuntimeException e) {
      future = Future.failedFuture(e);
    }
    future.onComplete(result -> {
      letNextIn();
      done.handle(result);
    });
  }

  private void letNextIn() {
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        underWay--;
      }
    }
    if (next != null) {
      next.run();
    }
  }
}
