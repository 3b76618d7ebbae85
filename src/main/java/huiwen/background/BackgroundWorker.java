package huiwen.background;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * A thread for work that nobody waits for, one task after the other; it gives way to all others ({@link LowPriority}). Once
 * it is to end it takes nothing more: what a step under way would still give it must not come after the end of what it
 * works on. To be used from one context, whose tasks come in the order in which they were given.
 */
public final class BackgroundWorker {

  /** A task that takes longer is told in the log. */
  private static final long LONGEST_MINUTES = 10;

  private final WorkerExecutor thread;
  private boolean started;
  private boolean ending;

  public BackgroundWorker(Vertx vertx, String name) {
    thread = vertx.createSharedWorkerExecutor(name, 1, LONGEST_MINUTES, TimeUnit.MINUTES);
  }

  /** Fails with a {@link CancellationException} where it is to end. */
  public <T> Future<T> run(Callable<T> task) {
    if (ending) {
      return Future.failedFuture(new CancellationException("it is to end"));
    }
    if (!started) {
      started = true;
      thread.executeBlocking(LowPriority::take);
    }
    return thread.executeBlocking(task);
  }

  public boolean isEnding() {
    return ending;
  }

  /** Ends it now; a task that it is at is of no use any more. */
  public Future<Void> end() {
    ending = true;
    return thread.close();
  }

  /** Ends it after the tasks that it has, and this one. */
  public Future<Void> endAfter(Callable<?> last) {
    ending = true;
    return thread.executeBlocking(last).eventually(thread::close).mapEmpty();
  }
}
