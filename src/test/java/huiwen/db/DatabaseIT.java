package huiwen.db;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.config.Settings;
import huiwen.config.SettingsReader;
import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Jdbc;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the pools do where the server does not answer, or cannot be found. */
class DatabaseIT {

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private Path data;

  @BeforeEach
  void makeFolder() throws Exception {
    data = DataFolder.create("database");
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    HubUnderTest.deleteTree(data);
  }

  private static void signal(String signal, List<ProcessHandle> processes) throws Exception {
    var command = new ArrayList<>(List.of("kill", "-" + signal));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    new ProcessBuilder(command).start().waitFor();
  }

  private static Throwable failure(Future<?> future, Duration within) throws Exception {
    return future.<Throwable>map(done -> null).otherwise(failure -> failure).toCompletionStage().toCompletableFuture()
        .get(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** With an embedded server of its own. */
  private Database opened() throws Exception {
    Settings settings = SettingsReader.read(Map.of("HUB_DATA", data.toString()));
    return Database.open(vertx, settings, Database.startServer(settings)).toCompletionStage()
        .toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void aServerThatStandsStillCostsSeconds() throws Exception {
    Database database = opened();
    try {
      var pool = database.pool();
      assertThat(failure(Future.all(Stream.generate(() -> pool.query("SELECT 1").execute()).limit(8).toList()),
          Duration.ofSeconds(10))).isNull();
      ProcessHandle postmaster = HubProcess.postmaster(data).orElseThrow();
      List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
      signal("STOP", all);
      try {
        var asked = new ArrayList<Future<?>>();
        for (int i = 0; i < 40; i++) { // on connections that are there, on new ones, and in the queue for them
          asked.add(pool.query("SELECT 2").execute());
        }
        asked.add(database.ownPool(1).withTransaction(connection -> connection.query("SELECT 3").execute()));
        for (Future<?> question : asked) {
          assertThat(failure(question, Duration.ofSeconds(30))).matches(SqlState::isPassing);
        }
      } finally {
        signal("CONT", all);
      }
      assertThat(failure(pool.query("SELECT 4").execute(), Duration.ofSeconds(10))).isNull();
    } finally {
      database.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
  }

  /** Whether a statement was on its way, behind another, or still to be sent: its caller may try again. */
  @Test
  void whatWasOnAConnectionThatIsLostPasses() throws Exception {
    Database database = opened();
    try {
      var asked = new ArrayList<Future<?>>();
      for (int i = 0; i < 400; i++) {
        asked.add(database.pool().query("SELECT pg_sleep(10)").execute());
      }
      try (Connection other = DriverManager.getConnection(Jdbc.url(database.url()));
          Statement statement = other.createStatement()) {
        HubProcess.until("the connections to be lost", Duration.ofSeconds(60), () -> {
          try {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()");
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
          return asked.stream().allMatch(Future::isComplete);
        });
      }
      for (Future<?> question : asked) {
        assertThat(question.cause()).matches(SqlState::isPassing);
      }
    } finally {
      database.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void whatTakesTooLongOrWaitsForALockIsEndedByTheServer() throws Exception {
    Database database = opened();
    try {
      for (var pool : List.of(database.pool(), database.ownPool(1), database.ownPoolThatKeepsPlans(1))) {
        var limits = pool.query("""
            SELECT current_setting('statement_timeout'), current_setting('lock_timeout'),
              current_setting('idle_in_transaction_session_timeout')""").execute()
            .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS).iterator().next();
        assertThat(List.of(limits.getString(0), limits.getString(1), limits.getString(2)))
            .containsExactly("15s", "5s", "15s");
      }
    } finally {
      database.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
  }

  /** Whatever is wrong with the address: what is told of it, to the last cause, has no password. */
  @Test
  void noPasswordIsToldOfADatabaseThatCannotBeReached() throws Exception {
    for (String url : List.of("postgresql://hub:s3cret@127.0.0.1:1/hub", "postgresql://hub:s3cret@127.0.0.1:99999/hub",
        "postgresql://hub:s3cret@127.0.0.1:port/hub", "postgresql://hub:s3cret@no-such-host.invalid/hub")) {
      Settings settings = SettingsReader.read(Map.of("HUB_DATABASE_URL", url));
      Throwable failure = failure(Database.open(vertx, settings, CompletableFuture.completedFuture(null)),
          Duration.ofSeconds(60));
      assertThat(failure).as(url).isNotNull();
      var told = new StringWriter();
      failure.printStackTrace(new PrintWriter(told));
      assertThat(told.toString()).as(url).doesNotContain("s3cret");
    }
  }
}
