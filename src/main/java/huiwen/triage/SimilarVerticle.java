package huiwen.triage;

import com.sun.management.OperatingSystemMXBean;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Fair;
import huiwen.fair.Fairs;
import huiwen.question.Entry;
import huiwen.question.Follower;
import huiwen.question.Journal;
import huiwen.question.Question;
import huiwen.question.State;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
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
  /** Beyond it what is new is not remembered one by one, but read when there is time. */
  private static final int MOST_PENDING = 5_000;
  /** After a step that took a time it rests for this many times as long: on a machine that has other work to do, or not. */
  private static final int LONG_REST = 9;
  private static final int SHORT_REST = 1;
  /** Of the processors; what is above it is much to do. */
  private static final double BUSY = 0.6;
  private static final Duration BETWEEN_SIGHTS = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final long LONGEST_MINUTES = 10;
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  /** What one answer can still answer with another. */
  private static final Set<State> WAITS = Set.of(State.WAITING, State.CLAIMED, State.ASKED_BACK);

  /** A question to be put in, or to be taken out where it is not to be found any more. */
  private record Change(String id, int fair, Similar.Kind kind, String text) {

    static Change of(Question question) {
      Similar.Kind kind = question.isPublished() ? Similar.Kind.ANSWERED
          : WAITS.contains(question.state()) ? Similar.Kind.OPEN : null;
      return new Change(question.id(), question.asked().fairId(), kind, question.asked().text());
    }

    static Change of(KnownAnswer answer) {
      return new Change(answer.id(), AnswerIndex.EVERYWHERE, Similar.Kind.ANSWERED, answer.question());
    }
  }

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
  private final Understanding understanding;
  private final Path folder;
  private final Future<Void> serves;
  private final Map<Integer, Follower> followers = new HashMap<>();
  /** What has happened and is not written yet, by number: of each question the newest. */
  private final Map<String, Change> pending = new LinkedHashMap<>();
  /** What is written and has no meaning yet, by number. */
  private final Map<String, Change> unmeant = new LinkedHashMap<>();
  /** Fair, and after which number all is still to be read. */
  private final TreeMap<Integer, String> unread = new TreeMap<>();
  /** Fair, and after which number some have no meaning yet that are too many to be remembered one by one. */
  private final TreeMap<Integer, String> unmeantAfter = new TreeMap<>();
  private Bus bus;
  private WorkerExecutor worker;
  private AnswerIndex index;
  private boolean stepping;
  /** Whether something was written that is not seen yet. */
  private boolean unseen;
  private long seenAt = System.nanoTime() - BETWEEN_SIGHTS.toNanos();
  private boolean stopped;

  /**
   * @param data the hub's own folder, below which the index is kept
   * @param serves when the hub serves: until then the start has the processor for itself
   */
  public SimilarVerticle(Pool pool, Fairs fairs, Journal journal, KnownAnswers known, Understanding understanding,
      Path data, Future<Void> serves) {
    this.fairs = fairs;
    this.journal = journal;
    this.known = known;
    this.stored = new MeaningStore(pool);
    this.understanding = understanding;
    this.folder = data.resolve("index");
    this.serves = serves;
  }

  /** Serves at once, from an index that fills while it serves. */
  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    worker = vertx.createSharedWorkerExecutor("index", 1, LONGEST_MINUTES, TimeUnit.MINUTES);
    bus.subscribe(Address.FAIR_CHANGED, code -> fairs.byCode((String) code).onSuccess(this::follow));
    bus.subscribe(Address.ANSWERS_CHANGED, changes -> readAfter(unread, AnswerIndex.EVERYWHERE, ""));
    serves.onSuccess(now -> context.runOnContext(here -> open()));
    understanding.meaningsLoaded().onSuccess(loaded -> context.runOnContext(now -> step()));
    return bus.serve(Address.SIMILAR, this::find).completion();
  }

  private void open() {
    worker.executeBlocking(() -> AnswerIndex.open(folder, understanding.sameness().bearings())).onSuccess(opened -> {
      index = opened;
      readAfter(unread, AnswerIndex.EVERYWHERE, "");
      fairs.all().onSuccess(all -> all.forEach(this::follow))
          .onFailure(failure -> log.warn("the fairs were not read: {}", failure.toString()));
    }).onFailure(failure -> log.error("no index of answers: {}", failure.toString()));
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    followers.values().forEach(Follower::close);
    return worker.executeBlocking(() -> {
      if (index != null) {
        index.close();
      }
      return null;
    }).eventually(worker::close);
  }

  // Following -----------------------------------------------------------------------------------------------

  /** Follows from now on, then reads what was there: what is between comes twice, which does no harm. */
  private void follow(Fair fair) {
    if (index == null || stopped || followers.containsKey(fair.id())) {
      return;
    }
    var follower = new Follower(bus, journal, fair.id(), this::take);
    followers.put(fair.id(), follower);
    follower.listening().compose(listening -> journal.newestSeq(fair.id())).onSuccess(seq -> {
      follower.startAfter(seq);
      readAfter(unread, fair.id(), "");
    }).onFailure(failure -> {
      log.warn("fair {} is not followed: {}", fair.code(), failure.toString());
      follower.close();
      followers.remove(fair.id());
    });
  }

  private void take(Entry entry) {
    Change change = Change.of(entry.question());
    boolean wasThere = entry.from() != null;
    boolean isAsBefore = wasThere && change.kind == Similar.Kind.OPEN && WAITS.contains(entry.from().state());
    if (isAsBefore || change.kind == null && !wasThere) {
      return;
    }
    pending.remove(change.id);
    unmeant.remove(change.id); // it would be put in as it was
    if (change.kind == null || pending.size() < MOST_PENDING) {
      pending.put(change.id, change);
      step();
    } else {
      readAfter(unread, change.fair, before(change.id));
    }
  }

  /** A text that comes right before this number, and before all that are newer. */
  private static String before(String id) {
    return id.substring(0, id.length() - 1);
  }

  private void readAfter(TreeMap<Integer, String> what, int fair, String after) {
    what.merge(fair, after, (one, other) -> one.compareTo(other) < 0 ? one : other);
    step();
  }

  // Writing, one step after the other -----------------------------------------------------------------------

  private void step() {
    if (stepping || stopped || index == null) {
      return;
    }
    stepping = true; // before it, as what fails at once comes back here
    long start = System.nanoTime();
    Future<Void> written = next();
    if (written == null) {
      restUntilDue();
      return;
    }
    written.onComplete(done -> {
      if (done.failed() && !stopped) {
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
      return (pending.isEmpty() ? Future.<Void>succeededFuture() : writePending()).compose(written -> see());
    }
    if (pending.size() >= PAGE) {
      return writePending();
    }
    if (!unread.isEmpty()) {
      return writeUnread();
    }
    if (understanding.meanings() != null && !unmeant.isEmpty()) {
      return findMeanings();
    }
    if (understanding.meanings() != null && !unmeantAfter.isEmpty()) {
      return readUnmeant();
    }
    return null;
  }

  /** Until something happens, or until what has happened is due to be seen. */
  private void restUntilDue() {
    stepping = false;
    if (isToBeSeen()) {
      again(Math.max(1, millisUntilDue()));
    }
  }

  private boolean isToBeSeen() {
    return unseen || !pending.isEmpty();
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
    return worker.<Void>executeBlocking(() -> {
      index.refresh();
      return null;
    }).onFailure(failure -> unseen = true);
  }

  private static int rest() {
    double load = MACHINE.getCpuLoad();
    return load >= 0 && load < BUSY ? SHORT_REST : LONG_REST;
  }

  private Future<Void> writePending() {
    List<Change> changes = pending.values().stream().limit(PAGE).toList();
    changes.forEach(change -> pending.remove(change.id));
    return stored.of(ids(changes)).compose(meanings -> write(changes, meanings, MEANINGS_AT_ONCE))
        .onSuccess(written -> findLater(changes, written)).<Void>mapEmpty()
        .onFailure(failure -> changes.forEach(change -> {
          if (change.kind == null) {
            pending.putIfAbsent(change.id, change);
          } else {
            readAfter(unread, change.fair, before(change.id));
          }
        }));
  }

  private Future<Void> writeUnread() {
    int fair = unread.firstKey();
    String after = unread.remove(fair);
    return page(fair, after).compose(page -> page.isEmpty() ? Future.succeededFuture() : stored.of(ids(page))
            .compose(meanings -> write(page, meanings, 0))
            .onSuccess(written -> {
              findLater(page, written);
              readAfter(unread, fair, page.get(page.size() - 1).id);
            }).<Void>mapEmpty())
        .onFailure(failure -> readAfter(unread, fair, after));
  }

  private Future<Void> findMeanings() {
    List<Change> now = unmeant.values().stream().limit(MEANINGS_AT_ONCE).toList();
    now.forEach(change -> unmeant.remove(change.id));
    return write(now, Map.of(), MEANINGS_AT_ONCE).<Void>mapEmpty()
        .onFailure(failure -> now.forEach(change -> readAfter(unmeantAfter, change.fair, before(change.id))));
  }

  private Future<Void> readUnmeant() {
    int fair = unmeantAfter.firstKey();
    String after = unmeantAfter.remove(fair);
    return page(fair, after).compose(page -> page.isEmpty() ? Future.succeededFuture() : stored.of(ids(page))
        .onSuccess(meanings -> {
          page.stream().filter(change -> !meanings.containsKey(change.id) && !pending.containsKey(change.id))
              .forEach(change -> unmeant.put(change.id, change));
          readAfter(unmeantAfter, fair, page.get(page.size() - 1).id);
        }).<Void>mapEmpty())
        .onFailure(failure -> readAfter(unmeantAfter, fair, after));
  }

  /** Of what has changed again since, the newer one is what will be looked at. */
  private void findLater(List<Change> changes, Written written) {
    changes.forEach(change -> unmeant.remove(change.id));
    for (Change change : written.without) {
      if (pending.containsKey(change.id)) {
        continue;
      }
      if (unmeant.size() < MOST_PENDING) {
        unmeant.put(change.id, change);
      } else {
        readAfter(unmeantAfter, change.fair, before(change.id));
      }
    }
  }

  private Future<List<Change>> page(int fair, String after) {
    return fair == AnswerIndex.EVERYWHERE
        ? known.page(after, PAGE).map(page -> page.stream().map(Change::of).toList())
        : journal.comparable(fair, after, PAGE).map(page -> page.stream().map(Change::of).toList());
  }

  private static List<String> ids(List<Change> changes) {
    return changes.stream().filter(change -> change.kind != null).map(Change::id).toList();
  }

  /**
   * @param meanings that are known
   * @param mostMeanings of the others as many are found; 0 = none, all are written without
   */
  private Future<Written> write(List<Change> changes, Map<String, float[]> meanings, int mostMeanings) {
    unseen = true;
    return worker.executeBlocking(() -> written(changes, meanings, mostMeanings))
        .compose(written -> stored.put(written.meanings).map(written));
  }

  private Written written(List<Change> changes, Map<String, float[]> meanings, int mostMeanings) throws IOException {
    var found = new HashMap<String, float[]>();
    var without = new ArrayList<Change>();
    for (Change change : changes) {
      if (change.kind == null) {
        index.remove(change.id);
      } else {
        float[] meaning = meanings.get(change.id);
        if (meaning == null) {
          if (understanding.meanings() != null && found.size() < mostMeanings) {
            meaning = understanding.meanings().of(change.text);
            found.put(change.id, meaning);
          } else {
            without.add(change);
          }
        }
        index.put(new AnswerIndex.Entry(change.id, change.fair, change.kind, change.text, meaning));
      }
    }
    return new Written(found, without);
  }

  // Finding -------------------------------------------------------------------------------------------------

  private Future<Similar.Matches> find(Similar.Query query) {
    if (index == null) {
      return Future.succeededFuture(new Similar.Matches(List.of()));
    }
    return understanding.doubts().meaningOf(query.text())
        .compose(meaning -> understanding.workers().executeBlocking(() -> found(query, meaning), false));
  }

  private Similar.Matches found(Similar.Query query, float[] meaning) throws IOException {
    return new Similar.Matches(Similar.ranked(index, understanding.sameness(), understanding.router().classifier(),
            query.text(), meaning, query.fair(), query.kind(), query.except()).stream()
        .limit(query.most()).toList());
  }
}
