package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.access.Caller;
import huiwen.access.Role;
import huiwen.bus.Bus;
import huiwen.problem.Problem;
import huiwen.support.HubUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two nodes' ledgers on one database, and what is asked of them. */
abstract class TwoLedgers {

  static final Caller ORGANIZER = new Caller(Role.ORGANIZER, "organizer", "组织者", null, Set.of());

  HubUnderTest.Running hub;
  String fair;
  int fairId;
  final List<Vertx> nodes = new ArrayList<>();
  final List<Commands> ledgers = new ArrayList<>();

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

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  Command.Ask ask(String text) {
    return new Command.Ask(Caller.asker("asker"), fairId, fair, text, "zh-Hans", "新村",
        new Routing("keji", Routing.BY_ASKER, null, List.of(), List.of()), "科技", Privacy.asked(null, false, false),
        Attention.NONE, null, null, List.of(), null);
  }

  Future<Committed> ask(int node, String key, String text) {
    return ledgers.get(node).submit(ask(text), new CommandKey(key, "hash of " + text));
  }

  static Caller volunteer(int number, String fair) {
    return new Caller(Role.VOLUNTEER, "session-" + number, "志愿者" + number, fair, Set.of("keji", "nongmu"));
  }

  List<Row> rows(String sql) throws Exception {
    var rows = new ArrayList<Row>();
    await(hub.pool(nodes.get(0)).preparedQuery(sql).execute(Tuple.of(fairId))).forEach(rows::add);
    return rows;
  }

  void assertJournalIsSound() throws Exception {
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
          (SELECT count(DISTINCT told)::int FROM question q, LATERAL (SELECT q.ticket AS told UNION SELECT jsonb_array_elements_text(q.tickets)) t
             WHERE q.fair_id = $1 AND told LIKE CASE desk.department WHEN 'keji' THEN '科技-%' WHEN 'nongmu' THEN '农牧-%'
               WHEN 'triage' THEN '总台-%' ELSE '没有-%' END),
          (SELECT count(*)::int FROM question q WHERE q.fair_id = $1 AND q.department = desk.department
             AND q.state = 'waiting')
        FROM desk WHERE fair_id = $1""").stream().map(Row::toJson)).isEmpty();
    assertThat(rows("""
        SELECT told FROM question q, LATERAL (SELECT q.ticket AS told UNION SELECT jsonb_array_elements_text(q.tickets)) t
        WHERE q.fair_id = $1 GROUP BY told HAVING count(*) > 1""")).as("tickets of two questions").isEmpty();
    assertThat(rows("""
        SELECT q.id FROM question q WHERE q.fair_id = $1
          AND q.supporters <> (SELECT count(*) FROM follower s WHERE s.question_id = q.id)""")).isEmpty();
  }

  /** What the tally starts from, against what the journal's entries add up to, counted here by hand. */
  void assertRecountIs(long seq, Collection<Question> questions) throws Exception {
    Recount recount = await(new Journal(hub.pool(nodes.get(0))).recount(fairId, List.of()));
    assertThat(recount.seq()).isEqualTo(seq);
    assertThat(recount.questions()).containsExactlyInAnyOrderElementsOf(questions.stream()
        .collect(Collectors.groupingBy(question -> new Recount.Questions(
            question.department(), question.asked().village(), question.state(), question.firstAnsweredAt() != null, 0), Collectors.counting()))
        .entrySet().stream().map(group -> new Recount.Questions(group.getKey().department(),
            group.getKey().village(), group.getKey().state(), group.getKey().answered(), group.getValue().intValue())).toList());
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

  static Problem.Type problem(Throwable failure) {
    return ((Problem) failure).type();
  }

  static Throwable failure(Future<?> future) throws Exception {
    return await(future.<Throwable>map(done -> null).otherwise(failure -> failure));
  }

  static long soon() {
    return System.nanoTime() + Commands.CARRIED_OUT_WITHIN.toNanos();
  }
}
