package huiwen.tally;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Departments;
import huiwen.fair.Fairs;
import huiwen.question.Journal;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tallies cost: a verticle of its own, beside the hub's, on the hub's database. */
@ExtendWith(HubUnderTest.class)
class TallyIT {

  private static final Duration LINGERS = Duration.ofSeconds(3);

  private final Vertx vertx = Vertx.vertx();
  private HubUnderTest.Running hub;
  private Bus bus;
  private TallyVerticle tallies;

  @BeforeEach
  void deploy(HubUnderTest.Running running) throws Exception {
    hub = running;
    Bus.prepare(vertx);
    bus = new Bus(vertx);
    Pool pool = hub.pool(vertx);
    tallies = new TallyVerticle(new Journal(pool), new Fairs(pool, bus), await(Departments.read(vertx)), LINGERS);
    await(vertx.deployVerticle(tallies));
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static void until(Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.holds() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(condition.holds()).isTrue();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  @Test
  void ofThreeHundredFairsThoseThatAreWatchedAreKept() throws Exception {
    String one = hub.newFair();
    List<String> codes = await(hub.pool(vertx).preparedQuery("""
            INSERT INTO fair (code, name, place, starts_at, ends_at, state)
            SELECT code || '-of-' || i, name, place, starts_at, ends_at, state FROM fair, generate_series(1, 300) i
            WHERE code = $1 RETURNING code""").execute(Tuple.of(one))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getString("code")).toList()));
    try {
      await(Future.all(codes.stream().map(code -> bus.<JsonObject>request(Address.WAITS, code)).toList()));
      assertThat(await(tallies.size())).isGreaterThan(20);
      for (String watched : codes.subList(0, 20)) {
        bus.tell(Address.ONLINE, new Online("here", hub.fairId(watched), 0, Set.of(), 1).toJson());
      }
      until(() -> await(tallies.size()) == 20);
      // and one that is asked for again is counted again
      await(bus.<JsonObject>request(Address.WAITS, codes.get(299)));
      assertThat(await(tallies.size())).isEqualTo(21);
    } finally {
      await(hub.pool(vertx).preparedQuery("DELETE FROM fair WHERE code = ANY ($1::text[])")
          .execute(Tuple.tuple().addArrayOfString(codes.toArray(String[]::new))));
    }
  }

  @Test
  void allWhoAskAreGivenTheSameUntilSomethingMoves() throws Exception {
    String fair = hub.newFair();
    Person villager = hub.person().arrive(fair);
    villager.asked(fair, "keji", "问题");
    String first = await(bus.request(Address.TALLY, fair));
    assertThat(await(bus.<String>request(Address.TALLY, fair))).isSameAs(first);
    assertThat(await(bus.<JsonObject>request(Address.WAITS, fair)))
        .isSameAs(await(bus.<JsonObject>request(Address.WAITS, fair)));
    assertThat(await(bus.<JsonObject>request(Address.WAITS, fair)).getJsonObject("keji").getInteger("waiting")).isEqualTo(1);
  }

  @Test
  void aTallyThatNobodyWatchesIsNotPublished() throws Exception {
    String fair = hub.newFair();
    int fairId = hub.fairId(fair);
    var published = new ConcurrentLinkedQueue<String>();
    await(bus.hear(Address.tallies(fairId), published::add).completion());
    await(bus.request(Address.TALLY, fair));
    bus.tell(Address.ONLINE, new Online("here", fairId, 3, Set.of("a", "b"), 0).toJson());
    until(() -> new JsonObject(await(bus.<String>request(Address.TALLY, fair))).getJsonObject("online")
        .equals(new JsonObject().put("askers", 3).put("volunteers", 2)));
    assertThat(published).isEmpty();
    bus.tell(Address.ONLINE, new Online("here", fairId, 3, Set.of("a", "b"), 1).toJson());
    until(() -> published.size() == 1);
  }

  @Test
  void inventedVillagesDoNotMakeItLong() throws Exception {
    String fair = hub.newFair();
    Person villager = hub.person().arrive(fair);
    for (int i = 0; i < 130; i++) {
      villager.ask(fair, Person.newKey(), Map.of("text", "问" + i, "department", "keji", "village", "村" + i)).mustBe(201);
    }
    var tally = new JsonObject(await(bus.<String>request(Address.TALLY, fair)));
    assertThat(tally.getJsonArray("villages")).hasSize(101);
    // and what was counted question by question is what the database adds up to
    var counted = new JsonObject(hub.organizer().get("/api/fairs/" + fair + "/tally").mustBe(200).text());
    assertThat(counted.getJsonArray("villages")).isEqualTo(tally.getJsonArray("villages"));
  }

  @Test
  void aListOfVillagesCountsFromTheMomentItIsGiven() throws Exception {
    String fair = hub.newFair();
    Person villager = hub.person().arrive(fair);
    for (String village : List.of("新村", "旧村", "没有的村")) {
      villager.ask(fair, Person.newKey(), Map.of("text", "问", "department", "keji", "village", village)).mustBe(201);
    }
    assertThat(villages(fair)).containsExactlyInAnyOrder("新村", "旧村", "没有的村");
    hub.organizer().patch("/api/fairs/" + fair, Map.of("villages", List.of("新村", "旧村"))).mustBe(200);
    Person organizer = hub.organizer();
    until(() -> organizer.get("/api/fairs/" + fair + "/tally").json().getJsonArray("villages").stream()
        .map(village -> ((JsonObject) village).getString("name")).toList().equals(List.of("新村", "旧村", "其他")));
  }

  private List<String> villages(String fair) throws Exception {
    return new JsonObject(await(bus.<String>request(Address.TALLY, fair))).getJsonArray("villages").stream()
        .map(village -> ((JsonObject) village).getString("name")).toList();
  }
}
