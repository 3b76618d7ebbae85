package huiwen.similar;

import com.sun.management.OperatingSystemMXBean;
import huiwen.background.BackgroundWorker;
import huiwen.embedding.EmbeddingModel;
import huiwen.embedding.MeaningStore;
import huiwen.question.Journal;
import huiwen.similar.Backlog.Change;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the index of answers, one thing after the other, so that what a question is now is never put behind what it was. What
 * has just happened goes first; then what was there before, by its letters; last the meanings that are not known yet, which
 * take most of the time. What has happened is written and seen every second, at once where nothing happened before:
 * it costs as much for one as for many, and each time leaves a part to be merged with others. Between two of these steps the
 * processor is left to asking and answering.
 *
 * <p>What fails is tried again. An index that cannot be written any more, as after a full disk, is made anew, as at a start.
 *
 * <p>To be used on one event loop.
 */
final class IndexKeeper implements FollowedFairs.Index {

  private static final Logger log = LoggerFactory.getLogger(IndexKeeper.class);
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
  private static final Duration MOST_AFTER_FAILURE = Duration.ofMinutes(1);
  private static final int MOST_DOUBLED = 6;
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

  private final Vertx vertx;
  private final Journal journal;
  private final KnownAnswers known;
  private final MeaningStore stored;
  private final EmbeddingModel embedding;
  private final Path folder;
  /** Called when an empty index was opened: all that is to be found is to be read. */
  private final Runnable fill;
  private final BackgroundWorker worker;
  /** What has happened and is not written yet. */
  private final Backlog unwritten = new Backlog(MOST_REMEMBERED);
  /** What is written and has no meaning yet. */
  private final Backlog unmeant = new Backlog(MOST_REMEMBERED);
  /** Set before {@link #index} is. */
  private volatile Sameness sameness;
  /** Null while there is none. */
  private volatile AnswerIndex index;
  private boolean stepping;
  /** In a row. */
  private int failures;
  /** Whether something was written that is not seen yet. */
  private boolean unseen;
  private long seenAt = System.nanoTime() - BETWEEN_SIGHTS.toNanos();

  IndexKeeper(Vertx vertx, Journal journal, KnownAnswers known, MeaningStore stored, EmbeddingModel embedding, Path folder,
      Runnable fill) {
    this.vertx = vertx;
    this.journal = journal;
    this.known = known;
    this.stored = stored;
    this.embedding = embedding;
    this.folder = folder;
    this.fill = fill;
    this.worker = new BackgroundWorker(vertx, "index");
  }

  /** Opens an empty index, now or as soon as it can be opened, and has it filled. */
  void open() {
    worker.run(this::opened).onSuccess(opened -> {
      index = opened;
      read(AnswerIndex.EVERYWHERE);
      fill.run();
    }).onFailure(failure -> {
      if (!worker.isEnding()) {
        log.error("no index of answers: {}", failure.toString());
        failures++;
        vertx.setTimer(afterFailure(), rested -> open());
      }
    });
  }

  private AnswerIndex opened() throws IOException {
    if (sameness == null) {
      sameness = Sameness.builtIn();
    }
    return AnswerIndex.open(folder, sameness.bearings());
  }

  Sameness sameness() {
    return sameness;
  }

  /** Null while there is none. */
  AnswerIndex index() {
    return index;
  }

  @Override
  public boolean isEnding() {
    return worker.isEnding();
  }

  /** Takes nothing more, ends what it is at, and leaves no index behind. */
  Future<Void> end() {
    return worker.endAfter(() -> {
      if (index != null) {
        index.close();
      }
      return null;
    });
  }

  @Override
  public void write(Change change) {
    unwritten.add(change);
    unmeant.forget(change.id()); // it would be put in as it was
    step();
  }

  /** All of a fair, or of what is for all fairs, is to be read. */
  @Override
  public void read(int fair) {
    unwritten.readAfter(fair, "");
    step();
  }

  @Override
  public void forget(int fair) {
    unwritten.forgetFair(fair);
    unmeant.forgetFair(fair);
    AnswerIndex now = index;
    if (now != null) {
      worker.run(() -> {
        now.removeFair(fair);
        return null;
      }).onSuccess(removed -> {
        unseen = true;
        step();
      });
    }
  }

  /** Where there is something to be done and nothing is being done, begins. */
  void step() {
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
        if (!index.isOpen()) {
          openAnew();
        }
      }
      failures = done.failed() ? failures + 1 : 0;
      long rest = done.failed() ? afterFailure()
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

  /** Milliseconds: longer each time, so that a disk that stays full is not written over and over again. */
  private long afterFailure() {
    return Math.min(MOST_AFTER_FAILURE.toMillis(), AFTER_FAILURE.toMillis() << Math.min(failures - 1, MOST_DOUBLED));
  }

  /** An index that could not be written once is closed by its library, and what was in it may be broken. */
  private void openAnew() {
    AnswerIndex broken = index;
    index = null;
    unwritten.clear();
    unmeant.clear();
    worker.run(() -> {
      broken.close();
      return null;
    }).onComplete(closed -> open());
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
}
