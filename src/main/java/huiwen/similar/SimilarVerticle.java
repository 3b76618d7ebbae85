package huiwen.similar;

import com.sun.management.OperatingSystemMXBean;
import huiwen.background.BackgroundWorker;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.classifier.Classifier;
import huiwen.embedding.EmbeddingModel;
import huiwen.embedding.MeaningStore;
import huiwen.fair.Fair;
import huiwen.fair.Fairs;
import huiwen.question.Entry;
import huiwen.question.Follower;
import huiwen.question.Journal;
import huiwen.question.Keeper;
import huiwen.similar.Backlog.Change;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what was asked and answered before. Keeps an index of it that follows the journal of every fair; it is made anew at
 * each start, in the background, while the hub serves already.
 *
 * <p>One thing is written after the other, so that what a question is now is never put behind what it was. What has just
 * happened goes first; then what was there before, by its letters; last the meanings that are not known yet, which
 * take most of the time. What has happened is written and seen every second, at once where nothing happened before:
 * it costs as much for one as for many, and each time leaves a part to be merged with others. Between two of these steps the processor is left to asking and answering.
 */
public final class SimilarVerticle extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(SimilarVerticle.class);
  private static final int PAGE = 200;
  /** Meanings that are found in one step: some twenty milliseconds. */
  private static final int MEANINGS_AT_ONCE = 8;
  /** Of what is to be done, one by one. */
  private static final int MOST_REMEMBERED = 5_000;
  /** After a step that took a time it rests for this many times as long: on a machine that has other work to do, or not. */
  private static final int LONG_REST = 9;
  private static final int SHORT_REST = 1;
  /** Of the processors; what is above it is much to do. */
  private static final double BUSY = 0.6;
  private static final Duration BETWEEN_SIGHTS = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /**
   * What a step has written.
   *
   * @param meanings that were found for it
   * @param without those that still have no meaning
   */
  private record Written(Map<String, float[]> meanings, List<Change> without) {
  }

  private final Fairs fairs;
  private final Journal journal;
  private final KnownAnswers known;
  private final MeaningStore stored;
  private final EmbeddingModel embedding;
  private final Supplier<Classifier> classifier;
  private final Path folder;
  private final Future<Void> serves;
  private final Map<Integer, Follower> followers = new HashMap<>();
  /** What has happened and is not written yet. */
  private final Backlog unwritten = new Backlog(MOST_REMEMBERED);
  /** What is written and has no meaning yet. */
  private final Backlog unmeant = new Backlog(MOST_REMEMBERED);
  private Bus bus;
  private BackgroundWorker worker;
  /** Searches wait for threads of their own: a question is routed however many are looked for. */
  private WorkerExecutor searches;
  /** Set before {@link #index} is. */
  private volatile Sameness sameness;
  private AnswerIndex index;
  private boolean stepping;
  /** Whether something was written that is not seen yet. */
  private boolean unseen;
  private long seenAt = System.nanoTime() - BETWEEN_SIGHTS.toNanos();

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
  }

  /** Serves at once, from an index that fills while it serves. */
  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    worker = new BackgroundWorker(vertx, "index");
    searches = vertx.createSharedWorkerExecutor("search", Runtime.getRuntime().availableProcessors());
    bus.subscribe(Address.FAIR_CHANGED, code -> fairs.byCode((String) code).onSuccess(this::follow));
    bus.subscribe(Address.ANSWERS_CHANGED, changes -> read(AnswerIndex.EVERYWHERE));
    serves.onSuccess(now -> context.runOnContext(here -> open()));
    embedding.loaded().onSuccess(loaded -> context.runOnContext(now -> step()));
    return bus.serve(Address.SIMILAR, this::find).completion();
  }

  private void open() {
    worker.run(this::opened).onSuccess(opened -> {
      index = opened;
      read(AnswerIndex.EVERYWHERE);
      fairs.all().onSuccess(all -> all.forEach(this::follow))
          .onFailure(failure -> log.warn("the fairs were not read: {}", failure.toString()));
    }).onFailure(failure -> {
      if (!worker.isEnding()) {
        log.error("no index of answers: {}", failure.toString());
      }
    });
  }

  private AnswerIndex opened() throws IOException {
    sameness = Sameness.builtIn();
    return AnswerIndex.open(folder, sameness.bearings());
  }

  @Override
  public Future<?> stop() {
    followers.values().forEach(Follower::close);
    return worker.endAfter(() -> {
      if (index != null) {
        index.close();
      }
      return null;
    }).eventually(searches::close);
  }

  // Following -----------------------------------------------------------------------------------------------

  /** Follows from now on, then reads what was there: what is between comes twice, which does no harm. */
  private void follow(Fair fair) {
    if (index == null || worker.isEnding() || followers.containsKey(fair.id())) {
      return;
    }
    var follower = new Follower(bus, journal, fair.id(), new Keeper() {
      @Override
      public void take(Entry entry) {
        SimilarVerticle.this.take(entry);
      }

      @Override
      public Future<Long> readAfresh(long after) {
        return journal.newestSeq(fair.id()).onSuccess(seq -> read(fair.id()));
      }
    });
    followers.put(fair.id(), follower);
    follower.start().onFailure(failure -> {
      log.warn("fair {} is not followed: {}", fair.code(), failure.toString());
      follower.close();
      followers.remove(fair.id());
    });
  }

  private void take(Entry entry) {
    Change change = Change.of(entry.question());
    boolean wasThere = entry.from() != null;
    boolean isAsBefore = wasThere && change.kind() == Similar.Kind.OPEN
        && Backlog.WAITS.contains(entry.from().state());
    if (isAsBefore || change.kind() == null && !wasThere) {
      return;
    }
    unwritten.add(change);
    unmeant.forget(change.id()); // it would be put in as it was
    step();
  }

  private void read(int fair) {
    unwritten.readAfter(fair, "");
    step();
  }

  // Writing, one step after the other -----------------------------------------------------------------------

  private void step() {
    if (stepping || worker.isEnding() || index == null) {
      return;
    }
    stepping = true;
    long start = System.nanoTime();
    Future<Void> written = next();
    if (written == null) {
      restUntilDue();
      return;
    }
    written.onComplete(done -> {
      if (done.failed() && !worker.isEnding()) {
        log.warn("the index of answers is behind: {}", done.cause().toString());
      }
      long rest = done.failed() ? AFTER_FAILURE.toMillis()
          : Duration.ofNanos(rest() * (System.nanoTime() - start)).toMillis();
      again(Math.max(1, rest));
    });
  }

  /** What is to be done now; null = nothing. */
  private Future<Void> next() {
    if (isToBeSeen() && millisUntilDue() <= 0) {
      return (unwritten.size() == 0 ? Future.<Void>succeededFuture() : write()).compose(written -> see());
    }
    if (unwritten.size() >= PAGE) {
      return write();
    }
    if (unwritten.isToBeRead()) {
      return readPage(unwritten, this::writeRead);
    }
    if (embedding.meanings() == null) {
      return null;
    }
    return unmeant.size() > 0 ? findMeanings() : unmeant.isToBeRead() ? readPage(unmeant, this::rememberUnmeant) : null;
  }

  /** Until something happens, or until what has happened is due to be seen. */
  private void restUntilDue() {
    stepping = false;
    if (isToBeSeen()) {
      again(Math.max(1, millisUntilDue()));
    }
  }

  private boolean isToBeSeen() {
    return unseen || unwritten.size() > 0;
  }

  /** Not above zero where it is due already. */
  private long millisUntilDue() {
    return BETWEEN_SIGHTS.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - seenAt);
  }

  private void again(long millis) {
    stepping = true;
    vertx.setTimer(millis, rested -> {
      stepping = false;
      step();
    });
  }

  private Future<Void> see() {
    unseen = false;
    seenAt = System.nanoTime();
    return worker.<Void>run(() -> {
      index.refresh();
      return null;
    }).onFailure(failure -> unseen = true);
  }

  private static int rest() {
    double load = MACHINE.getCpuLoad();
    return load >= 0 && load < BUSY ? SHORT_REST : LONG_REST;
  }

  private Future<Void> write() {
    List<Change> changes = unwritten.take(PAGE);
    return stored.of(ids(changes)).compose(meanings -> write(changes, meanings, MEANINGS_AT_ONCE))
        .onSuccess(written -> findLater(changes, written)).<Void>mapEmpty()
        .onFailure(failure -> changes.forEach(unwritten::giveBack));
  }

  private Future<Void> findMeanings() {
    List<Change> changes = unmeant.take(MEANINGS_AT_ONCE);
    return write(changes, Map.of(), MEANINGS_AT_ONCE).<Void>mapEmpty()
        .onFailure(failure -> changes.forEach(unmeant::giveBack));
  }

  /** Does this with the next page of what is to be read and the meanings of it that are stored. */
  private Future<Void> readPage(Backlog backlog, BiFunction<List<Change>, Map<String, float[]>, Future<Void>> then) {
    Map.Entry<Integer, String> place = backlog.takePlace();
    int fair = place.getKey();
    return page(fair, place.getValue()).compose(page -> page.isEmpty() ? Future.<Void>succeededFuture()
            : stored.of(ids(page)).compose(meanings -> then.apply(page, meanings))
                .onSuccess(done -> backlog.readAfter(fair, page.get(page.size() - 1).id())))
        .onFailure(failure -> backlog.readAfter(fair, place.getValue()));
  }

  private Future<Void> writeRead(List<Change> page, Map<String, float[]> meanings) {
    return write(page, meanings, 0).onSuccess(written -> findLater(page, written)).mapEmpty();
  }

  private Future<Void> rememberUnmeant(List<Change> page, Map<String, float[]> meanings) {
    remember(page.stream().filter(change -> !meanings.containsKey(change.id())).toList());
    return Future.succeededFuture();
  }

  private void findLater(List<Change> changes, Written written) {
    changes.forEach(change -> unmeant.forget(change.id()));
    remember(written.without);
  }

  /** Of what has changed again since, the newer one is what will be looked at. */
  private void remember(List<Change> withoutMeaning) {
    withoutMeaning.stream().filter(change -> !unwritten.contains(change.id())).forEach(unmeant::add);
  }

  private Future<List<Change>> page(int fair, String after) {
    return fair == AnswerIndex.EVERYWHERE
        ? known.page(after, PAGE).map(page -> page.stream().map(Change::of).toList())
        : journal.comparable(fair, after, PAGE).map(page -> page.stream().map(Change::of).toList());
  }

  private static List<String> ids(List<Change> changes) {
    return changes.stream().filter(change -> change.kind() != null).map(Change::id).toList();
  }

  /**
   * @param meanings that are known
   * @param mostMeanings of the others as many are found; 0 = none, all are written without
   */
  private Future<Written> write(List<Change> changes, Map<String, float[]> meanings, int mostMeanings) {
    unseen = true;
    return worker.run(() -> written(changes, meanings, mostMeanings))
        .compose(written -> stored.put(written.meanings).map(written));
  }

  private Written written(List<Change> changes, Map<String, float[]> meanings, int mostMeanings) throws IOException {
    var found = new HashMap<String, float[]>();
    var without = new ArrayList<Change>();
    for (Change change : changes) {
      if (change.kind() == null) {
        index.remove(change.id());
      } else {
        float[] meaning = meanings.get(change.id());
        if (meaning == null) {
          if (embedding.meanings() != null && found.size() < mostMeanings) {
            meaning = embedding.meanings().of(change.text());
            found.put(change.id(), meaning);
          } else {
            without.add(change);
          }
        }
        index.put(new AnswerIndex.Entry(change.id(), change.fair(), change.kind(), change.text(), meaning));
      }
    }
    return new Written(found, without);
  }

  // Finding -------------------------------------------------------------------------------------------------

  private Future<Similar.Matches> find(Similar.Query query) {
    if (index == null) {
      return Future.succeededFuture(new Similar.Matches(List.of()));
    }
    return embedding.budget().meaningOf(query.text())
        .compose(meaning -> searches.executeBlocking(() -> found(query, meaning), false));
  }

  private Similar.Matches found(Similar.Query query, float[] meaning) throws IOException {
    return new Similar.Matches(Similar.ranked(index, sameness, classifier.get(),
            query.text(), meaning, query.fair(), query.kind(), query.except()).stream()
        .limit(query.most()).toList());
  }
}
