package huiwen.bench;

import huiwen.db.EmbeddedServer;
import huiwen.similar.TriageSpeed;
import huiwen.support.HubUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * The benchmark: every figure of the hub beside its limit, measured in the same run on the same PostgreSQL with
 * {@code fsync} and {@code synchronous_commit} on. Prints one table; with a folder as argument it also writes
 * {@code benchmark.md} and {@code benchmark.json} there.
 *
 * <p>{@code -Dbench.quick} is the short form, two minutes at most: smaller and shorter, without the rows that cannot be both
 * small and right; {@code -Dbench.rows=1,2} measures only these rows, in either form, and
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
   * The short form's. Row 6 waits half a minute for PostgreSQL's counts, rows 5 and 7 and slow phones say nothing where few are
   * connected or stored, and triage, peers and the median of row 9 are minutes of their own.
   */
  private static final Set<String> QUICK_ROWS = Set.of("1", "2", "8", "4", "3");
  /** Before a latency is measured, at a rate of 300 a second: the compiler has two processors to share with what it compiles. */
  static final double WARM_UP_SECONDS = QUICK ? 3 : 60;
  static final String ASK = "/api/fairs/demo/questions";
  private static final int PHONES = 64;
  private static final int IN_FLIGHT = 8;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private final Report report = new Report(QUICK);
  private String database;
  /** Row 1's figure, for row 8. */
  private double askedPerSecond = Double.NaN;
  private Connected connected;
  private boolean failed;

  public static void main(String[] arguments) throws Exception {
    var bench = new Bench();
    Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")).toAbsolutePath(), "bench");
    try (EmbeddedServer postgres = EmbeddedServer.start(data)) {
      bench.database = postgres.url();
      bench.run();
    } finally {
      await(bench.vertx.close());
      HubUnderTest.deleteTree(data);
    }
    System.out.println(bench.report.table());
    if (arguments.length > 0 && NAMED_ROWS.isEmpty()) {
      bench.report.write(Path.of(arguments[0]));
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
        statement.execute("TRUNCATE question, entry, support");
        statement.execute("UPDATE fair SET seq = 0");
        statement.execute("UPDATE desk SET tickets = 0, waiting = 0");
        statement.execute("CHECKPOINT");
      }
    }
  }

  private Map<String, Row> rows() {
    connected = new Connected(vertx, report, database);
    var rows = new LinkedHashMap<String, Row>();
    rows.put("1", this::askThroughput);
    rows.put("2", this::askLatency);
    rows.put("8", this::answering);
    rows.put("4", connected::broadcast);
    rows.put("5", connected::idlePhones);
    rows.put("3", connected::wholeLoop);
    rows.put("6", connected::storm);
    rows.put("slow", connected::slowPhones);
    rows.put("9", this::start);
    rows.put("7", this::growth);
    rows.put("triage", this::triage);
    rows.put("peers", this::peers);
    return rows;
  }

  private interface Row {
    void measure() throws Exception;
  }

  static double seconds(double full) {
    return QUICK ? full / 6 : full;
  }

  // 1 ---------------------------------------------------------------------------------------------------------

  private void askThroughput() throws IOException {
    double insert;
    try (ServerProcess bare = ServerProcess.bare(database); Phones phones = new Phones(vertx, bare.port(), PHONES * IN_FLIGHT)) {
      phones.askAsFastAsPossible("/insert", PHONES * IN_FLIGHT, seconds(20));
      insert = phones.askAsFastAsPossible("/insert", PHONES * IN_FLIGHT, seconds(15));
      double post = phones.askAsFastAsPossible("/bare", PHONES * IN_FLIGHT, seconds(9));
      report.note("1", "bare POSTs/s, for scale", post);
    }
    try (ServerProcess hub = ServerProcess.hub(database)) {
      askedPerSecond = asked(hub);
      report.atLeast("1", "questions/s, 64 phones, 8 in flight each", askedPerSecond, insert, 1.2);
    }
  }

  /** Questions a second that this hub takes once it is warm. */
  private double asked(ServerProcess hub) {
    try (Phones phones = new Phones(vertx, hub.port(), PHONES * IN_FLIGHT)) {
      // the compiler is at work for half a minute; the bare server's is done in a third of that
      phones.askAsFastAsPossible(ASK, PHONES * IN_FLIGHT, seconds(30));
      return phones.askAsFastAsPossible(ASK, PHONES * IN_FLIGHT, seconds(15));
    }
  }

  // 2 ---------------------------------------------------------------------------------------------------------

  private void askLatency() throws IOException {
    Histogram bareTimes;
    try (ServerProcess bare = ServerProcess.bare(database); Phones phones = new Phones(vertx, bare.port(), 4)) {
      phones.askAtRate("/insert", 300, WARM_UP_SECONDS);
      bare.untilIdle();
      bareTimes = phones.askAtRate("/insert", 100, seconds(15));
    }
    try (ServerProcess hub = ServerProcess.hub(database); Phones phones = new Phones(vertx, hub.port(), 4)) {
      phones.askAtRate(ASK, 300, WARM_UP_SECONDS);
      hub.untilIdle();
      Histogram times = phones.askAtRate(ASK, 100, seconds(15));
      report.atMost("2", "idle ask, p50, µs", times.getValueAtPercentile(50), bareTimes.getValueAtPercentile(50), 2);
      report.atMost("2", "idle ask, p99, µs", times.getValueAtPercentile(99), bareTimes.getValueAtPercentile(99), 3);
    }
  }

  // 8 ---------------------------------------------------------------------------------------------------------

  private void answering() throws IOException {
    try (ServerProcess hub = ServerProcess.hub(database); Phones phones = new Phones(vertx, hub.port(), 512)) {
      var answering = new Answering(phones);
      double perSecond = answering.answersPerSecond(QUICK ? 2_000 : 40_000, seconds(30));
      if (Double.isNaN(askedPerSecond)) {
        report.note("8", "answers/s, 60 volunteers at one desk", perSecond);
      } else {
        report.atLeast("8", "answers/s, 60 volunteers at one desk, beside row 1", perSecond, askedPerSecond, 0.5);
      }
      report.count("8", "who won of 500 that claimed one question at once", answering.winners(), 1);
    }
  }

  // 9 ---------------------------------------------------------------------------------------------------------

  private void start() throws Exception {
    Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "start");
    int rounds = QUICK ? 3 : 7;
    try {
      ServerProcess.hubOn(data).close();
      var hub = new double[rounds];
      var bare = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        hub[round] = secondsToStart(() -> ServerProcess.hubOn(data));
        bare[round] = secondsToStart(() -> ServerProcess.bareOn(data));
      }
      Arrays.sort(hub);
      Arrays.sort(bare);
      report.atMost("9", "start on existing data, milliseconds, median", hub[rounds / 2] * 1e3, bare[rounds / 2] * 1e3, 2);
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

  /** What rows 1 and 3 measure, at one point in a hub's life. */
  private record Pace(double asked, double toDesk, double toPhone) {
  }

  private void growth() throws Exception {
    int questions = QUICK ? 50_000 : 1_000_000;
    Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "growth");
    try (EmbeddedServer postgres = EmbeddedServer.start(data)) {
      Pace before = pace(postgres.url());
      Growth.fill(postgres.url(), questions);
      Pace after = pace(postgres.url());
      String with = " with " + questions / 1_000 + " thousand questions and eight times the entries stored, beside none";
      report.growth("questions/s" + with, after.asked, before.asked, before.asked / after.asked);
      report.growth("POST to desk, p99, µs," + with, after.toDesk, before.toDesk, after.toDesk / before.toDesk);
      report.growth("answer to phone, p99, µs," + with, after.toPhone, before.toPhone,
          after.toPhone / before.toPhone);
    } finally {
      HubUnderTest.deleteTree(data);
    }
  }

  private Pace pace(String url) throws IOException {
    try (ServerProcess hub = ServerProcess.hub(url)) {
      // first the loop: the questions that nobody answers would weigh on it, and they are not what grew
      Loop loop = connected.loop(hub);
      return new Pace(asked(hub), loop.toDesk().getValueAtPercentile(99), loop.toPhone().getValueAtPercentile(99));
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

  // Peers -----------------------------------------------------------------------------------------------------

  /** The same work on what a team would otherwise take, made ready from npm now and nowhere else. */
  private void peers() throws Exception {
    Path folder = Files.createDirectories(Path.of("target/peers")).toAbsolutePath();
    for (String file : List.of("package.json", "server.js")) {
      Files.copy(Path.of("bench/peers", file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    try {
      new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--no-package-lock").directory(folder.toFile())
          .inheritIO().start().waitFor();
    } catch (IOException e) {
      System.err.println("no peers, as there is no npm: " + e.getMessage());
      return;
    }
    int many = QUICK ? 2_000 : 5_000;
    int idle = QUICK ? 3_000 : 10_000;
    try (ServerProcess peer = ServerProcess.peer(folder, database);
        var phones = new SocketIoPhones(vertx, peer.port())) {
      List<WebSocket> sockets = phones.connect(PHONES);
      phones.askAsFastAsPossible(sockets, IN_FLIGHT, seconds(20));
      double asked = phones.askAsFastAsPossible(sockets, IN_FLIGHT, seconds(15));
      report.peer("1", "questions/s, beside Socket.IO + node-postgres", askedPerSecond, asked, askedPerSecond / asked, 3);
    }
    try (ServerProcess peer = ServerProcess.peer(folder, database);
        var phones = new SocketIoPhones(vertx, peer.port())) {
      List<WebSocket> sockets = phones.connect(many);
      WebSocket organizer = sockets.get(0);
      double frames = Connected.rate(QUICK ? 10 : 20, many, phones.events(),
          () -> await(phones.ask(organizer, 0)).getValue("id").toString(),
          id -> await(phones.emit(organizer, "answer", new JsonObject().put("id", id).put("text", "请到展台来，我们当面说。"))));
      report.peer("4", "frames/s to " + many + " sockets, beside Socket.IO", connected.framesPerSecond(), frames,
          connected.framesPerSecond() / frames, 3);
    }
    try (ServerProcess peer = ServerProcess.peer(folder, database);
        var phones = new SocketIoPhones(vertx, peer.port())) {
      double before = peer.residentBytes();
      phones.connect(idle);
      double bytes = (peer.residentBytes() - before) / idle;
      report.peer("5", "bytes a connection, resident, beside Socket.IO", connected.bytesAPhone(), bytes,
          bytes / connected.bytesAPhone(), 3);
    }
  }

  // -----------------------------------------------------------------------------------------------------------

  static String jdbc(String database) {
    return database.replace("postgresql://postgres@", "jdbc:postgresql://") + "?user=postgres";
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
