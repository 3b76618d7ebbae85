package huiwen.bench;

import huiwen.bench.Alternation.Ratio;
import huiwen.db.EmbeddedServer;
import huiwen.similar.TriageSpeed;
import huiwen.support.HubUnderTest;
import huiwen.support.Jdbc;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * The benchmark: every figure of the hub beside its limit, both in turn ({@link Alternation}) on the same PostgreSQL with
 * {@code fsync} and {@code synchronous_commit} on. Prints one table; with a folder as argument it also writes
 * {@code benchmark.md} and {@code benchmark.json} there, if all rows were measured and all in full.
 *
 * <p>{@code -Dbench.quick} is the short form, four minutes: the rows that it has are warmed up as long and are of
 * the same size as in the full form, and only its rounds are shorter; the other rows it leaves out. It prints beside each
 * ratio what the last full run said. {@code -Dbench.rows=1,2} measures only these rows, in either form, and
 * {@code -Dbench.hub=-XX:…} gives the hub's JVM options, for a profiler.
 */
public final class Bench {

  static final String PASSWORD = "bench-password";
  static final boolean QUICK = Boolean.getBoolean("bench.quick")
      || "".equals(System.getProperty("bench.quick"));
  /** The rows that are named by {@code -Dbench.rows=1,2}; empty = none are. */
  private static final Set<String> NAMED_ROWS = System.getProperty("bench.rows", "").isEmpty()
      ? Set.of() : Set.of(System.getProperty("bench.rows").split(","));
  /**
   * The short form's: all others are minutes of warming up, of connecting or of filling, without which they say something
   * else.
   */
  private static final Set<String> QUICK_ROWS = Set.of("1", "4");
  static final int ROUNDS = Alternation.FEWEST_ROUNDS;
  /** Before a throughput is measured: the compiler, which has a processor at most, takes a fifth of the machine for a minute. */
  static final double WARM_UP_THROUGHPUT_SECONDS = 75;
  /** Before a latency is, at a rate of 300 a second: the compiler has two processors to share with what it compiles. */
  static final double WARM_UP_SECONDS = 60;
  static final String ASK = "/api/fairs/demo/questions";
  /** By how much a million questions may slow the hub down. */
  private static final double MOST_GROWTH = 1.2;
  static final int PHONES = 64;
  static final int IN_FLIGHT = 8;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private final Report report;
  private String database;
  private Connected connected;
  private boolean failed;

  private Bench(Path published) throws IOException {
    report = new Report(QUICK, Report.published(published));
  }

  public static void main(String[] arguments) throws Exception {
    Path docs = arguments.length > 0 ? Path.of(arguments[0]) : null;
    var bench = new Bench(docs);
    Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")).toAbsolutePath(), "bench");
    try (EmbeddedServer postgres = EmbeddedServer.start(data)) {
      bench.database = postgres.url();
      bench.run();
    } finally {
      await(bench.vertx.close());
      HubUnderTest.deleteTree(data);
    }
    System.out.println(bench.report.table());
    if (docs != null && NAMED_ROWS.isEmpty() && !QUICK && !bench.failed) {
      bench.report.write(docs);
    }
    System.exit(bench.failed ? 1 : 0);
  }

  private void run() throws Exception {
    for (var row : rows().entrySet()) {
      if (isMeasured(row.getKey())) {
        forgetQuestions();
        try {
          row.getValue().measure();
        } catch (Exception e) {
          // an hour's figures are not lost to the last row's
          System.err.println("row " + row.getKey() + " was not measured");
          e.printStackTrace();
          failed = true;
        }
      }
    }
  }

  private static boolean isMeasured(String row) {
    return NAMED_ROWS.isEmpty() ? !QUICK || QUICK_ROWS.contains(row) : NAMED_ROWS.contains(row);
  }

  /** No row inherits the half million questions that another has left waiting. */
  private void forgetQuestions() throws SQLException {
    try (var connection = DriverManager.getConnection(jdbc(database)); var statement = connection.createStatement();
        var table = statement.executeQuery("SELECT to_regclass('question') IS NOT NULL")) {
      table.next();
      if (table.getBoolean(1)) {
        statement.execute("TRUNCATE question, person, entry, follower, command, lease");
        statement.execute("UPDATE fair SET seq = 0");
        statement.execute("UPDATE desk SET tickets = 0, waiting = 0");
        statement.execute("CHECKPOINT");
      }
    }
  }

  private Map<String, Row> rows() {
    connected = new Connected(vertx, report, database);
    var asking = new Asking(vertx, report, database);
    var rows = new LinkedHashMap<String, Row>();
    rows.put("1", asking::throughput);
    rows.put("2", asking::latency);
    rows.put("8", asking::answering);
    rows.put("4", connected::broadcast);
    rows.put("5", connected::idlePhones);
    rows.put("3", connected::wholeLoop);
    rows.put("6", connected::storm);
    rows.put("slow", connected::slowPhones);
    rows.put("attack", asking::underAttack);
    rows.put("9", this::start);
    rows.put("7", this::growth);
    rows.put("nodes", new TwoOfThem(vertx, report, database)::measure);
    rows.put("triage", this::triage);
    rows.put("peers", new Peers(vertx, report, database)::measure);
    return rows;
  }

