package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.access.Caller;
import huiwen.bus.Bus;
import huiwen.config.Settings;
import huiwen.config.SettingsReader;
import huiwen.db.Database;
import huiwen.support.HubUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database of the version before who asked was taken out of the journal is taken along, with all that was asked in it. */
@ExtendWith(HubUnderTest.class)
class MigratedDataIT {

  private static final String BEFORE = "6";
  private static final String ID = "old.01jd4v3q8z0000000000000000";
  private static final String HELD_BY_WANG = "old.01jd4v3q8z0000000000000001";
  /** A question as version 6 kept it, in its row and in each of its entries. */
  private static final String QUESTION = """
      {"id": "%1$s", "fair_id": 1, "ticket": "%2$s", "department": "keji", "routed_by": "asker", "confidence": null,
       "reasons": [], "proposed": [], "state": "%3$s", "place": %4$d, "text": "葵花咋种", "language": "zh-Hans",
       "translation": null, "public": true, "public_wish": null, "village": "新村", "name": "张三丰", "phone": "13800138000",
       "asker": "hash-of-a-cookie", "idempotency_key": "key-%4$d", "body_hash": "hash-of-a-body", "attachments": [],
       "concerns": [], "supporters": 1, "holder": %5$s, "claimed_by": %6$s, "transfers": 0, "reopened": false,
       "answer": null, "rating": null, "created_at": "2026-10-24T02:00:00Z", "updated_at": "2026-10-24T02:05:00Z",
       "first_answered_at": null}""";

  private final Vertx vertx = Vertx.vertx();
  private HubUnderTest.Running hub;
  private String name;
  private String url;
  private Database database;
  private Pool pool;

  @BeforeEach
  void makeAnOldDatabase(HubUnderTest.Running running) throws Exception {
    hub = running;
    name = "old_" + UUID.randomUUID().toString().replace('-', '_');
    await(hub.pool(hub.vertx()).query("CREATE DATABASE " + name).execute());
    url = hub.databaseUrl(name);
    PgConnectOptions options = PgConnectOptions.fromUri(url);
    Flyway.configure().dataSource("jdbc:postgresql://" + options.getHost() + ":" + options.getPort() + "/" + name,
        options.getUser(), options.getPassword()).locations("classpath:db/migration").target(BEFORE).load().migrate();
    try (var closing = new Closing(PgBuilder.pool().connectingTo(options).using(vertx).build())) {
      Pool old = closing.pool();
      await(old.query("""
          INSERT INTO fair (code, name, place, starts_at, ends_at, state, seq)
          VALUES ('old', '去年的活动', '临河', now() - interval '1 day', now() + interval '1 day', 'open', 3)""").execute());
      await(old.query("""
          INSERT INTO desk (fair_id, department, present, tickets, waiting) VALUES (1, 'keji', true, 2, 1),
            (1, 'triage', true, 0, 0)""").execute());
      String waiting = QUESTION.formatted(ID, "科技-001", "waiting", 1, "null", "null");
      String claimed = QUESTION.formatted(HELD_BY_WANG, "科技-002", "claimed", 2, "\"session-of-wang\"", "\"王芳\"");
      for (String question : List.of(waiting, claimed)) {
        await(old.preparedQuery("INSERT INTO question SELECT * FROM jsonb_populate_record(NULL::question, $1::text::jsonb)")
            .execute(Tuple.of(question)));
      }
      await(old.preparedQuery("""
          INSERT INTO entry (fair_id, seq, at, kind, question_id, "from", question, message) VALUES
            (1, 1, now(), 'asked', $1, NULL, $2::text::json, NULL), (1, 2, now(), 'asked', $3, NULL, $4::text::json, NULL),
            (1, 3, now(), 'replied', $1, '{"state": "waiting", "department": "keji", "answered": false, "grade": null}',
              $2::text::json, '{"kind": "reply", "by": "张三丰", "text": "三亩", "at": "2026-10-24T02:05:00Z"}')""")
          .execute(Tuple.of(ID, waiting, HELD_BY_WANG, claimed)));
      await(old.preparedQuery("INSERT INTO support (question_id, asker) VALUES ($1, 'another')").execute(Tuple.of(ID)));
    }
    Bus.prepare(vertx);
    Settings settings = SettingsReader.read(Map.of("HUB_DATABASE_POOL", "2", "HUB_DATABASE_URL", url));
    database = await(Database.open(vertx, settings, Database.startServer(settings)));
    pool = database.pool();
  }

  private record Closing(Pool pool) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      await(pool.close());
    }
  }

  @AfterEach
  void drop() throws Exception {
    await(database.close());
    await(vertx.close());
    await(hub.pool(hub.vertx()).query("DROP DATABASE " + name).execute());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void whatWasAskedIsThereAndTheJournalTellsNobodysName() throws Exception {
    var journal = new Journal(pool);
    Question question = await(journal.question(ID)).question();
    assertThat(question.person()).isEqualTo(new Person("hash-of-a-cookie", "张三丰", "13800138000", null));
    assertThat(question.rank()).isEqualTo(1);
    assertThat(await(journal.askedBy(1, "hash-of-a-cookie"))).hasSize(2);
    List<Entry> entries = await(journal.page(1, 0, 10, 10)).entries();
    assertThat(entries).extracting(Entry::seq).containsExactly(1L, 2L, 3L);
    assertThat(entries.get(2).question()).isEqualTo(question);
    assertThat(View.OWNER.of(entries.get(2).message(), question).getString("by")).isEqualTo("张三丰");

    for (Row row : await(pool.query("SELECT e::text AS words FROM entry e").execute())) {
      assertThat(row.getString("words"))
          .doesNotContain("张三丰", "13800138000", "hash-of-a-cookie", "hash-of-a-body", "key-1", "key-2");
    }
    assertThat(await(pool.query("SELECT holder FROM lease").execute()).iterator().next().getString(0))
        .isEqualTo("session-of-wang");
    assertThat(await(pool.query("SELECT asker FROM follower").execute()).size()).isEqualTo(1);
    assertThat(await(pool.query("SELECT asker FROM unsigned_asker ORDER BY asker").execute())
        .iterator().next().getString(0)).isEqualTo("another");
  }

  @Test
  void whatWasAskedIsFoundAsWhatIsAskedNow() throws Exception {
    var search = new Search(pool);
    for (String words : List.of("葵花咋种", "新村", "张三丰", "科技-001", "１")) {
      assertThat(await(search.find(1, List.of("keji"), words, true))).as(words)
          .extracting(seen -> seen.question().id()).contains(ID);
      assertThat(await(search.find(1, List.of("nongmu"), words, true))).as(words).isEmpty();
    }
  }

  @Test
  void aPhoneThatTriesAgainAfterTheChangeHasAskedOnce() throws Exception {
    await(vertx.deployVerticle(new Ledger(database.ownPool(1), database.ownPoolThatKeepsPlans(1))));
    var ledger = new Commands(new Bus(vertx));
    var again = new Command.Ask(Caller.asker("hash-of-a-cookie"), 1, "old", "葵花咋种", "zh-Hans", "新村",
        Routing.to("keji", Routing.BY_ASKER), "科技", Privacy.asked(null, false, false), Attention.NONE, "张三丰",
        "13800138000", List.of(), null);
    Committed committed = await(ledger.submit(again, new CommandKey("key-1", "hash-of-a-body")));
    assertThat(committed.created()).isFalse();
    assertThat(committed.question().id()).isEqualTo(ID);
    assertThat(await(ledger.submit(again, new CommandKey("key-3", "hash-of-a-body"))).question().asked().ticket())
        .isEqualTo("科技-003");
  }
}
