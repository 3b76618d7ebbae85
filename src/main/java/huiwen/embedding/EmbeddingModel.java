package huiwen.embedding;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sentence-embedding model while the hub runs: loaded once, when the hub serves already, asked within a budget, and given
 * back at the end. Where it cannot be run the hub goes by letters alone, and says so.
 */
public final class EmbeddingModel {

  private static final Logger log = LoggerFactory.getLogger(EmbeddingModel.class);
  private static final long LONGEST_SECONDS = 300;

  private final WorkerExecutor workers;
  private final Path data;
  private final AtomicReference<Meanings> meanings = new AtomicReference<>();
  private final Promise<Void> loaded = Promise.promise();
  private final EmbeddingBudget budget;

  private Future<RememberedMeanings> loading = Future.succeededFuture();

  /**
   * Loads nothing yet.
   *
   * @param data the hub's own folder, where native libraries are unpacked
   */
  public EmbeddingModel(Vertx vertx, Path data) {
    this.workers = vertx.createSharedWorkerExecutor("embedding", Math.max(2,
        Runtime.getRuntime().availableProcessors()), LONGEST_SECONDS, TimeUnit.SECONDS);
    this.data = data;
    this.budget = new EmbeddingBudget(workers, meanings::get);
  }

  /** Loads the model, which takes a processor for a second. Until then there are no meanings to be had. */
  public void load() {
    loading = workers.executeBlocking(() -> new RememberedMeanings(SentenceEmbedder.load(data.resolve("native"))), false)
        .onSuccess(meanings::set)
        .onFailure(failure -> log.warn("going by letters alone: {}", failure.toString()))
        .onComplete(done -> loaded.complete());
  }

  /** Completes when meanings are there, or are known not to come. */
  public Future<Void> loaded() {
    return loaded.future();
  }

  /** For who can wait; null where the model is not loaded yet or this machine cannot run it. */
  public Meanings meanings() {
    return meanings.get();
  }

  /** For whoever somebody waits for. */
  public EmbeddingBudget budget() {
    return budget;
  }

  /** Counts for whoever watches the hub how often a meaning was looked at, and how often there was no time for it. */
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("huiwen.triage.meanings", budget, EmbeddingBudget::looked).tag("outcome", "looked")
        .description("Questions whose meaning was looked at").register(registry);
    FunctionCounter.builder("huiwen.triage.meanings", budget, EmbeddingBudget::overloaded).tag("outcome", "overloaded")
        .description("Questions whose meaning there was no time for").register(registry);
  }

  /** Ends its threads, then gives the model's memory back. */
  public Future<Void> close() {
    return loading.transform(done -> workers.executeBlocking(() -> {
      if (done.result() != null) {
        done.result().close();
      }
      return null;
    }, false)).eventually(workers::close).mapEmpty();
  }
}
