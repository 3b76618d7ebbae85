package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.access.Caller;
import huiwen.access.Role;
import huiwen.bus.Bus;
import huiwen.config.Settings;
import huiwen.config.SettingsReader;
import huiwen.db.Database;
import huiwen.fair.Departments;
import huiwen.fair.Fairs;
import huiwen.support.HubUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the journal reads and a batch reads and writes while a quarter of a million questions are stored, by a hub that was there when the
 * first was asked. PostgreSQL's own counts say how many rows were read without an index: the statements and the
 * connection are the real ones, and so are their plans.
 */
@ExtendWith(HubUnderTest.class)
class LargeTableIT {

  private static final int QUESTIONS = 250_000;
  /** PostgreSQL looks at a statement some times before it keeps a plan. */
  private static final int UNTIL_PLANS_ARE_KEPT = 12;

  private final Vertx vertx = Vertx.vertx();
  private final String fair = "demo";
  private String name;
  private HubUnderTest.Running hub;
  private Database database;
  private Pool pool;
  private Pool writing;
  private int fairId;
  private String known;
  private int asked;

  /** A database of its own, in which nothing is stored, and the fewest connections that a hub may have. */
  @BeforeEach
  void fill(HubUnderTest.Running running) throws Exception {
    hub = running;
    name = "large_" + UUID.randomUUID().toString().replace('-', '_');
    await(hub.pool(hub.vertx()).query("CREATE DATABASE " + name).execute());
    Bus.prepare(vertx);
    String url = hub.databaseUrl(name);
    Settings settings = SettingsReader.read(Map.of("HUB_DATABASE_POOL", "2", "HUB_DATABASE_URL", url));
    database = await(Database.open(vertx, settings, Database.startServer(settings)));
    pool = database.pool();
    writing = database.ownPoolThatKeepsPlans(1);
    await(new Fairs(pool, new Bus(vertx)).prepare(await(Departments.read(vertx))));
    fairId = await(pool.query("SELECT id FROM fair").execute()).iterator().next().getInteger(0);
    // the planner is not to learn, at a moment of its own, what is stored before that many questions are
    await(pool.query("ALTER TABLE question SET (autovacuum_enabled = false)").execute());
    await(pool.query("ALTER TABLE entry SET (autovacuum_enabled = false)").execute());
    known = ask(this::underLock).question().id();
    for (int i = 0; i < UNTIL_PLANS_ARE_KEPT; i++) {
      readAndWrite();
    }
    String copies = copies();
    // copies of a real question, so many at each desk, most of them answered as at the end of a long day
    // by connections of its own: the hub's do not wait so long for a statement
    Pool filling = PgBuilder.pool().connectingTo(PgConnectOptions.fromUri(url)).using(vertx).build();
    await(filling.withTransaction(connection -> connection.query("SET LOCAL synchronous_commit = off").execute()
        .compose(set -> connection.preparedQuery(copies).execute(Tuple.of(known, QUESTIONS)))
        .compose(copied -> connection.preparedQuery("""
            INSERT INTO person (question_id, fair_id, asker, code)
            SELECT $1 || lpad(i::text, 7, '0'), $3, 'asker' || lpad((i / 5)::text, 6, '0'), 'code' || i
            FROM generate_series(2, $2) i""").execute(Tuple.of(known, QUESTIONS, fairId)))));
    await(filling.close());
  }

