package huiwen.background;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A thread for work that nobody waits for, one task after the other; it gives way to all others ({@link LowPriority}). Once
 * it is to end it takes nothing more: what a step under way would still give it must not come after the end of what it
 * works on. To be used from one context, whose tasks come in the order in which they were given.
 *
 * <p>The thread is a daemon: a task that does not notice that it was interrupted keeps neither a stop nor the JVM waiting.
 */
public final class BackgroundWorker {

  private final Vertx vertx;
  private final ExecutorService thread;
  private boolean ending;

  public BackgroundWorker(Vertx vertx, String name) {
    this.vertx = vertx;
    this.thread = Executors.newSingleThreadExecutor(work -> {
      var made = new Thread(() -> {
        LowPriority.take();
        work.run();
      }, name);
      made.setDaemon(true);
      return made;
    });
  }

  /** Fails with a {@link CancellationException} where it is to end. */
  public <T> Future<T> run(Callable<T> task) {
    return ending ? Future.failedFuture(new CancellationException("it is to end")) : submit(task);
  }

  private <T> Future<T> submit(Callable<T> task) {
    var done = new CompletableFuture<T>();
    thread.execute(() -> {
      try {
        done.complete(task.call());
      } catch (Throwable failure) { // out of memory too: whoever waits for it must hear of it
        done.completeExceptionally(failure);
      }
    });
    return Future.fromCompletionStage(done, vertx.getOrCreateContext());
  }

  public boolean isEnding() {
    return ending;
  }

  /** Ends it now; a task that it is at is of no use any more: it is interrupted, and not waited for. */
  public Future<Void> end() {
    ending = true;
    thread.shutdownNow();
    return Future.succeededFuture();
  }

  /** Ends it after the tasks that it has, and this one. */
  public Future<Void> endAfter(Callable<?> last) {
    ending = true;
    Future<?> done = submit(last);
    thread.shutdown();
    return done.mapEmpty();
  }
}
