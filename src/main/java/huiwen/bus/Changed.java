package huiwen.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks each second, where there are other nodes, whether they have changed something of which this one keeps a copy: what they
 * tell may be lost. The database counts each change itself (table {@code changed}), so that no change can be forgotten.
 *
 * <p>To be used on one event loop.
 */
public final class Changed {

  public static final String FAIRS = "fairs";
  public static final String SESSIONS = "sessions";
  public static final String DUTIES = "duties";
  public static final String MODELS = "models";
  public static final String ANSWERS = "answers";

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final Pool pool;
  private final Bus bus;
  private final Map<String, Long> known = new HashMap<>();
  private long timer = NO_TIMER;
  private boolean looking;

  public Changed(Vertx vertx, Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
    this.bus = new Bus(vertx);
  }

  /** Looks from now on; completes when it has looked for the first time. Where there is one node it does nothing. */
  public Future<Void> watch() {
    if (!bus.isShared()) {
      return Future.succeededFuture();
    }
    timer = vertx.setPeriodic(BETWEEN_LOOKS.toMillis(), look -> look());
    return look();
  }

  public void close() {
    vertx.cancelTimer(timer);
  }

  private Future<Void> look() {
    if (looking) {
      return Future.succeededFuture();
    }
    looking = true;
    return pool.query("SELECT what, number FROM changed").execute().map(rows -> {
      for (Row row : rows) {
        Long before = known.put(row.getString("what"), row.getLong("number"));
        if (before != null && !before.equals(row.getLong("number"))) {
          bus.tell(Address.CHANGED, row.getString("what"));
        }
      }
      return (Void) null;
    }).onComplete(looked -> looking = false);
  }
}
