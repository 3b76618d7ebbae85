package huiwen;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.db.EmbeddedServer;
import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Jdbc;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hub's one clock, the database's, is set back and forth while people ask and answer. */
class ClockIT {

  private Path folder;
  private EmbeddedServer postgres;
  private Connection connection;

  @BeforeEach
  void startPostgres() throws Exception {
    folder = DataFolder.create("clock");
    postgres = EmbeddedServer.start(folder);
    connection = DriverManager.getConnection(Jdbc.url(postgres.url()));
    sql("CREATE SCHEMA clock");
    sql("CREATE TABLE clock.jump (by interval NOT NULL)");
    sql("INSERT INTO clock.jump VALUES ('0')");
    // found before PostgreSQL's own by whoever looks in this schema first
    sql("""
        CREATE FUNCTION clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
        AS 'SELECT pg_catalog.clock_timestamp() + (SELECT by FROM clock.jump)'""");
  }

  private void sql(String statement) throws Exception {
    try (Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  private void clockIsOffBy(String interval) throws Exception {
    sql("UPDATE clock.jump SET by = '" + interval + "'");
  }

  @AfterEach
  void stop() throws Exception {
    connection.close();
    postgres.close();
    HubUnderTest.deleteTree(folder);
  }

  @Test
  void orderAndCountsStayRightWhateverTheClockDoes() throws Exception {
    try (HubProcess hub = HubProcess.launch(Map.of(
        "HUB_DATABASE_URL", postgres.url() + "?search_path=clock,public,pg_catalog",
        "HUB_ORGANIZER_PASSWORD", HubUnderTest.PASSWORD)).awaitReady()) {
      Person organizer = hub.person().signIn(HubUnderTest.PASSWORD);
      // it began at the first start: with the clock set back it would not have begun
      organizer.patch("/api/fairs/demo", Map.of("startsAt", Instant.now().minus(Duration.ofDays(2)).toString())).mustBe(200);
      Person villager = hub.person().arrive("demo");
      try (Live board = organizer.live().join("demo", "board", null)) {
        board.next("joined");
        String first = villager.asked("demo", "keji", "先问的");
        clockIsOffBy("-1 hour");
        organizer.act(first, "answer", Map.of("text", "答")).mustBe(200);
        String second = villager.asked("demo", "keji", "钟拨回以后问的");
        clockIsOffBy("1 day");
        String third = villager.asked("demo", "keji", "钟拨前以后问的");
        clockIsOffBy("0");
        String fourth = villager.asked("demo", "keji", "钟对了以后问的");

        assertThat(organizer.get("/api/fairs/demo/desks/keji/questions?state=waiting").questions().stream()
            .map(question -> ((JsonObject) question).getString("id")))
            .as("the queue is in the order of asking").containsExactly(second, third, fourth);
        for (String question : List.of(second, third, fourth)) {
          organizer.act(question, "answer", Map.of("text", "答")).mustBe(200);
        }
        board.next(frame -> "entry".equals(frame.getString("op")) && frame.getLong("seq") == 8);
        assertThat(board.seqs()).isEqualTo(LongStream.rangeClosed(1, 8).boxed().toList());
      }
      JsonObject tally = organizer.get("/api/fairs/demo/tally").json();
      JsonObject total = tally.getJsonObject("total");
      assertThat(total.getInteger("asked")).isEqualTo(4);
      assertThat(total.getInteger("answered")).isEqualTo(4);
      JsonObject desk = tally.getJsonArray("departments").stream().map(JsonObject.class::cast)
          .filter(department -> "keji".equals(department.getString("code"))).findFirst().orElseThrow();
      assertThat(desk.getLong("medianWaitSeconds")).as("nobody waited less than nothing").isZero();
      assertThat(desk.getLong("p90WaitSeconds")).isGreaterThan(3_000);
      assertThat(hub.errors()).doesNotContain("Exception");
    }
  }
}
