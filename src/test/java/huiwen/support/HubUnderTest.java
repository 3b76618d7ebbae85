package huiwen.support;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.HttpServer;
import huiwen.Hub;
import huiwen.config.Settings;
import huiwen.config.SettingsReader;
import huiwen.db.Database;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.slf4j.LoggerFactory;

/**
 * A real hub on a real PostgreSQL with the hub's own settings, started once for all tests of this process, whose classes come one
 * by one, and handed to each as a parameter. Tests are kept apart by each making a fair of its own.
 *
 * <p>A test during which an event loop was blocked for 100 ms fails, unless the machine had no processor for anybody.
 */
public final class HubUnderTest
    implements BeforeAllCallback, AfterEachCallback, ParameterResolver, LauncherSessionListener {

  public static final String PASSWORD = "open-sesame-7";
  private static final Pattern BLOCKED_FOR = Pattern.compile("Thread (\\S+) has been blocked for (\\d+) ms");
  private static final Queue<String> BLOCKED = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger FAIRS = new AtomicInteger();
  private static Running running;

  /** The running hub. */
  public static final class Running {

    private final Path data;
    private final Vertx vertx;
    private final Hub hub;

    private final HttpServer loudspeaker = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    private final Queue<JsonObject> calledOut = new ConcurrentLinkedQueue<>();

    private Running() throws Exception {
      watchBlockedThreads();
      data = DataFolder.create("hub");
      vertx = newVertx();
      Settings settings = SettingsReader.read(Map.of(
          "HUB_PORT", "0", "HUB_HOST", "127.0.0.1", "HUB_DATA", data.toString(),
          "HUB_ORGANIZER_PASSWORD", PASSWORD, "HUB_LIMITS", "off",
          // learning takes a processor for half a minute: the tests of it ask for it
          "HUB_LEARN_SECONDS", "86400", "HUB_CALL_WEBHOOK", listenForCalls(),
          // a desk's page waits for nobody: the tests of that ask for it
          "HUB_UNDO_SECONDS", "0"));
      hub = Hub.start(vertx, settings, Database.startServer(settings)).toCompletionStage().toCompletableFuture()
          .get(180, TimeUnit.SECONDS);
      warmUp();
      BLOCKED.clear();
    }

    /** Has Java load what it loads at first use, so that a test sees only what blocks an event loop each time. */
    private void warmUp() {
      String fair = newFair();
      for (int i = 0; i < 3; i++) {
        Person villager = person().arrive(fair);
        for (String page : List.of("/f/" + fair, "/desk", "/board")) {
          villager.send(villager.request(page).header("Accept-Encoding", "gzip").GET()).mustBe(200);
        }
        Person volunteer = volunteer(fair, "keji", "王芳");
        try (Live phone = villager.live().join(fair, "asker", null);
            Live desk = volunteer.live().join(fair, "desk", null);
            Live board = organizer().live().join(fair, "board", null)) {
          List.of(phone, desk, board).forEach(live -> live.next("joined"));
          String question = villager.asked(fair, "keji", "热身");
          desk.nextEntry("asked");
          volunteer.act(question, "claim").mustBe(200);
          volunteer.act(question, "answer", Map.of("text", "好了")).mustBe(200);
          phone.nextEntry("answered");
          board.next("tally");
        }
      }
    }

    /** A village's loudspeaker, which keeps what it was told to say. */
    private String listenForCalls() {
      loudspeaker.createContext("/", exchange -> {
        calledOut.add(new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
      });
      loudspeaker.start();
      return "http://127.0.0.1:" + loudspeaker.getAddress().getPort() + "/say";
    }

    /** What the village's loudspeaker was told to say, by all tests of this process. */
    public List<JsonObject> calledOut() {
      return List.copyOf(calledOut);
    }

    public Vertx vertx() {
      return vertx;
    }

    public URI address() {
      return URI.create("http://127.0.0.1:" + hub.port());
    }

    /** As the setting of this name gives it. */
    public String databaseUrl() {
      return hub.databaseUrl();
    }

    /** The address of another database on the same server. */
    public String databaseUrl(String name) {
      return databaseUrl().replaceFirst("/[^/?]+([?]|$)", "/" + name + "$1");
    }

    /** The database itself, for tests that look behind the contract; closed with that Vert.x. */
    public Pool pool(Vertx client) {
      return pool(client, 8);
    }

    /** As {@link #pool(Vertx)}, with so many connections. */
    public Pool pool(Vertx client, int connections) {
      return PgBuilder.pool()
          .with(new PoolOptions().setMaxSize(connections).setShared(true).setName("test" + connections))
          .connectingTo(PgConnectOptions.fromUri(hub.databaseUrl()).setPipeliningLimit(64)
              .setCachePreparedStatements(true))
          .using(client).build();
    }

    /** The number under which the database knows a fair. */
    public int fairId(String fair) {
      return pool(vertx).preparedQuery("SELECT id FROM fair WHERE code = $1").execute(Tuple.of(fair))
          .map(rows -> rows.iterator().next().getInteger(0)).toCompletionStage().toCompletableFuture().join();
    }

    /** Commits some questions as another node does whose messages are lost: nobody hears of them on the bus. */
    public void commitWithoutTelling(int fairId, int questions) {
      pool(vertx).preparedQuery("""
              WITH moved AS (UPDATE fair SET seq = seq + $2 WHERE id = $1 RETURNING seq - $2 AS before),
              first AS (SELECT * FROM entry WHERE fair_id = $1 AND seq = 1),
              entries AS (
                INSERT INTO entry (fair_id, seq, at, kind, question_id, "from", question)
                SELECT $1, moved.before + i, now(), 'asked', first.question_id || i, NULL, first.question
                FROM moved, first, generate_series(1, $2) i)
              INSERT INTO question
              SELECT (jsonb_populate_record(q, jsonb_build_object(
                'id', q.id || i, 'place', moved.before + i, 'rank', moved.before + i))).*
              FROM moved, first JOIN question q ON q.id = first.question_id, generate_series(1, $2) i""")
          .execute(Tuple.of(fairId, questions)).toCompletionStage().toCompletableFuture().join();
    }

    /** Has a question been answered so many days before now; the fair's row is written, as the ledger knows it otherwise. */
    public void answeredDaysAgo(String question, int days) {
      pool(vertx).preparedQuery("""
              WITH told AS (UPDATE fair SET state = state WHERE id = (SELECT fair_id FROM question WHERE id = $1))
              UPDATE question SET answer = jsonb_set(answer, '{at}', to_jsonb(
                to_char((now() - make_interval(days => $2::int)) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))) WHERE id = $1""")
          .execute(Tuple.of(question, days)).toCompletionStage().toCompletableFuture().join();
    }

    /** Blocks every event loop for so long, from now on. */
    public void blockEventLoops(Duration time) throws InterruptedException {
      var loops = new ArrayList<EventExecutor>();
      ((VertxInternal) vertx).nettyEventLoopGroup().forEach(loops::add);
      var started = new CountDownLatch(loops.size());
      loops.forEach(loop -> loop.execute(() -> {
        started.countDown();
        LockSupport.parkNanos(time.toNanos());
      }));
      started.await();
    }

    /** Forgets that event loops were blocked, on purpose, in this test. */
    public void forgiveBlocked() {
      BLOCKED.clear();
    }

    /** Somebody with a browser of her own. */
    public Person person() {
      return new Person(address());
    }

    /** An organizer who has signed in. */
    public Person organizer() {
      return person().signIn(PASSWORD);
    }

    /** A new open fair with all departments; its code. */
    public String newFair() {
      String code = "fair-" + FAIRS.incrementAndGet();
      organizer().post("/api/fairs", today(code)).mustBe(201);
      return code;
    }

    /** A volunteer who has come in by the invite of this desk. */
    public Person volunteer(String fair, String department, String name) {
      String invite = organizer().put("/api/fairs/" + fair + "/desks/" + department, Map.of())
          .mustBe(200).json().getString("invite");
      return person().join(invite, name);
    }

    private void close() throws Exception {
      hub.stop().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
      vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
      deleteTree(data);
      loudspeaker.stop(0);
    }
  }

  /** What an organizer says of a fair that is open: it has begun and is not over. */
  public static Map<String, Object> today(String code) {
    Instant now = Instant.now();
    return Map.of("code", code, "name", "测试活动", "place", "测试村",
        "startsAt", now.minus(Duration.ofHours(4)).toString(), "endsAt", now.plus(Duration.ofHours(4)).toString());
  }

  /** As in production, but with a blocked-thread checker that looks closely. */
  static Vertx newVertx() {
    return Vertx.vertx(new VertxOptions()
        .setMaxEventLoopExecuteTime(100).setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
        .setBlockedThreadCheckInterval(50).setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
        .setWarningExceptionTime(100).setWarningExceptionTimeUnit(TimeUnit.MILLISECONDS));
  }

  /** Deletes a folder with all that is in it. */
  public static void deleteTree(Path folder) throws java.io.IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** A thread that waits for a processor, or in the kernel for one, is not blocked by anything of the hub's. */
  private static boolean isTheMachines(ILoggingEvent event, Heartbeat heartbeat) {
    if (heartbeat.isLate() || event.getThrowableProxy() == null) {
      return heartbeat.isLate();
    }
    StackTraceElement top = event.getThrowableProxy().getStackTraceElementProxyArray()[0].getStackTraceElement();
    if (top.getClassName().startsWith("sun.nio.ch.")) {
      return true;
    }
    boolean waits = top.getMethodName().equals("park") || top.getMethodName().equals("wait");
    Matcher blocked = BLOCKED_FOR.matcher(event.getFormattedMessage());
    return !waits && blocked.find()
        && heartbeat.lackedProcessor(blocked.group(1), Duration.ofMillis(Long.parseLong(blocked.group(2))));
  }

  private static void watchBlockedThreads() {
    Heartbeat heartbeat = Heartbeat.start();
    var appender = new AppenderBase<ILoggingEvent>() {
      @Override
      protected void append(ILoggingEvent event) {
        if (event.getLoggerName().endsWith("BlockedThreadChecker") && !isTheMachines(event, heartbeat)) {
          BLOCKED.add(event.getFormattedMessage()
              + (event.getThrowableProxy() == null ? "" : "\n" + List.of(
                  event.getThrowableProxy().getStackTraceElementProxyArray()).stream().limit(25)
                  .map(Object::toString).toList()));
        }
      }
    };
    appender.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(appender);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running();
  }

  private static synchronized Running running() {
    if (running == null) {
      try {
        running = new Running();
      } catch (Exception e) {
        throw new IllegalStateException("the hub does not start", e);
      }
    }
    return running;
  }

  /** After the last class. */
  @Override
  public void launcherSessionClosed(LauncherSession session) {
    synchronized (HubUnderTest.class) {
      if (running != null) {
        try {
          running.close();
        } catch (Exception e) {
          throw new IllegalStateException("the hub does not stop", e);
        }
        running = null;
      }
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    String blocked = BLOCKED.poll();
    if (blocked != null) {
      BLOCKED.clear();
      throw new AssertionError("an event loop was blocked: " + blocked);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running();
  }
}
