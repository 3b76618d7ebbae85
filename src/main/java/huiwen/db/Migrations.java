package huiwen.db;

import io.vertx.pgclient.PgConnectOptions;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings the schema up to date. The one place that speaks JDBC; it blocks. */
final class Migrations {

  private Migrations() {
  }

  static void run(PgConnectOptions options) {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {options.getHost()});
    source.setPortNumbers(new int[] {options.getPort()});
    source.setDatabaseName(options.getDatabase());
    source.setUser(options.getUser());
    source.setPassword(options.getPassword());
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration")
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .load()
        .migrate();
  }
}
