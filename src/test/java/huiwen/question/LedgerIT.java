package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.access.Caller;
import huiwen.access.Role;
import huiwen.bus.Address;
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
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two ledgers on one database, as two nodes of a cluster have it. */
@ExtendWith(HubUnderTest.class)
class LedgerIT {

  private static final Caller ORGANIZER = new Caller(Role.ORGANIZER, "organizer", "组织者", null, Set.of());

  private HubUnderTest.Running hub;
  private String fair;
  private int fairId;
  private final List<Vertx> nodes = new ArrayList<>();
  private final List<Commands> ledgers = new ArrayList<>();

  @BeforeEach
  void open(HubUnderTest.Running running) throws Exception {
    hub = running;
    fair = hub.newFair();
    fairId = hub.fairId(fair);
    for (int node = 0; node < 2; node++) {
      Vertx vertx = Vertx.vertx();
      nodes.add(vertx);
      Bus.prepare(vertx);
      await(vertx.deployVerticle(new Ledger(hub.pool(vertx), hub.pool(vertx))));
      ledgers.add(new Commands(new Bus(vertx)));
    }
  }

  @AfterEach
  void close() throws Exception {
    for (Vertx node : nodes) {
      await(node.close());
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private Command.Ask ask(String text) {
    return new Command.Ask(Caller.asker("asker"), fairId, fair, text, "zh-Hans", "新村",
        new Routing("keji", Routing.BY_ASKER, null, List.of(), List.of()), "科技", Privacy.asked(null, false, false),
        Attention.NONE, null, null, List.of());
  }

  private Future<Committed> ask(int node, String key, String text) {
    return ledgers.get(node).submit(ask(text), new CommandKey(key, "hash of " + text));
  }

  private static Caller volunteer(int number, String fair) {
    return new Caller(Role.VOLUNTEER, "session-" + number, "志愿者" + number, fair, Set.of("keji", "nongmu"));
  }

  private List<Row> rows(String sql) throws Exception {
    var rows = new ArrayList<Row>();
    await(hub.pool(nodes.get(0)).preparedQuery(sql).execute(Tuple.of(fairId))).forEach(rows::add);
    return rows;
  }

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
    return switch (random.nextInt(9)) {
      case 0, 1 -> new Command.Claim(by, fairId, id);
      case 2 -> new Command.GiveBack(by, fairId, id);
      case 3, 4, 5 -> new Command.Answer(by, fairId, id, "答复" + random.nextInt(), null, List.of());
      case 6 -> new Command.Transfer(by, fairId, id, random.nextBoolean() ? "keji" : "nongmu", false, "转");
      case 7 -> new Command.Rate(Caller.asker("asker"), fairId, id, 1 + random.nextInt(5), null);
      default -> new Command.Support(Caller.asker("asker-" + random.nextInt(5)), fairId, id);
    };
  }

  private void assertJournalIsSound() throws Exception {
    var journal = new Journal(hub.pool(nodes.get(0)));
    List<Entry> entries = await(journal.page(fairId, 0, Long.MAX_VALUE, 1_000_000)).entries();
    assertThat(entries.stream().map(Entry::seq))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, entries.size()).boxed().toList());
    assertThat(rows("SELECT seq FROM fair WHERE id = $1").get(0).getLong("seq")).isEqualTo(entries.size());

    // each entry begins where the one before it has left the question, and the last one is the question as it is
    var states = new HashMap<String, Question>();
    for (Entry entry : entries) {
      assertThat(entry.from()).isEqualTo(Entry.From.of(states.put(entry.question().id(), entry.question())));
      if (entry.kind() == Kind.CLAIMED) {
        assertThat(entry.from().state()).isIn(State.WAITING, State.ASKED_BACK);
      }
    }
    assertRecountIs(entries.size(), states.values());
    for (Seen seen : await(journal.questions(states.keySet()))) {
      assertThat(seen.question()).isEqualTo(states.remove(seen.question().id()));
    }
    assertThat(states).isEmpty();
    assertThat(rows("""
        SELECT id FROM question q WHERE q.fair_id = $1
          AND q.holder IS DISTINCT FROM (SELECT holder FROM lease l WHERE l.question_id = q.id)""")).isEmpty();