  private interface Row {
    void measure() throws Exception;
  }

  /** How long one measurement of a round takes. */
  static double seconds(double full) {
    return QUICK ? full / 2 : full;
  }

  // 9 ---------------------------------------------------------------------------------------------------------

  private void start() throws Exception {
    Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "start");
    try {
      ServerProcess.hubOn(data).close();
      report.atMost("9", "start on existing data, milliseconds", Alternation.ratio(7,
          () -> secondsToStart(() -> ServerProcess.hubOn(data)) * 1e3,
          () -> secondsToStart(() -> ServerProcess.bareOn(data)) * 1e3), 2);
    } finally {
      HubUnderTest.deleteTree(data);
    }
  }

  private interface Start {
    ServerProcess server() throws IOException;
  }

  private static double secondsToStart(Start start) throws IOException {
    long before = System.nanoTime();
    ServerProcess server = start.server();
    double seconds = (System.nanoTime() - before) / 1e9;
    server.close();
    return seconds;
  }

  // 7 ---------------------------------------------------------------------------------------------------------

  /** What rows 1 and 3 measure, of a hub on a million questions beside one on few, each on a PostgreSQL of its own. */
  private void growth() throws Exception {
    int questions = 1_000_000;
    Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "growth");
    try (EmbeddedServer few = EmbeddedServer.start(data.resolve("few"));
        EmbeddedServer many = EmbeddedServer.start(data.resolve("many"))) {
      answerSome(few.url());
      answerSome(many.url());
      Growth.fill(many.url(), questions);
      try (ServerProcess onMany = ServerProcess.hub(many.url()); ServerProcess onFew = ServerProcess.hub(few.url());
          Pace full = new Pace(onMany); Pace empty = new Pace(onFew)) {
        full.warmUp();
        empty.warmUp();
        List<Ratio> ratios = Alternation.ratios(ROUNDS, full::measure, empty::measure);
        String with = " with " + questions / 1_000 + " thousand questions and eight times the entries more, beside without";
        report.atMost("7", "POST to desk, p99, µs," + with, ratios.get(0), MOST_GROWTH);
        report.atMost("7", "answer to phone, p99, µs," + with, ratios.get(1), MOST_GROWTH);
        report.atLeast("7", "questions/s" + with, ratios.get(2), Math.round(100 / MOST_GROWTH) / 100.0);
      }
    } finally {
      HubUnderTest.deleteTree(data);
    }
  }

  /** So that there are tables, and an answered question to be multiplied. */
  private void answerSome(String url) throws IOException {
    try (ServerProcess hub = ServerProcess.hub(url); Phones phones = new Phones(vertx, hub.port(), 8)) {
      new Loop(phones).askClaimAnswer(10, 1);
    }
  }

  /** Rows 3 and 1 at one hub. */
  private final class Pace implements AutoCloseable {

    private final ServerProcess hub;
    private final Phones phones;
    private final Phones asking;

    private Pace(ServerProcess hub) {
      this.hub = hub;
      phones = new Phones(vertx, hub.port(), 64);
      asking = new Phones(vertx, hub.port(), PHONES * IN_FLIGHT);
      connected.connectLoopPhones(phones);
    }

    private void warmUp() {
      // the loop first: the questions that nobody answers would weigh on it, and they are not what grew
      connected.warmUpLoop(phones);
      hub.untilIdle();
    }

    private double[] measure() {
      var loop = new Loop(phones);
      loop.askClaimAnswer(Connected.LOOPS_PER_SECOND, seconds(15));
      double asked = asking.askAsFastAsPossible(ASK, PHONES * IN_FLIGHT, seconds(2));
      hub.untilIdle();
      return new double[] {loop.toDesk().getValueAtPercentile(99), loop.toPhone().getValueAtPercentile(99), asked};
    }

    @Override
    public void close() {
      phones.close();
      asking.close();
    }
  }

  // Triage ----------------------------------------------------------------------------------------------------

  private void triage() throws Exception {
    Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "triage");
    try {
      report.count("triage", "milliseconds to load it, beside the start of the database", TriageSpeed.load(vertx, data), 1_500);
      report.count("triage", "µs for a question's department by its letters", TriageSpeed.cheapStages(), 200);
      int examples = QUICK ? 2_000 : 10_000;
      report.count("triage", "seconds to learn from %,d imported questions".formatted(examples),
          TriageSpeed.learn(examples, data.resolve("native")), 30);
      int answers = QUICK ? 10_000 : 100_000;
      Histogram similar = TriageSpeed.similar(answers, Files.createDirectories(data.resolve("index")), data.resolve("native"));
      report.note("triage", "ms to find similar ones among " + answers / 1_000 + " thousand answers, p50",
          similar.getValueAtPercentile(50) / 1e3);
      report.count("triage", "ms to find similar ones among " + answers / 1_000 + " thousand answers, p99",
          similar.getValueAtPercentile(99) / 1e3, 20);
    } finally {
      HubUnderTest.deleteTree(data);
    }
  }

  // -----------------------------------------------------------------------------------------------------------

  static String jdbc(String database) {
    return Jdbc.url(database);
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(300, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("did not come about within 120 s");
      }
      LockSupport.parkNanos(100_000);
    }
  }

  static void waitUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
