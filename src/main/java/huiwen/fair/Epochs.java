package huiwen.fair;

import huiwen.db.SqlState;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the journals of all fairs new names where this is another database than at the last start: one that was restored from a
 * dump, or brought back to an earlier moment. Its numbers may mean other entries than those that pages have seen.
 *
 * <p>A database is known by its cluster, its own number there, and its timeline, which is another one after each recovery.
 *
 * @see <a href="https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-TIMELINES">Timelines</a>
 */
final class Epochs {

  private static final Logger log = LoggerFactory.getLogger(Epochs.class);
  private static final String OWN_NUMBER = "(SELECT oid::text FROM pg_database WHERE datname = current_database())";
  private static final String ALL = "concat_ws('/', (SELECT system_identifier FROM pg_control_system()), " + OWN_NUMBER
      + ", (SELECT timeline_id FROM pg_control_checkpoint()))";

  private Epochs() {
  }

  /** Looks once, at a start, before anybody is served. */
  static Future<Void> renewAfterRestore(Pool pool) {
    return renew(pool, ALL).recover(failure -> SqlState.isForbidden(failure)
        ? renew(pool, OWN_NUMBER) : Future.failedFuture(failure));
  }

  private static Future<Void> renew(Pool pool, String identity) {
    return pool.query("""
            WITH changed AS (
              INSERT INTO hub_key (name, bytes) VALUES ('database', convert_to(%s, 'UTF8'))
              ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes WHERE hub_key.bytes <> excluded.bytes
              RETURNING xmax <> 0 AS is_another)
            UPDATE fair SET epoch = replace(gen_random_uuid()::text, '-', '')
            WHERE EXISTS (SELECT FROM changed WHERE is_another)""".formatted(identity))
        .execute()
        .map(renewed -> {
          if (renewed.rowCount() > 0) {
            log.warn("this is another database than at the last start: the journals of {} fairs have new names",
                renewed.rowCount());
          }
          return null;
        });
  }
}
