package huiwen.db;

import huiwen.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database: embedded or given, migrated, with the pool that all parts share, and one of its own for whoever writes. */
public final class Database {

  private static final Logger log = LoggerFactory.getLogger(Database.class);
  private static final String PLANS = "plan_cache_mode";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  /** Characters; a longer statement is parsed anew, with a round trip of its own, each time that it is executed. */
  private static final int LONGEST_STATEMENT = 16_384;

  private final Vertx vertx;
  private final String url;
  private final EmbeddedServer embedded;
  private final Pool pool;
  private final List<Pool> ownPools = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  /** The timer that looks whether the embedded server lives. */
  private volatile long watching;

  private Database(Vertx vertx, String url, EmbeddedServer embedded, Pool pool) {
    this.vertx = vertx;
    this.url = url;
    this.embedded = embedded;
    this.pool = pool;
  }

  /**
   * Starts the embedded server, which takes a second, in a thread of its own: it needs nothing of Vert.x.
   *
   * @return brings null where the settings give the address of another one
   */
  public static CompletableFuture<EmbeddedServer> startServer(Settings settings) {
    var started = new CompletableFuture<EmbeddedServer>();
    if (settings.databaseUrl().isEmpty()) {
      new Thread(() -> {
        try {
          started.complete(EmbeddedServer.start(settings.data()));
        } catch (Throwable e) { // whatever it is: nobody else would be told, and the start would wait for ever
          started.completeExceptionally(e);
        }
      }, "database").start();
    } else {
      started.complete(null);
    }
    return started;
  }

  /**
   * Migrates the schema and opens the pool, once the server is there; the files that are read at the same start do not wait
   * for it.
   *
   * @param server from {@link #startServer}; closed where this fails
   */
  public static Future<Database> open(Vertx vertx, Settings settings, CompletableFuture<EmbeddedServer> server) {
    return Future.fromCompletionStage(server, vertx.getOrCreateContext())
        .compose(embedded -> vertx.executeBlocking(() -> {
          try {
            return open(vertx, settings, embedded);
          } catch (RuntimeException e) {
            if (embedded != null) {
              embedded.close();
            }
            throw e;
          }
        }, false));
  }

  private static Database open(Vertx vertx, Settings settings, EmbeddedServer embedded) {
    String url = embedded == null ? settings.databaseUrl() : embedded.url();
    PgConnectOptions options = options(url);
    Migrations.run(options);
    var database = new Database(vertx, url, embedded,
        pool(vertx, options, poolOptions(settings.databasePool()).setName("hub").setShared(true)));
    if (embedded != null) {
      database.watch();
    }
    return database;
  }

  /** Looks after the embedded server from now on: where it has died it is started again. */
  private void watch() {
    if (closed) {
      return;
    }
    watching = vertx.setTimer(BETWEEN_LOOKS.toMillis(), timer -> vertx.executeBlocking(embedded::restartIfDead, false)
        .onFailure(failure -> log.error("the embedded PostgreSQL does not start again: {}", failure.toString()))
        .onComplete(looked -> watch()));
  }

  /**
   * Each execution is planned for what is stored by then. A plan that is kept is kept for as long as its connection lives:
   * one that was made on the first morning, when nothing was stored, reads the whole table by the afternoon.
   */
  private static PgConnectOptions options(String url) {
    return PgConnectOptions.fromUri(url)
        .addProperty(PLANS, "force_custom_plan")
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT)
        .setPipeliningLimit(64)
        .setReconnectAttempts(0);
  }

  private static PoolOptions poolOptions(int size) {
    return new PoolOptions().setMaxSize(size).setConnectionTimeout(5).setConnectionTimeoutUnit(TimeUnit.SECONDS);
  }

  private static Pool pool(Vertx vertx, PgConnectOptions connection, PoolOptions options) {
    return PgBuilder.pool().with(options).connectingTo(connection).using(vertx).build();
  }

  /** Its address, in the form of the {@code databaseUrl} setting. */
  public String url() {
    return url;
  }

  public Pool pool() {
    return pool;
  }

  /**
   * A pool for one part alone, which so never waits for a connection that others hold. Where that part lives on one event
   * loop its connections live there too: nothing that it reads or writes has to go from one thread to another.
   */
  public Pool ownPool(int size) {
    return own(options(url), size);
  }

  /** {@link #ownPool} for statements that can be executed in one way only, whatever is stored: their plans are kept. */
  public Pool ownPoolThatKeepsPlans(int size) {
    return own(options(url).addProperty(PLANS, "force_generic_plan"), size);
  }

  private Pool own(PgConnectOptions options, int size) {
    Pool own = pool(vertx, options, poolOptions(size));
    ownPools.add(own);
    return own;
  }

  /** Closes the pools, then the embedded server. */
  public Future<Void> close() {
    closed = true;
    vertx.cancelTimer(watching);
    return Future.join(Stream.concat(Stream.of(pool), ownPools.stream()).map(Pool::close).toList())
        .eventually(() -> vertx.executeBlocking(() -> {
          if (embedded != null) {
            embedded.close();
          }
          return null;
        })).mapEmpty();
  }
}
