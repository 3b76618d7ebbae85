package huiwen;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.DataFolder;
import huiwen.support.Checker;
import huiwen.support.Crowd;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Jdbc;
import huiwen.support.Person;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code kill -9} at any instant, while a crowd asks and answers, of the hub, of its PostgreSQL, of both, and every
 * connection to the database cut.
 * {@code -Dfaults.rounds} sets how often; the profile {@code faults} makes it 20.
 */
class CrashIT {

  private static final boolean IS_QUICK = Integer.getInteger("faults.rounds", 2) <= 2;
  private static final int ROUNDS = IS_QUICK ? 1 : Integer.getInteger("faults.rounds");

  private static final int CUTS = 20;

  enum Victim { HUB, POSTGRESQL, BOTH, CONNECTIONS }

  private Path data;
  private Map<String, String> settings;
  private HubProcess hub;

  @BeforeEach
  void start() throws IOException {
    data = DataFolder.create("crash");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    settings = Map.of("HUB_DATA", data.toString(), "HUB_PORT", Integer.toString(port), "HUB_LIMITS", "off",
        "HUB_ORGANIZER_PASSWORD", HubUnderTest.PASSWORD);
    hub = HubProcess.launch(settings).awaitReady();
  }

  @AfterEach
  void remove() throws IOException {
    hub.close();
    HubUnderTest.deleteTree(data);
  }

  @ParameterizedTest
  @EnumSource(Victim.class)
  void whateverIsKilledWhenNothingIsLostAndNothingIsTwice(Victim victim) throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    Person organizer = hub.person().signIn(HubUnderTest.PASSWORD);
    var checker = new Checker();
    try (var crowd = new Crowd(organizer, "demo", checker)) {
      for (int round = 0; round < ROUNDS; round++) {
        int before = checker.acknowledged();
        HubProcess.until("the hub works again", Duration.ofSeconds(90), () -> checker.acknowledged() > before + 20);
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_000)).toNanos());
        kill(victim);
      }
      int before = checker.acknowledged();
      HubProcess.until("the hub works again", Duration.ofSeconds(90), () -> checker.acknowledged() > before + 20);
      crowd.finish();
    }
    assertThat(checker.faults(organizer, "demo")).as("seed " + seed).isEmpty();
    assertThat(checker.answers()).isPositive();
  }

  private void kill(Victim victim) throws Exception {
    if (victim == Victim.POSTGRESQL || victim == Victim.BOTH) {
      HubProcess.postmaster(data).orElseThrow().destroyForcibly();
    }
    if (victim == Victim.HUB || victim == Victim.BOTH) {
      hub.kill();
      hub.close();
      hub = HubProcess.launch(settings).awaitReady();
    }
    if (victim == Victim.CONNECTIONS) {
      cutConnections(Jdbc.url(data, HubProcess.postgresPort(data)));
    }
  }

  /** Each at whatever it does: reading, writing, in the middle of a COMMIT. */
  private static void cutConnections(String url) throws SQLException {
    try (Connection own = DriverManager.getConnection(url);
        Statement statement = own.createStatement()) {
      for (int i = 0; i < CUTS; i++) {
        statement.execute("""
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()""");
        LockSupport.parkNanos(Duration.ofMillis(7).toNanos());
      }
    }
  }
}
