package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.access.Caller;
import huiwen.access.Role;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the journal reads and a batch reads and writes while a million questions are stored. PostgreSQL's own counts
 * say how many rows were read without an index: the statements are the real ones, and so are their plans.
 */
@ExtendWith(HubUnderTest.class)
class LargeTableIT {

  private static final int QUESTIONS = 1_000_000;

  private Pool pool;
  private String fair;
  private int fairId;
  private String known;
  private Person villager;

  @BeforeEach
  void fill(HubUnderTest.Running hub) throws Exception {
    fair = hub.newFair();
    fairId = hub.fairId(fair);
    villager = hub.person().arrive(fair);
    known = villager.asked(fair, "keji", "葵花咋种");
    // one connection only, so that asking it for its counts brings them all
    pool = hub.pool(hub.vertx(), 1);
    String copies = copies();
    // copies of a real question, so many at each desk, most of them answered as at the end of a long day
    await(pool.withTransaction(connection -> connection.query("SET LOCAL synchronous_commit = off").execute()
        .compose(set -> connection.preparedQuery(copies).execute(Tuple.of(known, QUESTIONS)))));
    await(pool.query("ANALYZE question").execute());
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
      case "id" -> "q.id || i";
      case "place" -> "i";
      case "asker" -> "'asker' || i / 5";
      case "idempotency_key" -> "'key-' || i";
      case "department" -> "(ARRAY['keji', 'nongmu', 'yibao', 'fupin'])[1 + i % 4]";
      case "state" -> "CASE WHEN i % 1000 < 4 THEN 'waiting' ELSE 'answered' END";
      case "answer" -> "CASE WHEN i % 1000 < 4 THEN NULL ELSE '{\"text\": \"好\", \"by\": \"王芳\","
          + " \"at\": \"2026-11-24T09:00:00Z\", \"service_items\": []}'::jsonb END";
      case "updated_at" -> "q.updated_at + i * interval '1 millisecond'";
      default -> "q." + column;
    };
  }

  @AfterEach
  void empty() throws Exception {
    await(pool.preparedQuery("DELETE FROM question WHERE fair_id = $1").execute(Tuple.of(fairId)));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(180, TimeUnit.SECONDS);
  }

  @Test
  void nothingIsReadWithoutAnIndex() throws Exception {
    var journal = new Journal(pool);
    String asker = "asker7";
    long before = rowsReadWithoutIndex();
    await(journal.question(known));
    await(journal.askedBy(fairId, asker));
    assertThat(await(journal.atDesk(fairId, "keji", State.WAITING))).hasSizeGreaterThan(900);
    await(journal.atDesk(fairId, "keji", null));
    assertThat(await(journal.published(fairId, 50))).hasSize(50);
    await(journal.messages(List.of(known)));
    await(journal.entries(fairId, 0, 10, 10));
    assertThat(await(journal.snapshotOfAsker(fairId, asker)).questions()).isNotEmpty();
    assertThat(await(journal.snapshotOfPublished(fairId, 50)).questions()).hasSize(50);
    assertThat(await(journal.snapshotForDesk(fairId, List.of("keji"))).questions()).isNotEmpty();
    assertThat(await(journal.snapshotForBoard(fairId)).questions()).isNotEmpty();
    var ask = new Command.Ask(Caller.asker("asker7"), fairId, fair, "又一个", "zh-Hans",
        new Routing("keji", Routing.BY_ASKER, null, List.of(), List.of()), "科技", null, true, List.of(), null, null, null, List.of(),
        "key-of-another", "hash");
    var claim = new Command.Claim(new Caller(Role.VOLUNTEER, "session", "王芳", fair, Set.of("keji")),
        fairId, known);
    Batch.Outcome outcome = await(new Batch(fairId, List.of(ask, claim)).commit(pool));
    assertThat(outcome.results()).allMatch(Future::succeeded);
    assertThat(rowsReadWithoutIndex() - before).isZero();

    // and that this count does see what is read without one
    await(pool.query("SELECT count(*) FROM question WHERE ticket = 'none'").execute());
    assertThat(rowsReadWithoutIndex() - before).isGreaterThanOrEqualTo(QUESTIONS - 1);
  }

  /** Of the two large tables, after every connection of the pool has told its counts. */
  private long rowsReadWithoutIndex() throws Exception {
    await(pool.query("SELECT pg_stat_force_next_flush()").execute());
    return await(pool.query("""
        SELECT coalesce(sum(seq_tup_read), 0)::bigint AS rows FROM pg_stat_user_tables
        WHERE relname IN ('question', 'entry')""").execute()
        .map(rows -> rows.iterator().next().getLong("rows")));
  }
}