  /** All columns as they are, but for those that make a question another one. */
  private String copies() throws Exception {
    List<String> columns = await(pool.query("""
        SELECT column_name FROM information_schema.columns
        WHERE table_name = 'question' ORDER BY ordinal_position""").execute()
        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
            .map(row -> row.getString(0)).toList()));
    return "INSERT INTO question (" + String.join(", ", columns) + ") SELECT "
        + String.join(", ", columns.stream().map(LargeTableIT::copied).toList())
        + " FROM question q, generate_series(2, $2) i WHERE q.id = $1";
  }

  private static String copied(String column) {
    return switch (column) {
      case "id" -> "q.id || lpad(i::text, 7, '0')"; // in order, so that an index grows at one end
      case "place", "rank" -> "i";
      case "department" -> "(ARRAY['keji', 'nongmu', 'yibao', 'fupin'])[1 + i % 4]";
      case "state" -> "CASE WHEN i % 250 < 4 THEN 'waiting' ELSE 'answered' END";
      case "answer" -> "CASE WHEN i % 250 < 4 THEN NULL ELSE '{\"text\": \"好\", \"by\": \"王芳\","
          + " \"at\": \"2026-11-24T09:00:00Z\", \"service_items\": []}'::jsonb END";
      case "public" -> "i <= $2 / 2"; // the newest half is not for everybody
      case "updated_at" -> "q.updated_at + i * interval '1 millisecond'";
      default -> "q." + column;
    };
  }

  @AfterEach
  void drop() throws Exception {
    await(database.close());
    await(vertx.close());
    await(hub.pool(hub.vertx()).query("DROP DATABASE " + name).execute());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(180, TimeUnit.SECONDS);
  }

  @Test
  void nothingIsReadWithoutAnIndex() throws Exception {
    long before = rowsReadWithoutIndex();
    readAndWrite();
    var journal = new Journal(pool);
    assertThat(await(journal.atDesk(fairId, "keji", State.WAITING))).hasSize(Journal.MOST_AT_DESK)
        .extracting(Seen::ahead).isEqualTo(IntStream.range(0, Journal.MOST_AT_DESK).boxed().toList());
    assertThat(await(journal.published(fairId, 50))).hasSize(50);
    assertThat(await(journal.snapshots().ofPublished(fairId, 50)).questions()).hasSize(50);
    assertThat(rowsReadWithoutIndex() - before).isZero();

    long through = rowsReadThroughIndex();
    assertThat(await(journal.published(fairId, 50))).hasSize(50);
    assertThat(await(journal.snapshots().ofPublished(fairId, 50)).questions()).hasSize(50);
    assertThat(rowsReadThroughIndex() - through).isBetween(100L, 200L); // not past all that are not for everybody

    // a desk at which a thousand wait is read no further than it is shown, and what waits before each is not counted anew;
    // each question is read with who asked it
    assertThat(rowsReadBy(() -> journal.snapshots().forDesk(fairId, List.of("keji")))).isBetween(500L, 600L);
    assertThat(rowsReadBy(() -> journal.snapshots().forDesk(fairId, List.of("keji", "nongmu", "yibao", "fupin"))))
        .isBetween(500L, 900L);
    assertThat(rowsReadBy(() -> journal.atDesk(fairId, "keji", null))).isBetween(1_000L, 1_600L);
    assertThat(rowsReadBy(() -> journal.queues(fairId))).isBetween(8_000L, 8_400L);
    assertThat(rowsReadBy(() -> journal.held(fairId))).isLessThan(20);
    assertThat(rowsReadBy(() -> journal.comparable(fairId, known + "0150000", 200))).isBetween(400L, 420L);

    // and that this count does see what is read without one
    await(pool.query("SELECT count(*) FROM question WHERE ticket = 'none'").execute());
    assertThat(rowsReadWithoutIndex() - before).isGreaterThanOrEqualTo(QUESTIONS - 1);
  }

  /** What a hub does all day. */
  private void readAndWrite() throws Exception {
    var journal = new Journal(pool);
    String asker = "asker000007";
    await(journal.question(known));
    await(journal.askedBy(fairId, asker));
    await(journal.atDesk(fairId, "keji", State.WAITING));
    await(journal.atDesk(fairId, "keji", null));
    await(journal.published(fairId, 50));
    await(journal.messages(List.of(known)));
    await(journal.page(fairId, 0, 10, 10));
    await(journal.snapshots().ofAsker(fairId, asker));
    await(journal.snapshots().ofPublished(fairId, 50));
    await(journal.snapshots().forDesk(fairId, List.of("keji")));
    await(journal.snapshots().forBoard(fairId));
    await(journal.queues(fairId));
    await(journal.held(fairId));
    await(journal.comparable(fairId, known, 200));
    await(journal.lessons(50));
    await(journal.corrections(50));
    var volunteer = new Caller(Role.VOLUNTEER, "session", "王芳", fair, Set.of("keji"));
    for (Way way : List.<Way>of(this::ifUnchanged, this::underLock)) {
      Committed another = ask(way);
      await(way.commit(new Command.Claim(volunteer, fairId, another.question().id())));
      await(way.commit(new Command.Answer(volunteer, fairId, another.question().id(), "这样种", null, List.of())));
      await(way.commit(new Command.Support(Caller.asker("asker000008"), fairId, another.question().id())));
    }
  }

  private interface Way {
    Future<Committed> commit(Command command);
  }

  private Committed ask(Way way) throws Exception {
    return await(way.commit(new Command.Ask(Caller.asker("asker000007"), fairId, fair, "葵花咋种", "zh-Hans", null,
        new Routing("keji", Routing.BY_ASKER, null, List.of(), List.of()), "科技", Privacy.asked(null, false, false),
        Attention.NONE, null, null, List.of(), null)));
  }

  /** Each with a key of its own. */
  private List<Submission> submitted(Command command) {
    return List.of(new Submission(command, new CommandKey("key of " + ++asked, "hash"),
        System.nanoTime() + Commands.CARRIED_OUT_WITHIN.toNanos()));
  }

  private Future<Committed> ifUnchanged(Command command) {
    return new Batch(fairId, submitted(command), new Known()).ifUnchanged(pool, writing)
        .compose(outcome -> outcome.orElseThrow().results().get(0));
  }

  private Future<Committed> underLock(Command command) {
    return new Batch(fairId, submitted(command), new Known()).underLock(pool)
        .compose(outcome -> outcome.results().get(0));
  }

  private long rowsReadWithoutIndex() throws Exception {
    return rowsRead("seq_tup_read");
  }

  private long rowsReadThroughIndex() throws Exception {
    return rowsRead("idx_tup_fetch");
  }

  private long rowsReadBy(Supplier<Future<?>> read) throws Exception {
    long before = rowsReadThroughIndex();
    await(read.get());
    return rowsReadThroughIndex() - before;
  }

  /** Of the two large tables, after every connection of the pool has told its counts. */
  private long rowsRead(String how) throws Exception {
    await(pool.withConnection(one -> pool.withConnection(other -> Future.all(
        one.query("SELECT pg_stat_force_next_flush()").execute(),
        other.query("SELECT pg_stat_force_next_flush()").execute(),
        writing.query("SELECT pg_stat_force_next_flush()").execute()))));
    return await(pool.query("""
        SELECT coalesce(sum(%s), 0)::bigint AS rows FROM pg_stat_user_tables
        WHERE relname IN ('question', 'entry', 'person')""".formatted(how)).execute()
        .map(rows -> rows.iterator().next().getLong("rows")));
  }
}
