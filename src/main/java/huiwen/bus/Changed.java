package huiwen.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks each second, where there are other nodes, whether they have changed something of which this one keeps a copy: what they
 * tell may be lost. The database counts each change itself (table {@code changed}), so that no change can be forgotten. A node
 * that cannot look for some seconds, while others are there, is of no use: it owns nothing and sends its phones on until it can.
 *
 * <p>To be used on one event loop.
 */
public final class Changed {

  public static final String FAIRS = "fairs";
  public static final String SESSIONS = "sessions";
  public static final String DUTIES = "duties";
  public static final String MODELS = "models";
  public static final String ANSWERS = "answers";
  public static final String SERVICE_ITEMS = "service-items";
  public static final String WORDS = "words";

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  /** So many looks that the database has not answered, and phones are better off elsewhere. */
  private static final int MOST_IN_VAIN = 3;
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final Pool pool;
  private final Bus bus;
  private final Map<String, Long> known = new HashMap<>();
  private long timer = NO_TIMER;
  private boolean looking;
  /** Looks one after the other that brought nothing: counted, as after a stop of the whole process time would say nothing. */
  private int inVain;

  public Changed(Vertx vertx, Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
    this.bus = new Bus(vertx);
  }

  /** Meets the other nodes; fails where one works on another database, or on one that was brought back to another moment. */
  public Future<Void> meet() {
    return !bus.isShared() ? Future.succeededFuture()
        : pool.query("SELECT left(encode(sha256(string_agg(bytes, ''::bytea ORDER BY name)), 'hex'), 16) FROM hub_key").execute()
            .compose(rows -> bus.meet(rows.iterator().next().getString(0)));
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
      inVain++;
    }
    boolean isCutOff = inVain >= MOST_IN_VAIN;
    bus.standAside(isCutOff);
    if (isCutOff && bus.others() > 0) {
      bus.tell(Address.CUT_OFF, new JsonObject());
    }
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
    }).onComplete(looked -> {
      looking = false;
      inVain = looked.succeeded() ? 0 : inVain + 1;
    });
  }
}
