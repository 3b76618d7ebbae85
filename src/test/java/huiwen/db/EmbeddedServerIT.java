package huiwen.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huiwen.support.HubUnderTest;
import huiwen.support.Jdbc;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The PostgreSQL that the hub brings along is nobody else's, also where its data folder is from before that was so. */
class EmbeddedServerIT {

  private Path data;

  @BeforeEach
  void makeFolder() throws Exception {
    data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "hubs")), "server");
  }

  @AfterEach
  void deleteFolder() throws Exception {
    HubUnderTest.deleteTree(data);
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url);
  }

  private static List<String> query(EmbeddedServer server, String sql) throws SQLException {
    try (Connection connection = connect(Jdbc.url(server.url())); Statement statement = connection.createStatement()) {
      var rows = new ArrayList<String>();
      if (statement.execute(sql)) {
        for (ResultSet result = statement.getResultSet(); result.next(); ) {
          rows.add(result.getString(1));
        }
      }
      return rows;
    }
  }

  private static void assertNobodyElseComesIn(EmbeddedServer server) {
    String withoutPassword = Jdbc.url(server.url()).replaceFirst("&password=.*", "");
    for (String url : List.of(withoutPassword, withoutPassword + "&password=", withoutPassword + "&password=wrong")) {
      assertThatThrownBy(() -> connect(url).close()).as(url).isInstanceOf(SQLException.class);
    }
  }

  private void assertFilesAreTheHubs() throws Exception {
    assertThat(permissions(data)).isEqualTo("rwx------");
    assertThat(permissions(data.resolve("postgres.password"))).isEqualTo("rw-------");
    try (var files = Files.walk(data)) {
      assertThat(files.filter(file -> !Files.isSymbolicLink(file)).filter(file -> permissions(file).matches("....?w.*|.{7}w."))
          ).as("what others can write").isEmpty();
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void itWantsAPasswordThatOnlyItsOwnerCanRead() throws Exception {
    String url;
    try (EmbeddedServer server = EmbeddedServer.start(data)) {
      url = server.url();
      assertNobodyElseComesIn(server);
      assertThat(query(server, "SHOW fsync")).containsExactly("on");
      assertFilesAreTheHubs();
    }
    try (EmbeddedServer again = EmbeddedServer.start(data)) {
      assertThat(again.url().replaceFirst(":[0-9]+/", "/")).as("the same password").isEqualTo(url.replaceFirst(":[0-9]+/", "/"));
      assertNobodyElseComesIn(again);
    }
  }

  @Test
  void aFolderOfBeforeIsTakenAlong() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(data)) {
      query(server, "CREATE TABLE kept AS SELECT 'kept' AS what");
      query(server, "ALTER ROLE postgres PASSWORD NULL");
    }
    Files.writeString(data.resolve("cluster/pg_hba.conf"), """
        # TYPE  DATABASE        USER            ADDRESS                 METHOD
        local   all             all                                     trust
        host    all             all             127.0.0.1/32            trust
        host    all             all             ::1/128                 trust
        """);
    Files.delete(data.resolve("postgres.password"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
    if (Files.isDirectory(data.resolve("postgresql"))) { // the library unpacks its binaries once a process, for whoever came first
      try (var binaries = Files.list(data.resolve("postgresql"))) {
        Files.setPosixFilePermissions(binaries.findFirst().orElseThrow(), PosixFilePermissions.fromString("rwxrwxrwx"));
      }
    }
    for (int start = 0; start < 2; start++) {
      try (EmbeddedServer server = EmbeddedServer.start(data)) {
        assertThat(query(server, "SELECT what FROM kept")).containsExactly("kept");
        assertNobodyElseComesIn(server);
        assertFilesAreTheHubs();
      }
    }
  }

  @Test
  void aPasswordThatWasLostIsMadeAnew() throws Exception {
    EmbeddedServer.start(data).close();
    Files.delete(data.resolve("postgres.password"));
    try (EmbeddedServer server = EmbeddedServer.start(data)) {
      assertThat(query(server, "SELECT 1")).containsExactly("1");
      assertNobodyElseComesIn(server);
      assertFilesAreTheHubs();
    }
  }

  @Test
  void aFolderThatIsNotTheHubsAloneStaysOpen() throws Exception {
    Files.writeString(data.resolve("somebody-elses"), "");
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (EmbeddedServer server = EmbeddedServer.start(data)) {
      assertThat(permissions(data)).isEqualTo("rwxr-xr-x");
      assertThat(permissions(data.resolve("cluster"))).isEqualTo("rwx------");
      assertThat(permissions(data.resolve("postgres.password"))).isEqualTo("rw-------");
      assertNobodyElseComesIn(server);
    }
  }

  /** Fairs and askers of a hub that was there before V8. */
  @Test
  void aDatabaseOfBeforeIsBroughtUpToDate() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(data)) {
      Flyway.configure().dataSource(Jdbc.url(server.url()), null, null).locations("classpath:db/migration").target("6")
          .configuration(Map.of("flyway.postgresql.transactional.lock", "false")).load().migrate();
      query(server, """
          INSERT INTO fair (code, name, place, starts_at, ends_at, state) VALUES
            ('demo', '集中示范服务活动（演示）', '临河区', '2026-01-05 09:00+08', '2026-01-05 17:00+08', 'open'),
            ('real', '真的活动', '永丰村', '2026-01-05 09:00+08', '2026-01-05 17:00+08', 'open')""");
      query(server, """
          INSERT INTO question (id, fair_id, ticket, department, routed_by, reasons, state, place, text, language, public,
            asker, idempotency_key, body_hash, attachments, supporters, transfers, reopened, created_at, updated_at)
          SELECT 'real.' || a, 2, '科技-001', 'keji', 'asker', '[]', 'waiting', 1, '问', 'zh-Hans', true,
            a, 'key-' || a, 'hash', '[]', 0, 0, false, now(), now() FROM unnest(ARRAY['she', 'he']) AS a""");
      query(server, "INSERT INTO support VALUES ('real.she', 'supporter'), ('real.she', 'he')");
      query(server, "INSERT INTO desk (fair_id, department, present) VALUES (2, 'keji', true)");

      Migrations.run(PgConnectOptions.fromUri(server.url()));

      assertThat(query(server, "SELECT asker FROM unsigned_asker ORDER BY asker")).containsExactly("he", "she", "supporter");
      assertThat(query(server, "SELECT DISTINCT uid::text FROM fair")).hasSize(2);
      assertThat(query(server, "SELECT DISTINCT epoch FROM fair")).hasSize(2).allMatch(epoch -> epoch.matches("[0-9a-f]{32}"));
      assertThat(query(server, "SELECT code FROM fair WHERE starts_at <= now() AND ends_at > now() + interval '11 months'"))
          .as("the fair to try the hub with is open for a year, others are what they were").containsExactly("demo");
    }
  }
}
