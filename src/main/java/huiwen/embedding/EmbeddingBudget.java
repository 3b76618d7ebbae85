package huiwen.embedding;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a text means where there is time for it: on worker threads, a few at once, and never for more than a share
 * of the machine. When more is asked for than that, the asker is told that there is no meaning to be had now.
 */
public final class EmbeddingBudget {

  private static final Logger log = LoggerFactory.getLogger(EmbeddingBudget.class);
  /** More than these would make the first of them wait for longer than a villager notices. */
  private static final int MOST_AT_ONCE = 8;
  /** Of the processors' time: what is left over belongs to asking and answering. */
  private static final double SHARE = 0.1;
  private static final long WINDOW_NANOS = 1_000_000_000;

  private final WorkerExecutor workers;
  private final Supplier<Meanings> meanings;
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicLong looked = new AtomicLong();
  private final AtomicLong overloaded = new AtomicLong();
  private long windowStart = System.nanoTime();
  private long spent;

  /** @param meanings brings null where they are not loaded yet or cannot be had on this machine */
  public EmbeddingBudget(WorkerExecutor workers, Supplier<Meanings> meanings) {
    this.workers = workers;
    this.meanings = meanings;
  }

  /** How often a meaning was looked at. */
  public long looked() {
    return looked.get();
  }

  /** How often there was no time for it. */
  public long overloaded() {
    return overloaded.get();
  }

  /** The text's meaning; null where there is no time for it. Never fails. */
  public Future<float[]> meaningOf(String text) {
    Meanings loaded = meanings.get();
    if (loaded == null) {
      return Future.succeededFuture();
    }
    if (!hasTime() || atOnce.get() >= MOST_AT_ONCE) {
      overloaded.incrementAndGet();
      return Future.succeededFuture();
    }
    atOnce.incrementAndGet();
    looked.incrementAndGet();
    return workers.executeBlocking(() -> {
      long start = System.nanoTime();
      float[] meaning = loaded.of(text);
      spend(System.nanoTime() - start);
      return meaning;
    }, false).onComplete(done -> atOnce.decrementAndGet()).recover(failure -> {
      log.warn("a meaning was not found: {}", failure.toString());
      return Future.succeededFuture();
    });
  }

  private synchronized boolean hasTime() {
    long now = System.nanoTime();
    if (now - windowStart > WINDOW_NANOS) {
      windowStart = now;
      spent = 0;
    }
    return spent < SHARE * WINDOW_NANOS * Runtime.getRuntime().availableProcessors();
  }

  private synchronized void spend(long nanos) {
    spent += nanos;
  }
}
