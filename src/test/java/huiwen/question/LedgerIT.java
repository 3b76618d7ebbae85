package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.access.Caller;
import huiwen.fair.Departments;
import huiwen.bus.Bus;
import huiwen.fair.Fair;
import huiwen.fair.Fairs;
import huiwen.problem.Problem;
import huiwen.support.HubUnderTest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.sqlclient.Pool;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two ledgers on one database, as two nodes of a cluster have it. */
@ExtendWith(HubUnderTest.class)
class LedgerIT extends TwoLedgers {

  @Test
  void whateverIsCommandedOnBothNodesTheJournalIsSound() throws Exception {
    var random = new Random(7);
    var asks = new ArrayList<Future<Committed>>();
    Queue<Future<Committed>> commands = new ConcurrentLinkedQueue<>();
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 400; i++) {
      // every third key is sent to both nodes at once
      for (int node = 0; node < (i % 3 == 0 ? 2 : 1); node++) {
        asks.add(ask(i % 3 == 0 ? node : random.nextInt(2), "key-" + i, "问题" + i).onSuccess(done -> {
          acknowledged.add(done.question().id());
          // while others still ask, this one is claimed, answered, transferred … by whoever comes first
          for (int turn = 0; turn < 4; turn++) {
            commands.add(ledgers.get(random.nextInt(2)).submit(anything(random, done.question().id())));
          }
        }));
      }
    }
    await(Future.all(asks));
    await(Future.join(List.copyOf(commands)).otherwiseEmpty());
    assertThat(asks.stream().filter(done -> done.result().created())).hasSize(400);
    assertThat(rows("SELECT id FROM question WHERE fair_id = $1").stream().map(row -> row.getString("id")))
        .hasSize(400).containsExactlyInAnyOrderElementsOf(new HashSet<>(acknowledged));
    assertThat(commands).hasSizeGreaterThanOrEqualTo(1_600).anyMatch(Future::succeeded);
    assertThat(commands.stream().filter(Future::failed))
        .allMatch(done -> done.cause() instanceof Problem problem && problem.type() != Problem.Type.UNAVAILABLE);

