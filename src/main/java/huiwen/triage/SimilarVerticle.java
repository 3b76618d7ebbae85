package huiwen.triage;

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
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what was asked and answered before. Keeps an index of it that follows the journal of every fair; it is made anew at
 * each start, in the background, while the hub serves already.
 */
public final class SimilarVerticle extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(SimilarVerticle.class);
  private static final int PAGE = 200;
  private static final long LONGEST_MINUTES = 10;
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

  private final Fairs fairs;
  private final Journal journal;
  private final KnownAnswers known;
  private final MeaningStore stored;
  private final Understanding understanding;
  private final Path folder;
  private final Map<Integer, Follower> followers = new HashMap<>();
  private Bus bus;
  private WorkerExecutor worker;
  private AnswerIndex index;
  private boolean stopped;

  /** @param data the hub's own folder, below which the index is kept */
  public SimilarVerticle(Pool pool, Fairs fairs, Journal journal, KnownAnswers known, Understanding understanding,
      Path data) {
    this.fairs = fairs;
    this.journal = journal;
    this.known = known;
    this.stored = new MeaningStore(pool);
    this.understanding = understanding;
    this.folder = data.resolve("index");
  }

  /** Serves from an empty index at once, which fills while it serves. */
  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    worker = vertx.createSharedWorkerExecutor("index", 1, LONGEST_MINUTES, TimeUnit.MINUTES);
    bus.subscribe(Address.FAIR_CHANGED, code -> fairs.byCode((String) code).onSuccess(this::follow));
    bus.subscribe(Address.ANSWERS_CHANGED, changes -> readKnown(""));
    worker.executeBlocking(() -> AnswerIndex.open(folder, understanding.sameness().bearings())).onSuccess(opened -> {
      index = opened;
      readKnown("");
      fairs.all().onSuccess(all -> all.forEach(this::follow))
          .onFailure(failure -> log.warn("the fairs were not read: {}", failure.toString()));
    }).onFailure(failure -> log.error("no index of answers: {}", failure.toString()));
    return bus.serve(Address.SIMILAR, this::find).completion();
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

  /** From the entry on that was the newest before the questions were read: what is between comes twice, which does no harm. */
  private void follow(Fair fair) {
    if (index == null || stopped || followers.containsKey(fair.id())) {
      return;
    }
    var follower = new Follower(bus, journal, fair.id(), this::take);
    followers.put(fair.id(), follower);
    follower.listening()
        .compose(listening -> journal.newestSeq(fair.id()))
        .compose(seq -> readFair(fair.id(), "").onSuccess(read -> follower.startAfter(seq)))
        .onFailure(failure -> {
          log.warn("the questions of fair {} were not read: {}", fair.code(), failure.toString());
          follower.close();
          followers.remove(fair.id());
        });
  }

  private Future<Void> readFair(int fair, String after) {
    return journal.comparable(fair, after, PAGE).compose(page -> page.isEmpty()
        ? Future.succeededFuture()
        : put(page.stream().map(Change::of).toList())
            .compose(done -> readFair(fair, page.get(page.size() - 1).id())));
  }

  private Future<Void> readKnown(String after) {
    return index == null ? Future.succeededFuture() : known.page(after, PAGE).compose(page -> page.isEmpty()
        ? Future.<Void>succeededFuture()
        : put(page.stream().map(Change::of).toList())
            .compose(done -> readKnown(page.get(page.size() - 1).id())))
        .onFailure(failure -> log.warn("the known answers were not read: {}", failure.toString()));
  }

  private void take(Entry entry) {
    boolean wasThere = entry.from() != null;
    Change change = Change.of(entry.question());
    if (change.kind != null || wasThere) {
      put(List.of(change));
    }
  }

  private Future<Void> put(List<Change> changes) {
    if (stopped) {
      return Future.succeededFuture();
    }
    List<String> ids = changes.stream().filter(change -> change.kind != null).map(Change::id).toList();
    return stored.of(ids).recover(failure -> Future.succeededFuture(Map.of()))
        .compose(meanings -> worker.executeBlocking(() -> write(changes, meanings)))
        .compose(stored::put)
        .onFailure(failure -> log.warn("the index did not take {} questions: {}", changes.size(), failure.toString()));
  }

  /** Brings the meanings that were found for it. */
  private Map<String, float[]> write(List<Change> changes, Map<String, float[]> meanings) throws IOException {
    var found = new HashMap<String, float[]>();
    for (Change change : changes) {
      if (change.kind == null) {
        index.remove(change.id);
      } else {
        float[] meaning = meanings.get(change.id);
        if (meaning == null && understanding.meanings() != null) {
          meaning = understanding.meanings().of(change.text);
          found.put(change.id, meaning);
        }
        index.put(new AnswerIndex.Entry(change.id, change.fair, change.kind, change.text, meaning));
      }
    }
    index.refresh();
    return found;
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
