package huiwen.triage;

import huiwen.fair.Departments;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
  private final SentenceEmbedder embedder;
  private final Doubts doubts;
  private final Router router;
  private final Screening screening;
  private final Sameness sameness;

  private Understanding(WorkerExecutor workers, SentenceEmbedder embedder, Doubts doubts, Router router,
      Screening screening, Sameness sameness) {
    this.workers = workers;
    this.embedder = embedder;
    this.doubts = doubts;
    this.router = router;
    this.screening = screening;
    this.sameness = sameness;
  }

  /**
   * Loads it all, on worker threads: about a second of them.
   *
   * @param data the hub's own folder, where native libraries are unpacked
   */
  public static Future<Understanding> load(Vertx vertx, Future<Departments> departments, Path data) {
    WorkerExecutor workers = vertx.createSharedWorkerExecutor("understanding", Math.max(2,
        Runtime.getRuntime().availableProcessors()), LONGEST_SECONDS, TimeUnit.SECONDS);
    Future<SentenceEmbedder> embedder = workers.executeBlocking(() -> embedder(data), false);
    Future<Classifier> classifier = workers.executeBlocking(BuiltIn::classifier, false);
    Future<Sameness> sameness = workers.executeBlocking(BuiltIn::sameness, false);
    Future<Mongolian> mongolian = Mongolian.read(vertx);
    Future<Screening> screening = Screening.read(vertx, workers.executeBlocking(BuiltIn::screening, false));
    return Future.all(departments, embedder, classifier, sameness, mongolian, screening).map(loaded -> {
      var doubts = new Doubts(workers, embedder.result());
      var router = new Router(departments.result(), new Lexicon(departments.result()), mongolian.result(), doubts,
          classifier.result());
      return new Understanding(workers, embedder.result(), doubts, router, screening.result(),
          sameness.result());
    });
  }

  private static SentenceEmbedder embedder(Path data) {
    try {
      return SentenceEmbedder.load(data.resolve("native"));
    } catch (IOException e) {
      log.warn("going by letters alone: {}", e.toString());
      return null;
    }
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

  /** Null where this machine cannot run the model. */
  Meanings meanings() {
    return embedder;
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
    return workers.close().onComplete(closed -> {
      if (embedder != null) {
        embedder.close();
      }
    });
  }
}