    assertJournalIsSound();
  }

  private Command anything(Random random, String id) {
    Caller by = random.nextInt(8) == 0 ? ORGANIZER : volunteer(random.nextInt(6), fair);
    boolean there = random.nextBoolean();
    return switch (random.nextInt(9)) {
      case 0, 1 -> new Command.Claim(by, fairId, id);
      case 2 -> new Command.GiveBack(by, fairId, id);
      case 3, 4, 5 -> new Command.Answer(by, fairId, id, "答复" + random.nextInt(), null, List.of());
      case 6 -> new Command.Transfer(by, fairId, id, there ? "keji" : "nongmu", there ? "科技" : "农牧", false, "转");
      case 7 -> new Command.Rate(Caller.asker("asker"), fairId, id, 1 + random.nextInt(5), null);
      default -> new Command.Support(Caller.asker("asker-" + random.nextInt(5)), fairId, id);
    };
  }

  @Test
  void ofManyClaimsOnBothNodesOneWins() throws Exception {
    String id = await(ask(0, "key-one", "抢")).question().id();
    var claims = new ArrayList<Future<Committed>>();
    for (int i = 0; i < 200; i++) {
      claims.add(ledgers.get(i % 2).submit(new Command.Claim(volunteer(i, fair), fairId, id)));
    }
    await(Future.join(claims).otherwiseEmpty());
    assertThat(claims.stream().filter(Future::succeeded)).hasSize(1);
    Set<Object> winners = new HashSet<>();
    claims.stream().filter(Future::failed)
        .forEach(claim -> winners.add(((Problem) claim.cause()).extensions().get("claimedBy")));
    assertThat(winners).hasSize(1);
    assertThat(rows("SELECT seq FROM entry WHERE fair_id = $1")).hasSize(2);
  }

  @Test
  void whatIsKnownHereGivesWayToWhatWasDecidedThere() throws Exception {
    String id = await(ask(0, "key-here", "换人")).question().id();
    await(ledgers.get(0).submit(new Command.Claim(volunteer(1, fair), fairId, id)));
    await(ledgers.get(1).submit(new Command.GiveBack(volunteer(1, fair), fairId, id)));
    // known here as claimed by another: a refusal has to be proved as well
    Committed claimed = await(ledgers.get(0).submit(new Command.Claim(volunteer(2, fair), fairId, id)));
    assertThat(claimed.question().claim().name()).isEqualTo("志愿者2");
    // known there as waiting
    Throwable refused = failure(ledgers.get(1).submit(new Command.Claim(volunteer(3, fair), fairId, id)));
    assertThat(((Problem) refused).extensions().get("claimedBy")).isEqualTo("志愿者2");

    await(ask(1, "key-there", "同一个"));
    assertThat(await(ask(0, "key-there", "同一个")).created()).isFalse();
    assertThat(await(ask(1, "key-there", "同一个")).created()).isFalse();
    assertJournalIsSound();
  }

  @Test
  void whoChangesTheFairIsHeardByTheNextBatch() throws Exception {
    await(ask(0, "key-open", "还开着"));
    var fairs = new Fairs(hub.pool(nodes.get(1)), new Bus(nodes.get(1)));
    Fair open = await(fairs.byCode(fair));

    await(fairs.change(fair, now -> changed(now, Fair.OPEN, List.of("nongmu"))));
    // whose department has left is not told to write anew
    assertThat(await(ask(0, "key-gone", "展台走了")).question().department()).isEqualTo(Departments.TRIAGE);
    await(fairs.change(fair, now -> changed(now, Fair.CLOSED, open.present())));
    assertThat(problem(failure(ask(0, "key-late", "关了")))).isEqualTo(Problem.Type.CONFLICT);
    await(fairs.change(fair, now -> changed(now, Fair.OPEN, open.present())));
    assertThat(await(ask(0, "key-late", "又开了")).created()).isTrue();
    assertJournalIsSound();
  }

  private static Fair changed(Fair fair, String state, List<String> present) {
    return fair.with(new Fair.Plan(fair.name(), fair.place(), fair.startsAt(), fair.endsAt(), state), present,
        fair.villages());
  }

  /** More than is remembered: what is not is read again. */
  @Test
  void whatIsForgottenIsReadAgain() throws Exception {
    var asks = new ArrayList<Future<Committed>>();
    for (int i = 0; i < Known.MOST_QUESTIONS + 600; i++) {
      asks.add(ask(0, "key-" + i, "问题" + i));
    }
    await(Future.all(asks));
    List<String> ids = asks.stream().map(asked -> asked.result().question().id()).toList();
    await(Future.all(ids.stream().flatMap(id -> Stream.of(
        ledgers.get(0).submit(new Command.Claim(volunteer(1, fair), fairId, id)),
        ledgers.get(0).submit(new Command.Answer(volunteer(1, fair), fairId, id, "答复", true, List.of())),
        ledgers.get(0).submit(new Command.Support(Caller.asker("another"), fairId, id)))).toList()));
    assertThat(await(ask(0, "key-0", "问题0")).created()).isFalse();
    assertJournalIsSound();
  }

  @Test
  void aCommandThatCannotBeStoredFailsAlone() throws Exception {
    var asks = new ArrayList<Future<Committed>>();
    for (int i = 0; i < 20; i++) {
      asks.add(ask(0, "key-nr-" + i, i == 11 ? "坏\u0000的" : "好的" + i));
    }
    await(Future.join(asks).otherwiseEmpty());
    for (int i = 0; i < 20; i++) {
      assertThat(asks.get(i).succeeded()).as("ask %d", i).isEqualTo(i != 11);
    }
    assertThat(asks.get(11).cause()).isInstanceOfSatisfying(Problem.class,
        problem -> assertThat(problem.type()).isEqualTo(Problem.Type.INVALID));
    assertThat(rows("SELECT id FROM question WHERE fair_id = $1")).hasSize(19);
    assertJournalIsSound();
  }

  /**
   * The pool's only connection lives on another event loop than the one that commits, and that one is held up, so that
   * the database has answered before anybody waits for it: what was read is there when it is decided on all the same.
   */
  @Test
  void aBatchDecidesOnAllThatItHasReadHoweverLateItLooks() throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    nodes.add(vertx);
    Pool pool = hub.pool(vertx, 1);
    Context other = ((VertxInternal) vertx).createEventLoopContext();
    Context committing = ((VertxInternal) vertx).createEventLoopContext();
    await(Future.<Object>future(connected -> other.runOnContext(run ->
        pool.query("SELECT 1").execute().<Object>mapEmpty().onComplete(connected))));

    Batch.Outcome first = await(Future.future(done -> committing.runOnContext(run ->
        slowBatch().ifUnchanged(pool, pool).map(Optional::orElseThrow).onComplete(done))));
    assertThat(await(first.results().get(0)).created()).isTrue();
    for (int i = 0; i < 5; i++) {
      Batch.Outcome again = await(Future.future(done -> committing.runOnContext(run ->
          slowBatch().underLock(pool).onComplete(done))));
      assertThat(await(again.results().get(0)).created()).isFalse();
    }
    assertThat(rows("SELECT id FROM question WHERE fair_id = $1")).hasSize(1);
  }

  private Batch slowBatch() {
    return new Batch(fairId, slow(new Submission(ask("葵花咋种"), new CommandKey("the same key", "hash"), soon())), new Known());
  }

  /** Whoever looks at the command is held up, longer than the database takes to answer. */
  private static List<Submission> slow(Submission command) {
    return new AbstractList<>() {
      @Override
      public Submission get(int index) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        return command;
      }

      @Override
      public int size() {
        return 1;
      }
    };
  }
}
