package huiwen.bench;

import huiwen.db.EmbeddedServer;
import huiwen.support.HubUnderTest;
import huiwen.support.RawPhone;
import huiwen.triage.TriageSpeed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * The benchmark: every figure of the hub beside its limit, measured in the same run on the same PostgreSQL with
 * {@code fsync} and {@code synchronous_commit} on. Prints one table; with a folder as argument it also writes
 * {@code benchmark.md} and {@code benchmark.json} there.
 *
 * <p>{@code -Dbench.quick} is the short form; {@code -Dbench.rows=1,2} measures only these rows and
 * {@code -Dbench.hub=-XX:…} gives the hub's JVM options, for a profiler.
 */
public final class Bench {

  static final String PASSWORD = "bench-password";
  private static final boolean QUICK = Boolean.getBoolean("bench.quick")
      || "".equals(System.getProperty("bench.quick"));
  /** The rows to be measured, {@code -Dbench.rows=1,2}; empty = all. */
  private static final Set<String> ROWS = System.getProperty("bench.rows", "").isEmpty()
      ? Set.of() : Set.of(System.getProperty("bench.rows").split(","));
  static final String ASK = "/api/fairs/demo/questions";
  private static final String JOIN_AS_ASKER =
      new JsonObject().put("op", "join").put("fair", "demo").put("as", "asker").encode();
  private static final int PHONES = 64;
  private static final int IN_FLIGHT = 8;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private final Report report = new Report(QUICK);
  private String database;
  /** Row 1's figure, for row 8. */
  private double askedPerSecond = Double.NaN;
  private double framesPerSecond = Double.NaN;
  private double bytesAPhone = Double.NaN;

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
    if (arguments.length > 0 && ROWS.isEmpty()) {
      bench.report.write(Path.of(arguments[0]));
    }
    System.exit(0);
  }

  private void run() throws Exception {
    for (var row : rows().entrySet()) {
      if (ROWS.isEmpty() || ROWS.contains(row.getKey())) {
        forgetQuestions();
        row.getValue().measure();
      }
    }
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
    var rows = new LinkedHashMap<String, Row>();
    rows.put("1", this::askThroughput);
    rows.put("2", this::askLatency);
    rows.put("8", this::answering);
    rows.put("4", this::broadcast);
    rows.put("5", this::idlePhones);
    rows.put("3", this::wholeLoop);
    rows.put("6", this::storm);
    rows.put("slow", this::slowPhones);
    rows.put("9", this::start);
    rows.put("7", this::growth);
    rows.put("triage", this::triage);
    rows.put("peers", this::peers);
    return rows;
  }

  private interface Row {
    void measure() throws Exception;
  }

  private static double seconds(double full) {
    return QUICK ? full / 3 : full;
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
    try (ServerProcess hub = ServerProcess.hub(database); Phones phones = new Phones(vertx, hub.port(), PHONES * IN_FLIGHT)) {
      // the compiler is at work for half a minute; the bare server's is done in a third of that
      phones.askAsFastAsPossible(ASK, PHONES * IN_FLIGHT, seconds(30));
      askedPerSecond = phones.askAsFastAsPossible(ASK, PHONES * IN_FLIGHT, seconds(15));
      report.atLeast("1", "questions/s, 64 phones, 8 in flight each", askedPerSecond, insert, 1.2);
    }
  }

  // 2 ---------------------------------------------------------------------------------------------------------

  private void askLatency() throws IOException {
    Histogram bareTimes;
    try (ServerProcess bare = ServerProcess.bare(database); Phones phones = new Phones(vertx, bare.port(), 4)) {
      phones.askAtRate("/insert", 100, seconds(12));
      bareTimes = phones.askAtRate("/insert", 100, seconds(15));
    }
    try (ServerProcess hub = ServerProcess.hub(database); Phones phones = new Phones(vertx, hub.port(), 4)) {
      phones.askAtRate(ASK, 100, seconds(12));
      Histogram times = phones.askAtRate(ASK, 100, seconds(15));
      report.atMost("2", "idle ask, p50, µs", times.getValueAtPercentile(50), bareTimes.getValueAtPercentile(50), 2);
      report.atMost("2", "idle ask, p99, µs", times.getValueAtPercentile(99), bareTimes.getValueAtPercentile(99), 3);
    }
  }

  // 8 ---------------------------------------------------------------------------------------------------------

  private void answering() throws IOException {
    try (ServerProcess hub = ServerProcess.hub(database); Phones phones = new Phones(vertx, hub.port(), 512)) {
      var answering = new Answering(phones);
      double perSecond = answering.answersPerSecond(QUICK ? 9_000 : 60_000);
      if (Double.isNaN(askedPerSecond)) {
        report.note("8", "answers/s, 60 volunteers at one desk", perSecond);
      } else {
        report.atLeast("8", "answers/s, 60 volunteers at one desk, beside row 1", perSecond, askedPerSecond, 0.5);
      }
      report.count("8", "who won of 500 that claimed one question at once", answering.winners(), 1);
    }
  }

  // 4 ---------------------------------------------------------------------------------------------------------

  private void broadcast() throws IOException {
    int sockets = QUICK ? 2_000 : 5_000;
    int rounds = QUICK ? 10 : 20;
    var received = new AtomicLong();
    String frame = "";
    try (ServerProcess hub = ServerProcess.hub(database); Phones phones = new Phones(vertx, hub.port(), 8)) {
      String organizer = phones.signIn();
      var last = new StringBuilder();
      phones.connect("/live", sockets, JOIN_AS_ASKER, text -> {
            if (isAnswer(text)) {
              received.incrementAndGet();
              if (last.length() == 0) {
                last.append(text.toString());
              }
            }
          });
      framesPerSecond = rate(rounds, sockets, received, () -> await(phones.askAt("keji", Phones.newAsker())),
          id -> await(phones.answer(id, organizer)));
      frame = last.toString();
    }
    received.set(0);
    String pushed = frame;
    try (ServerProcess bare = ServerProcess.bare(database); Phones phones = new Phones(vertx, bare.port(), 8)) {
      phones.connect("/", sockets, null, text -> received.incrementAndGet());
      double limit = rate(rounds, sockets, received, () -> pushed,
          text -> await(phones.send(HttpMethod.POST, "/broadcast", new JsonObject(text), null)));
      report.atLeast("4", "frames/s, one answer to " + sockets + " sockets", framesPerSecond, limit, 0.85);
    }
  }

  private static boolean isAnswer(Buffer text) {
    return Phones.isOp("entry", text); // no other entries are for everybody
  }

  private static double rate(int rounds, int sockets, AtomicLong received, Supplier<String> prepare,
      Consumer<String> push) {
    double best = 0;
    for (int round = 0; round < rounds; round++) {
      String what = prepare.get();
      long before = received.get();
      long start = System.nanoTime();
      push.accept(what);
      until(() -> received.get() - before >= sockets);
      best = Math.max(best, sockets / ((System.nanoTime() - start) / 1e9));
    }
    return best;
  }

  // 5 ---------------------------------------------------------------------------------------------------------

  private void idlePhones() throws Exception {
    int sockets = QUICK ? 3_000 : 10_000;
    double[] bare;
    try (ServerProcess server = ServerProcess.bare(database); Phones phones = new Phones(vertx, server.port(), 8)) {
      bare = bytesEach(server, () -> phones.connect("/", sockets, null, text -> { }));
    }
    try (ServerProcess hub = ServerProcess.hub(database); Phones phones = new Phones(vertx, hub.port(), 8)) {
      double[] each = bytesEach(hub, () -> phones.connect("/live", sockets, JOIN_AS_ASKER, text -> { }));
      bytesAPhone = each[0];
      report.atMost("5", "bytes a connection, " + sockets + " idle phones, resident", each[0], bare[0], 1.3);
      report.atMost("5", "bytes a connection, " + sockets + " idle phones, heap", each[1], bare[1], 1.3);
    }
  }

  /** Resident and heap bytes each, after a collection before and after. */
  private static double[] bytesEach(ServerProcess server, Supplier<List<WebSocket>> connect) throws Exception {
    double heap = server.liveHeapBytes();
    double resident = server.residentBytes();
    int sockets = connect.get().size();
    double heapAfter = server.liveHeapBytes();
    return new double[] {(server.residentBytes() - resident) / sockets, (heapAfter - heap) / sockets};
  }

  // 3 ---------------------------------------------------------------------------------------------------------

  private void wholeLoop() throws Exception {
    int sockets = QUICK ? 500 : 2_000;
    int perSecond = QUICK ? 50 : 100;
    Histogram echo;
    try (ServerProcess bare = ServerProcess.bare(database); Phones phones = new Phones(vertx, bare.port(), 8)) {
      phones.connect("/", sockets, null, text -> { });
      echo = new Loop(phones).echo(perSecond, seconds(15));
      echo = new Loop(phones).echo(perSecond, seconds(15));
    }
    try (ServerProcess hub = ServerProcess.hub(database); Phones phones = new Phones(vertx, hub.port(), 64)) {
      phones.connect("/live", sockets, JOIN_AS_ASKER, text -> { });
      var loop = new Loop(phones);
      loop.askClaimAnswer(perSecond, seconds(15));
      loop.askClaimAnswer(perSecond, seconds(15));
      for (int percentile : new int[] {50, 99}) {
        double limit = echo.getValueAtPercentile(percentile);
        Histogram toDesk = loop.toDesk();
        Histogram toPhone = loop.toPhone();
        String with = ", " + perSecond + "/s, " + sockets + " phones, p" + percentile + ", µs";
        if (percentile == 99) {
          report.atMost("3", "POST to desk" + with, toDesk.getValueAtPercentile(percentile), limit, 5);
          report.atMost("3", "answer to phone" + with, toPhone.getValueAtPercentile(percentile), limit, 5);
        } else {
          report.beside("3", "POST to desk" + with, toDesk.getValueAtPercentile(percentile), limit);
          report.beside("3", "answer to phone" + with, toPhone.getValueAtPercentile(percentile), limit);
        }
      }
    }
  }

  // 6 ---------------------------------------------------------------------------------------------------------

  private void storm() throws Exception {
    int sockets = QUICK ? 2_000 : 10_000;
    double bare;
    try (ServerProcess server = ServerProcess.bare(database); Phones phones = new Phones(vertx, server.port(), 8)) {
      bare = secondsToComeBack(phones, "/", sockets, null);
    }
    try (ServerProcess hub = ServerProcess.hub(database); Phones phones = new Phones(vertx, hub.port(), 8)) {
      String organizer = phones.signIn();
      var join = new JsonObject(JOIN_AS_ASKER).put("since", phones.seq(organizer)).encode();
      autovacuum(false); // its transactions are counted like the hub's
      long first = transactions();
      long before = transactions();
      long idle = before - first;
      double seconds = secondsToComeBack(phones, "/live", sockets, join);
      report.atMost("6", "seconds until " + sockets + " phones are back with since", seconds, bare, 2);
      report.count("6", "database transactions for both comings, less those of an idle hub",
          transactions() - before - idle, 20);
      autovacuum(true);
    }
  }

  /** The phones come, are cut off all at once, and come again as fast as they can. */
  private static double secondsToComeBack(Phones phones, String path, int sockets, String join) {
    List<WebSocket> first = phones.connect(path, sockets, join, text -> { });
    await(Future.all(first.stream().map(WebSocket::close).toList()));
    long start = System.nanoTime();
    phones.connect(path, sockets, join, text -> { });
    return (System.nanoTime() - start) / 1e9;
  }

  private void autovacuum(boolean on) throws SQLException {
    try (var connection = DriverManager.getConnection(jdbc(database)); var statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET autovacuum = " + (on ? "on" : "off"));
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  /** What the database has committed so far, by its own count. */
  private long transactions() throws Exception {
    try (var connection = DriverManager.getConnection(jdbc(database)); var statement = connection.createStatement()) {
      pause(11_000); // a backend that idles tells its counts after ten seconds
      try (var rows = statement.executeQuery(
          "SELECT xact_commit FROM pg_stat_database WHERE datname = 'postgres'")) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  // Slow phones -----------------------------------------------------------------------------------------------

  private void slowPhones() throws Exception {
    int slow = 300;
    try (ServerProcess hub = ServerProcess.hub(database); Phones phones = new Phones(vertx, hub.port(), 64)) {
      var loop = new Loop(phones, true);
      loop.askClaimAnswer(50, seconds(9));
      loop.askClaimAnswer(50, seconds(15));
      double alone = loop.toPhone().getValueAtPercentile(99);
      double heap = hub.liveHeapBytes();
      var address = URI.create("http://127.0.0.1:" + hub.port());
      var unread = new ArrayList<RawPhone>();
      for (int i = 0; i < slow; i++) {
        unread.add(RawPhone.join(address, "demo"));
      }
      loop.askClaimAnswer(50, seconds(15));
      report.atMost("–", "answer to phone, p99, µs, beside " + slow + " phones that do not read; limit: without them",
          loop.toPhone().getValueAtPercentile(99), alone, 2);
      report.note("–", "bytes of heap that each of them costs", (hub.liveHeapBytes() - heap) / slow);
      for (RawPhone phone : unread) {
        phone.close();
      }
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
    try (ServerProcess server = start.server()) {
      return (System.nanoTime() - before) / 1e9;
    }
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
    try (ServerProcess hub = ServerProcess.hub(url);
        Phones phones = new Phones(vertx, hub.port(), PHONES * IN_FLIGHT)) {
      phones.askAsFastAsPossible(ASK, PHONES * IN_FLIGHT, seconds(30));
      double asked = phones.askAsFastAsPossible(ASK, PHONES * IN_FLIGHT, seconds(15));
      var loop = new Loop(phones);
      loop.askClaimAnswer(50, seconds(9));
      loop.askClaimAnswer(50, seconds(15));
      return new Pace(asked, loop.toDesk().getValueAtPercentile(99), loop.toPhone().getValueAtPercentile(99));
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
      double frames = rate(QUICK ? 10 : 20, many, phones.events(),
          () -> await(phones.ask(organizer, 0)).getValue("id").toString(),
          id -> await(phones.emit(organizer, "answer", new JsonObject().put("id", id).put("text", "请到展台来，我们当面说。"))));
      report.peer("4", "frames/s to " + many + " sockets, beside Socket.IO", framesPerSecond, frames,
          framesPerSecond / frames, 3);
    }
    try (ServerProcess peer = ServerProcess.peer(folder, database);
        var phones = new SocketIoPhones(vertx, peer.port())) {
      double before = peer.residentBytes();
      phones.connect(idle);
      double bytes = (peer.residentBytes() - before) / idle;
      report.peer("5", "bytes a connection, resident, beside Socket.IO", bytesAPhone, bytes, bytes / bytesAPhone, 3);
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
