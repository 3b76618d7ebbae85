package huiwen.triage;

import huiwen.classifier.BuiltIn;
import huiwen.classifier.Classifier;
import huiwen.embedding.Doubts;
import huiwen.embedding.Meanings;
import huiwen.embedding.RememberedMeanings;
import huiwen.embedding.SentenceEmbedder;
import huiwen.fair.Departments;
import huiwen.screening.Screening;
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
 * All that the hub needs to understand what villagers say, loaded once: the classifier, the words, the sentence-embedding
 * model. Where that model cannot be run the hub goes by letters alone, and says so.
 */
public final class Understanding {

  private static final Logger log = LoggerFactory.getLogger(Understanding.class);
  private static final long LONGEST_SECONDS = 300;

  private final WorkerExecutor workers;
  private final Path data;
  private final AtomicReference<Meanings> meanings;
  private final Promise<Void> meaningsLoaded = Promise.promise();
  private final Doubts doubts;
  private final Router router;
  private final Screening screening;
  private final Sameness sameness;

  private Future<RememberedMeanings> loading = Future.succeededFuture();

  private Understanding(WorkerExecutor workers, Path data, AtomicReference<Meanings> meanings, Doubts doubts, Router router,
      Screening screening, Sameness sameness) {
    this.workers = workers;
    this.data = data;
    this.meanings = meanings;
    this.doubts = doubts;
    this.router = router;
    this.screening = screening;
    this.sameness = sameness;
  }

  /**
   * Loads what letters and words need, on worker threads; {@link #loadMeanings} brings the rest.
   *
   * @param data the hub's own folder, where native libraries are unpacked
   */
  public static Future<Understanding> load(Vertx vertx, Future<Departments> departments, Path data) {
    WorkerExecutor workers = vertx.createSharedWorkerExecutor("understanding", Math.max(2,
        Runtime.getRuntime().availableProcessors()), LONGEST_SECONDS, TimeUnit.SECONDS);
    Future<Classifier> classifier = workers.executeBlocking(BuiltIn::classifier, false);
    Future<Sameness> sameness = workers.executeBlocking(Sameness::builtIn, false);
    Future<Mongolian> mongolian = Mongolian.read(vertx);
    Future<Screening> screening = Screening.read(vertx, workers.executeBlocking(BuiltIn::screening, false));
    return Future.all(departments, classifier, sameness, mongolian, screening).map(loaded -> {
      var meanings = new AtomicReference<Meanings>();
      var doubts = new Doubts(workers, meanings::get);
      var router = new Router(departments.result(), new Lexicon(departments.result()), mongolian.result(), doubts,
          classifier.result());
      return new Understanding(workers, data, meanings, doubts, router, screening.result(), sameness.result());
    });
  }

  /**
   * Loads the sentence-embedding model, which takes a processor for a second: when the hub serves already. Until then it goes
   * by letters alone, as it does for good where this machine cannot run the model.
   */
  public void loadMeanings() {
    loading = workers.executeBlocking(() -> new RememberedMeanings(SentenceEmbedder.load(data.resolve("native"))), false)
        .onSuccess(meanings::set)
        .onFailure(failure -> log.warn("going by letters alone: {}", failure.toString()))
        .onComplete(done -> meaningsLoaded.complete());
  }

  /** Completes when meanings are there, or are known not to come. */
  Future<Void> meaningsLoaded() {
    return meaningsLoaded.future();
  }

  public Triage triage() {
    return router;
  }

  Router router() {
    return router;
  }

  public Screening screening() {
    return screening;
  }

  Sameness sameness() {
    return sameness;
  }

  /** Null where they are not loaded yet or this machine cannot run the model. */
  Meanings meanings() {
    return meanings.get();
  }

  /** Counts for whoever watches the hub how often a meaning was looked at, and how often there was no time for it. */
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("huiwen.triage.meanings", doubts, Doubts::looked).tag("outcome", "looked")
        .description("Questions whose meaning was looked at").register(registry);
    FunctionCounter.builder("huiwen.triage.meanings", doubts, Doubts::overloaded).tag("outcome", "overloaded")
        .description("Questions whose meaning there was no time for").register(registry);
  }

  Doubts doubts() {
    return doubts;
  }

  WorkerExecutor workers() {
    return workers;
  }

  /** Ends its threads, then gives the model's memory back. */
  public Future<Void> close() {
    return loading.transform(loaded -> workers.executeBlocking(() -> {
      if (loaded.result() != null) {
        loaded.result().close();
      }
      return null;
    }, false)).eventually(workers::close).mapEmpty();
  }
}