    assertThat(rows("""
        SELECT department, tickets, waiting FROM desk WHERE fair_id = $1
        EXCEPT SELECT desk.department,
          (SELECT count(*)::int FROM question q WHERE q.fair_id = $1
             AND q.ticket LIKE CASE desk.department WHEN 'keji' THEN '科技-%' WHEN 'triage' THEN '总台-%' ELSE '没有-%' END),
          (SELECT count(*)::int FROM question q WHERE q.fair_id = $1 AND q.department = desk.department
             AND q.state = 'waiting')
        FROM desk WHERE fair_id = $1""")).isEmpty();
    assertThat(rows("SELECT ticket FROM question WHERE fair_id = $1 GROUP BY ticket HAVING count(*) > 1")).isEmpty();
    assertThat(rows("""
        SELECT q.id FROM question q WHERE q.fair_id = $1
          AND q.supporters <> (SELECT count(*) FROM follower s WHERE s.question_id = q.id)""")).isEmpty();
  }

  /** What the tally starts from, against what the journal's entries add up to, counted here by hand. */
  private void assertRecountIs(long seq, Collection<Question> questions) throws Exception {
    Recount recount = await(new Journal(hub.pool(nodes.get(0))).recount(fairId, List.of()));
    assertThat(recount.seq()).isEqualTo(seq);
    assertThat(recount.questions()).containsExactlyInAnyOrderElementsOf(questions.stream()
        .collect(Collectors.groupingBy(question -> new Recount.Questions(
            question.department(), question.asked().village(), question.state(), 0), Collectors.counting()))
        .entrySet().stream().map(group -> new Recount.Questions(group.getKey().department(),
            group.getKey().village(), group.getKey().state(), group.getValue().intValue())).toList());
    assertThat(recount.grades()).containsExactlyInAnyOrderElementsOf(questions.stream()
        .filter(question -> question.rating() != null)
        .collect(Collectors.groupingBy(question -> new Recount.Grades(
            question.department(), question.rating().grade(), 0), Collectors.counting()))
        .entrySet().stream().map(group -> new Recount.Grades(group.getKey().department(),
            group.getKey().grade(), group.getValue().intValue())).toList());
    assertThat(recount.waits().stream().mapToInt(Recount.Waits::count).sum())
        .isEqualTo(rows("""
            SELECT DISTINCT question_id FROM entry WHERE fair_id = $1 AND kind = 'answered'""").size());
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

  private static Problem.Type problem(Throwable failure) {
    return ((Problem) failure).type();
  }

  private static Throwable failure(Future<?> future) throws Exception {
    return await(future.<Throwable>map(done -> null).otherwise(failure -> failure));
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

  private static long soon() {
    return System.nanoTime() + Commands.CARRIED_OUT_WITHIN.toNanos();
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

  @Test
  void theSameKeyDoesOneThingOnceWhateverTheCommand() throws Exception {
    String id = await(ask(0, "key-ask-1", "再说一遍")).question().id();
    var reply = new Command.Reply(Caller.asker("asker"), fairId, id, "三亩", false, Attention.NONE);
    var key = new CommandKey("key-reply", "hash of the reply");
    var replies = new ArrayList<Future<Committed>>();
    for (int i = 0; i < 40; i++) {
      replies.add(ledgers.get(i % 2).submit(reply, key));
    }
    await(Future.all(replies));
    assertThat(rows("SELECT seq FROM entry WHERE fair_id = $1 AND kind = 'replied'")).hasSize(1);
    assertThat(problem(failure(ledgers.get(1).submit(reply, new CommandKey("key-reply", "another")))))
        .isEqualTo(Problem.Type.CONFLICT);
    // after the answer no reply is taken, but this one was
    await(ledgers.get(0).submit(new Command.Answer(volunteer(1, fair), fairId, id, "答复", null, List.of())));
    assertThat(await(ledgers.get(1).submit(reply, key)).question().id()).isEqualTo(id);
    assertThat(failure(ledgers.get(1).submit(reply))).isInstanceOf(Problem.class);
    assertJournalIsSound();
  }

  @Test
  void whatComesAfterItsDeadlineIsNotCarriedOut() throws Exception {
    var late = new Submission(ask("来晚了"), new CommandKey("key-late-1", "hash"), System.nanoTime() - 1);
    Future<Committed> refused = new Bus(nodes.get(0)).request(Address.LEDGER, late);
    assertThat(problem(failure(refused))).isEqualTo(Problem.Type.UNAVAILABLE);
    assertThat(rows("SELECT seq FROM entry WHERE fair_id = $1")).isEmpty();

    // a statement that the database comes to only after the deadline that it carries writes nothing
    var known = new Known();
    Pool pool = hub.pool(nodes.get(0));
    var slow = new Submission(ask("数据库停了一下"), new CommandKey("key-late-2", "hash"),
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300));
    var batch = new Batch(fairId, List.of(slow), known);
    await(pool.withTransaction(blocking -> blocking.preparedQuery("SELECT FROM fair WHERE id = $1 FOR UPDATE")
        .execute(Tuple.of(fairId))
        .compose(locked -> {
          Future<Optional<Batch.Outcome>> waiting = batch.ifUnchanged(pool, pool);
          return blocking.query("SELECT pg_sleep(0.6)").execute().map(waiting);
        })).compose(waiting -> waiting.transform(outcome -> {
          assertThat(outcome.succeeded() && outcome.result().isPresent()).isFalse();
          return Future.succeededFuture();
        })));
    assertThat(rows("SELECT seq FROM entry WHERE fair_id = $1")).isEmpty();
    assertThat(rows("SELECT key FROM command WHERE fair_id = $1")).isEmpty();
  }

  @Test
  void anExpiredClaimEndsAndARenewedOneDoesNot() throws Exception {
    String id = await(ask(0, "key-lease", "接了又走了")).question().id();
    Caller holder = volunteer(1, fair);
    await(ledgers.get(0).submit(new Command.Claim(holder, fairId, id)));
    var expired = new Command.GiveBack(Caller.system(), fairId, id, holder.id(), Release.EXPIRED);
    for (int node = 0; node < 2; node++) { // known here, and read under the lock there
      assertThat(await(ledgers.get(node).submit(expired)).question().state()).isEqualTo(State.CLAIMED);
    }
    rows("UPDATE lease SET expires_at = clock_timestamp() WHERE fair_id = $1");
    assertThat(await(ledgers.get(1).submit(expired)).question().state()).isEqualTo(State.WAITING);
    assertThat(rows("SELECT reason FROM entry WHERE fair_id = $1 AND kind = 'released'"))
        .singleElement().satisfies(row -> assertThat(row.getString("reason")).isEqualTo("expired"));
    assertJournalIsSound();
  }

  @Test
  void oneAnswerToSeveralIsOneActWithAnEntryEach() throws Exception {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      ids.add(await(ask(0, "key-several-" + i, "都问这个" + i)).question().id());
    }
    await(ledgers.get(0).submit(new Command.Withdraw(Caller.asker("asker"), fairId, ids.get(4))));
    Committed answered = await(ledgers.get(1).submit(new Command.Answer(volunteer(1, fair), fairId, ids.get(0), "一样答",
        null, List.of(), List.of(), ids.subList(1, 5)), new CommandKey("key-answer", "hash")));
    assertThat(answered.refused()).isEqualTo(java.util.Map.of(ids.get(4), Refusal.NOT_OPEN));
    assertThat(rows("SELECT at, seq FROM entry WHERE fair_id = $1 AND kind = 'answered' ORDER BY seq"))
        .hasSize(4).extracting(row -> row.getOffsetDateTime("at")).containsOnly(
            rows("SELECT max(at) AS at FROM entry WHERE fair_id = $1").get(0).getOffsetDateTime("at"));
    assertJournalIsSound();
  }

  @Test
  void whoAskedIsNotInTheJournal() throws Exception {
    await(ledgers.get(0).submit(new Command.Ask(Caller.asker("cookie-hash"), fairId, fair, "问", "zh-Hans", "新村",
        Routing.to("keji", Routing.BY_ASKER), "科技", Privacy.asked(null, false, false), Attention.NONE, "张三丰",
        "13800138000", List.of()), new CommandKey("the-secret-key", "the-body-hash")));
    String journal = rows("SELECT e::text AS all FROM entry e WHERE fair_id = $1").get(0).getString("all");
    assertThat(journal).doesNotContain("cookie-hash", "张三丰", "13800138000", "the-secret-key", "the-body-hash", "fair_id");
    Entry entry = await(new Journal(hub.pool(nodes.get(0))).page(fairId, 0, 1, 1)).entries().get(0);
    assertThat(entry.question().person().name()).isEqualTo("张三丰");
    assertThat(entry.question().person().code()).matches("[2-9a-z]{8}");
    rows("DELETE FROM person WHERE fair_id = $1");
    assertThat(await(new Journal(hub.pool(nodes.get(0))).page(fairId, 0, 1, 1)).entries().get(0).question().person())
        .isEqualTo(Person.FORGOTTEN);
  }
}
