package huiwen.similar;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.bus.Changed;
import huiwen.classifier.Classifier;
import huiwen.embedding.EmbeddingModel;
import huiwen.embedding.MeaningStore;
import huiwen.fair.Fairs;
import huiwen.question.Journal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.lucene.store.AlreadyClosedException;

/**
 * Finds what was asked and answered before. Keeps an index of it ({@link IndexKeeper}) that follows the journals of fairs
 * ({@link FollowedFairs}); it is made anew at each start, in the background, while the hub serves already.
 */
public final class SimilarVerticle extends VerticleBase {

  /** How long a fair that takes no questions is followed after somebody has looked there. */
  private static final Duration IDLE = Duration.ofMinutes(10);

  private final Fairs fairs;
  private final Journal journal;
  private final KnownAnswers known;
  private final MeaningStore stored;
  private final EmbeddingModel embedding;
  private final Supplier<Classifier> classifier;
  private final Path folder;
  private final Future<Void> serves;
  private final Gauge.Builder<?> gauge;
  /** Searches wait for threads of their own: a question is routed however many are looked for. */
  private WorkerExecutor searches;
  private IndexKeeper index;
  private volatile FollowedFairs followed;

  /**
   * @param classifier brings the one by which questions are routed now
   * @param data the hub's own folder, below which the index is kept
   * @param serves when the hub serves: until then the start has the processor for itself
   */
  public SimilarVerticle(Pool pool, Fairs fairs, Journal journal, KnownAnswers known, EmbeddingModel embedding,
      Supplier<Classifier> classifier, Path data, Future<Void> serves) {
    this.fairs = fairs;
    this.journal = journal;
    this.known = known;
    this.stored = new MeaningStore(pool);
    this.embedding = embedding;
    this.classifier = classifier;
    this.folder = data.resolve("index");
    this.serves = serves;
    this.gauge = Gauge.builder("huiwen.similar.fairs", this, similar -> similar.followed == null ? 0 : similar.followed.size())
        .description("Fairs whose answers are kept to be found");
  }

  /** Counts for whoever watches the hub the fairs that are followed. */
  public SimilarVerticle bindTo(MeterRegistry registry) {
    gauge.register(registry);
    return this;
  }

  /** Serves at once, from an index that fills while it serves. */
  @Override
  public Future<?> start() {
    var bus = new Bus(vertx);
    searches = vertx.createSharedWorkerExecutor("search", Runtime.getRuntime().availableProcessors());
    index = new IndexKeeper(vertx, journal, known, stored, embedding, folder, () -> followed.fill());
    followed = new FollowedFairs(vertx, bus, fairs::open, journal, index, IDLE);
    bus.hear(Address.FAIR_CHANGED, code -> fairs.byCode(code).onSuccess(followed::changed));
    bus.hear(Address.ANSWERS_CHANGED, changes -> index.read(AnswerIndex.EVERYWHERE));
    bus.hearChanged(Changed.FAIRS, followed::look);
    bus.hearChanged(Changed.ANSWERS, () -> index.read(AnswerIndex.EVERYWHERE));
    serves.onSuccess(now -> context.runOnContext(here -> index.open()));
    embedding.loaded().onSuccess(loaded -> context.runOnContext(now -> index.step()));
    return bus.serve(Address.SIMILAR, this::find).completion();
  }

  @Override
  public Future<?> stop() {
    followed.close();
    return index.end().eventually(searches::close);
  }

  private Future<Similar.Matches> find(Similar.Query query) {
    followed.look(query.fair());
    return embedding.budget().meaningOf(query.text())
        .compose(meaning -> searches.executeBlocking(() -> found(query, meaning), false));
  }

  private Similar.Matches found(Similar.Query query, float[] meaning) throws IOException {
    AnswerIndex now = index.index();
    if (now == null) {
      return new Similar.Matches(List.of());
    }
    try {
      return new Similar.Matches(Similar.ranked(now, index.sameness(), classifier.get(), query.text(), meaning,
              query.fair().id(), query.kind(), query.except()).stream()
          .limit(query.most()).toList());
    } catch (AlreadyClosedException beingMadeAnew) {
      return new Similar.Matches(List.of());
    }
  }
}
