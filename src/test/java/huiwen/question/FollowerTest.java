package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.bus.News;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A follower goes on, whatever its keeper does and whatever is missing. */
class FollowerTest extends RandomHistories {

  private static final int FAIR = 1;

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = bus(vertx);
  private final FakeJournal journal = new FakeJournal();
  private final FakeKeeper keeper = new FakeKeeper();
  private final Follower follower = onLoop(() -> new Follower(bus, journal, FAIR, keeper));

  private static Bus bus(Vertx vertx) {
    Bus.prepare(vertx);
    return new Bus(vertx);
  }

  /** So many questions asked one after the other, some of which can be made not to be there. */
  private static final class FakeJournal implements Follower.Source {

    private final List<Entry> entries = entries(Collections.nCopies(2_500, new Step(null, null, 0, 1)));
    private final Set<Long> holes = new TreeSet<>();
    private long newest;
    private boolean isDown;
    private int reads;

    Entry entry(long seq) {
      return entries.get((int) seq - 1);
    }

    @Override
    public Future<Page> page(long after, long upTo, int most) {
      reads++;
      if (isDown) {
        return Future.failedFuture("the journal is down");
      }
      List<Entry> page = LongStream.rangeClosed(after + 1, Math.min(upTo, newest))
          .filter(seq -> !holes.contains(seq)).limit(most).mapToObj(this::entry).toList();
      return Future.succeededFuture(new Page(
          page.size() == most ? page.get(most - 1).seq() : Math.min(upTo, newest), page));
    }
  }

  /** Keeps the numbers that it was given; what it reads afresh is what it was given, as a stream does, or the newest. */
  private final class FakeKeeper implements Keeper {

    private final List<Long> taken = new ArrayList<>();
    private final Set<Long> poison = new TreeSet<>();
    private boolean isHealedByReading = true;
    private boolean readsNewest;
    private int freshReads;
    /** Until then nothing is read afresh. */
    private Future<Void> reads = Future.succeededFuture();

    @Override
    public void take(Entry entry) {
      if (poison.contains(entry.seq())) {
        throw new IllegalStateException("cannot take " + entry.seq());
      }
      taken.add(entry.seq());
    }

    @Override
    public Future<Long> readAfresh(long after) {
      freshReads++;
      if (journal.isDown) {
        return Future.failedFuture("the journal is down");
      }
      if (isHealedByReading) {
        poison.clear();
      }
      return reads.map(now -> readsNewest ? journal.newest : Math.max(0, after));
    }
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private interface Work<T> {
    T run();
  }

  private <T> T onLoop(Work<T> work) {
    return Future.<T>future(promise -> loop().runOnContext(now -> promise.complete(work.run())))
        .toCompletionStage().toCompletableFuture().join();
  }

  private io.vertx.core.Context context;

  private io.vertx.core.Context loop() {
    if (context == null) {
      context = vertx.getOrCreateContext();
    }
    return context;
  }

  /** The bus brings entries: what was published is handed on when this returns. */
  private void bring(long... seqs) {
    bring(new News(FAIR, LongStream.of(seqs).max().orElseThrow(), LongStream.of(seqs).mapToObj(journal::entry).toList(), null));
  }

  private void bring(News news) {
    journal.newest = Math.max(journal.newest, news.upTo());
    onLoop(() -> {
      bus.tell(Address.ENTRIES, news);
      return null;
    });
    onLoop(() -> null); // the message comes in a turn of its own
    onLoop(() -> null);
  }

  private void start() {
    onLoop(follower::start).toCompletionStage().toCompletableFuture().join();
  }

  private void catchUp() {
    onLoop(() -> {
      follower.catchUpTo(journal.newest);
      return null;
    });
  }

  /** Another node tells of the newest entry, while nobody here has begun to follow. */
  @Test
  void whatIsToldBeforeTheStartIsNoReasonNotToStart() {
    Promise<Void> read = Promise.promise();
    keeper.reads = read.future();
    catchUp();
    Future<Void> started = onLoop(follower::start);
    onLoop(() -> null);
    assertThat(started.isComplete()).isFalse();
    onLoop(read::tryComplete);
    started.toCompletionStage().toCompletableFuture().join();
    assertThat(keeper.freshReads).isEqualTo(1);
    bring(1, 2);
    assertThat(keeper.taken).containsExactly(1L, 2L);
  }

