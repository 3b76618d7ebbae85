package huiwen.fair;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.bus.Bus;
import huiwen.config.Settings;
import huiwen.config.SettingsReader;
import huiwen.db.Database;
import huiwen.support.HubUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A journal keeps its name from start to start, and gets another one where the database is not the one that it was. */
@ExtendWith(HubUnderTest.class)
class EpochsIT {

  private final Vertx vertx = Vertx.vertx();
  private final String first = "epochs_" + UUID.randomUUID().toString().replace('-', '_');
  private final String restored = first + "_restored";
  private HubUnderTest.Running hub;

  @BeforeEach
  void prepare(HubUnderTest.Running running) throws Exception {
    hub = running;
    Bus.prepare(vertx);
    onServer("CREATE DATABASE " + first);
  }

  @AfterEach
  void drop() throws Exception {
    await(vertx.close());
    onServer("DROP DATABASE IF EXISTS " + restored);
    onServer("DROP DATABASE " + first);
  }

  private void onServer(String statement) throws Exception {
    await(hub.pool(hub.vertx()).query(statement).execute());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  /** The name of the demo's journal after a start on this database. */
  private String epochAfterStart(String name) throws Exception {
    String url = hub.databaseUrl(name);
    Settings settings = SettingsReader.read(Map.of("HUB_DATABASE_POOL", "2", "HUB_DATABASE_URL", url));
    Database database = await(Database.open(vertx, settings, Database.startServer(settings)));
    try {
      var fairs = new Fairs(database.pool(), new Bus(vertx));
      await(fairs.prepare(await(Departments.read(vertx))));
      return await(fairs.byCode("demo")).epoch();
    } finally {
      await(database.close());
    }
  }

  @Test
  void aJournalKeepsItsNameUntilItsDatabaseIsAnother() throws Exception {
    String epoch = epochAfterStart(first);
    assertThat(epochAfterStart(first)).isEqualTo(epoch);
    onServer("CREATE DATABASE " + restored + " TEMPLATE " + first);
    String after = epochAfterStart(restored);
    assertThat(after).isNotEqualTo(epoch).isNotBlank();
    assertThat(epochAfterStart(restored)).isEqualTo(after);
    assertThat(epochAfterStart(first)).as("the one of before is as it was").isEqualTo(epoch);
  }
}
