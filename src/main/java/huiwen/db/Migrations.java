package huiwen.db;

import huiwen.config.SettingsException;
import io.vertx.pgclient.PgConnectOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings the schema up to date. The one place that speaks JDBC; it blocks. */
final class Migrations {

  /** The version to which the newest file in {@code db/migration} brings the schema. */
  static final String NEWEST = "27";

  private static final int CONNECT_WITHIN_SECONDS = 10;

  private Migrations() {
  }

  static void run(PgConnectOptions options) {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {options.getHost()});
    source.setPortNumbers(new int[] {options.getPort()});
    source.setDatabaseName(options.getDatabase());
    source.setUser(options.getUser());
    source.setPassword(options.getPassword());
    source.setConnectTimeout(CONNECT_WITHIN_SECONDS);
    source.setLoginTimeout(CONNECT_WITHIN_SECONDS);
    source.setTcpKeepAlive(true);
    int stored = stored(source);
    int newest = Integer.parseInt(NEWEST);
    if (stored == newest) {
      return; // which spares a third of a second at most starts
    }
    if (stored > newest) {
      throw new SettingsException("databaseUrl", "is the database of a newer hub (schema " + stored + ", this one knows "
          + NEWEST + "): start that one");
    }
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration")
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .load()
        .migrate();
  }

  /** The version that the schema has; 0 where it has none, or is not in order. */
  private static int stored(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet newest = statement.executeQuery("""
            SELECT version, success FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1""")) {
      return newest.next() && newest.getBoolean("success") ? Integer.parseInt(newest.getString("version")) : 0;
    } catch (SQLException e) {
      return 0; // no such table yet, or no such database: Flyway says it better
    }
  }
}