  @Test
  void whatTheBusLosesIsReadInOrder() {
    start();
    bring(1);
    bring(5, 6);
    bring(3);
    assertThat(keeper.taken).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void fewEntriesOfAnotherNodeAreTakenAsTheyComeAndTheRestIsRead() {
    start();
    bring(new News(FAIR, 2, null, Wire.writeEntries(List.of(journal.entry(1), journal.entry(2)))));
    assertThat(keeper.taken).containsExactly(1L, 2L);
    assertThat(journal.reads).isZero();
    bring(new News(FAIR, 4, null, Wire.writeEntries(List.of(journal.entry(4)))));
    assertThat(keeper.taken).containsExactly(1L, 2L, 3L, 4L);
    bring(new News(FAIR, 90, null, null));
    assertThat(keeper.taken).hasSize(90);
    bring(new News(FAIR, 91, null, new JsonArray().add(new JsonObject().put("of", "another version"))));
    assertThat(keeper.taken).hasSize(91);
  }

  @Test
  void aHoleInTheJournalIsPassedOverAndWhatIsKeptIsReadAfresh() {
    start();
    journal.holes.addAll(List.of(2L, 3L));
    bring(1);
    bring(4);
    assertThat(keeper.taken).containsExactly(1L, 4L);
    assertThat(keeper.freshReads).isEqualTo(2);
    bring(5);
    assertThat(keeper.taken).containsExactly(1L, 4L, 5L);
  }

  @Test
  void aHoleAtTheEndAndOneBetweenPagesStopNothing() {
    start();
    journal.newest = 250;
    LongStream.rangeClosed(95, 210).forEach(journal.holes::add);
    journal.holes.add(250L);
    catchUp();
    catchUp();
    assertThat(keeper.taken).startsWith(1L).containsSequence(94L, 211L, 212L).endsWith(249L).doesNotContain(95L, 210L);
    bring(251);
    catchUp();
    assertThat(keeper.taken).endsWith(249L, 251L).doesNotHaveDuplicates();
  }

  @Test
  void whatTheJournalCannotHaveYetIsNoHole() {
    start();
    bring(1);
    onLoop(() -> {
      follower.catchUpTo(9); // somebody has made this number up
      return null;
    });
    bring(2);
    bring(3);
    assertThat(keeper.taken).containsExactly(1L, 2L, 3L);
    assertThat(journal.reads).isLessThan(10);
  }

  @Test
  void aKeeperThatThrowsIsReadAfreshAndTakesTheEntryAgain() {
    start();
    keeper.poison.add(2L);
    bring(1);
    bring(2);
    bring(3);
    assertThat(keeper.freshReads).isEqualTo(2);
    assertThat(keeper.taken).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aKeeperThatReadsTheNewestGoesOnAfterIt() {
    start();
    keeper.readsNewest = true;
    keeper.poison.add(2L);
    bring(1);
    bring(2, 3, 4);
    bring(5);
    assertThat(keeper.taken).containsExactly(1L, 5L);
  }

  @Test
  void anEntryThatCanNeverBeTakenIsPassedOver() {
    start();
    keeper.isHealedByReading = false;
    keeper.poison.add(2L);
    bring(1);
    bring(2);
    catchUp();
    bring(3);
    catchUp();
    assertThat(keeper.taken).containsExactly(1L, 3L);
  }

  @Test
  void aKeeperThatAlwaysThrowsIsNotReadAfreshForEveryEntry() {
    start();
    keeper.isHealedByReading = false;
    LongStream.rangeClosed(1, 100).forEach(keeper.poison::add);
    LongStream.rangeClosed(1, 100).forEach(this::bring);
    assertThat(keeper.freshReads).isLessThan(5);
  }

  @Test
  void whileTheJournalIsDownNothingIsKeptWithoutABoundAndThenNothingIsMissed() {
    start();
    journal.isDown = true;
    bring(LongStream.rangeClosed(2, 2_400).toArray());
    catchUp();
    assertThat(keeper.taken).isEmpty();
    journal.isDown = false;
    catchUp();
    assertThat(keeper.taken).isEqualTo(LongStream.rangeClosed(1, 2_400).boxed().toList());
  }

  @Test
  void afterItsEndItTakesNothing() {
    start();
    bring(1);
    onLoop(() -> {
      follower.close();
      return null;
    });
    bring(2);
    catchUp();
    assertThat(keeper.taken).containsExactly(1L);
  }
}
