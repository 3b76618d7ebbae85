package huiwen.db;

import huiwen.config.Settings;
import huiwen.config.SettingsException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database: embedded or given, migrated, with the pool that all parts share, and one of its own for whoever writes. */
public final class Database {

  private static final Logger log = LoggerFactory.getLogger(Database.class);
  private static final long NO_TIMER = -1;
  /** Number of the lock that a start holds; Flyway has one of its own. */
  private static final int STARTING = 20_260;
  private static final String PLANS = "plan_cache_mode";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  // How long a server that has stopped, or a network that swallows what is sent, may keep anybody waiting. Each is longer
  // than the one before it, so that whoever can say what is wrong says it.

  /** For a lock that another holds. */
  private static final Duration FOR_A_LOCK = Duration.ofSeconds(5);
  /** For a connection: one of the pool, or a new one to the server. */
  private static final Duration FOR_A_CONNECTION = Duration.ofSeconds(5);
  /** For the network to say that it has delivered what was sent. */
  private static final Duration FOR_DELIVERY = Duration.ofSeconds(10);
  /** For a statement, and for the next one of a transaction. */
  private static final Duration FOR_A_STATEMENT = Duration.ofSeconds(15);
  /** Without a byte in either direction: the server does not even say that a statement takes too long. */
  private static final Duration SILENCE = Duration.ofSeconds(20);
  /** After so long unused a connection is closed by the pool: its silence is no fault. */
  private static final Duration UNUSED = Duration.ofSeconds(30);

  /** Characters; a longer statement is parsed anew, with a round trip of its own, each time that it is executed. */
  private static final int LONGEST_STATEMENT = 16_384;

  private final Vertx vertx;
  private final String url;
  private final EmbeddedServer embedded;
  private final Pool pool;
  private final List<Pool> ownPools = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  /** The timer that looks whether the embedded server lives. */
  private volatile long watching = NO_TIMER;

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
   * Does this while no other node does the same: of two first starts on one database the second finds what the first has made.
   *
   * @param work has connections of its own
   */
  public <T> Future<T> oneAtATime(Supplier<Future<T>> work) {
    return pool.withConnection(connection -> connection.query("SELECT pg_advisory_lock(" + STARTING + ")").execute()
        .compose(locked -> work.get().eventually(() ->
            connection.query("SELECT pg_advisory_unlock(" + STARTING + ")").execute())));
  }

  /**
   * Each execution is planned for what is stored by then. A plan that is kept is kept for as long as its connection lives:
   * one that was made on the first morning, when nothing was stored, reads the whole table by the afternoon.
   */
  private static PgConnectOptions options(String url) {
    return parsed(url)
        .addProperty(PLANS, "force_custom_plan")
        .addProperty("statement_timeout", millis(FOR_A_STATEMENT))
        .addProperty("idle_in_transaction_session_timeout", millis(FOR_A_STATEMENT))
        .addProperty("lock_timeout", millis(FOR_A_LOCK))
        // the server too lets go of what a hub holds that has gone without a word
        .addProperty("tcp_keepalives_idle", Long.toString(SILENCE.toSeconds()))
        .addProperty("tcp_keepalives_interval", "10")
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT)
        .setPipeliningLimit(64)
        .setReconnectAttempts(0);
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  private static PgConnectOptions parsed(String url) {
    try {
      return PgConnectOptions.fromUri(url);
    } catch (RuntimeException e) {
      throw SettingsException.databaseUrl(); // not caused by e, whose words are the address, with its password
    }
  }

  private static PoolOptions poolOptions(int size) {
    return new PoolOptions()
        .setMaxSize(size)
        .setConnectionTimeout((int) FOR_A_CONNECTION.toSeconds()).setConnectionTimeoutUnit(TimeUnit.SECONDS)
        .setIdleTimeout((int) UNUSED.toSeconds()).setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  private static NetClientOptions network() {
    return new NetClientOptions()
        .setConnectTimeout((int) FOR_A_CONNECTION.toMillis())
        .setTcpKeepAlive(true)
        .setTcpUserTimeout((int) FOR_DELIVERY.toMillis())
        .setIdleTimeout((int) SILENCE.toSeconds()).setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  private static Pool pool(Vertx vertx, PgConnectOptions connection, PoolOptions options) {
    return PgBuilder.pool().with(options).with(network()).withConnectHandler(Silence::end).connectingTo(connection)
        .using(vertx).build();
  }

  /** Its address, in the form of the {@code databaseUrl} setting: with its password, so not for a log. */
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
