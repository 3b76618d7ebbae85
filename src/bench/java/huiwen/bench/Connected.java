package huiwen.bench;

import huiwen.support.RawPhone;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The benchmark's rows of phones that are connected: what they are sent, what they cost, how they come back. */
final class Connected {

  private static final String JOIN_AS_ASKER =
      new JsonObject().put("op", "join").put("fair", "demo").put("as", "asker").encode();

  private static final int SOCKETS = 5_000;
  private static final int IDLE_SOCKETS = 10_000;
  private static final int LOOP_SOCKETS = 2_000;
  static final int LOOPS_PER_SECOND = 100;

  /** A backend that idles tells its counts after ten seconds. */
  private static final long TOLD_AFTER_MILLIS = 11_000;

  private final Vertx vertx;
  private final Report report;
  private final String database;

  Connected(Vertx vertx, Report report, String database) {
    this.vertx = vertx;
    this.report = report;
    this.database = database;
  }

  // 4 ---------------------------------------------------------------------------------------------------------

  void broadcast() throws Exception {
    int pushes = Bench.QUICK ? 8 : 20;
    try (ServerProcess hub = ServerProcess.hub(database); ServerProcess bare = ServerProcess.bare(database);
        Phones toHub = new Phones(vertx, hub.port(), 8); Phones toBare = new Phones(vertx, bare.port(), 8);
        var fanOut = new FanOut(toHub, SOCKETS)) {
      var received = new AtomicLong();
      toBare.connect("/", SOCKETS, null, text -> received.incrementAndGet());
      warmUp(() -> fanOut.rate(pushes), Bench.WARM_UP_THROUGHPUT_SECONDS / 2);
      String frame = fanOut.frame();
      Alternation.Figure limit = () -> rate(pushes, SOCKETS, received, () -> frame,
          text -> Bench.await(toBare.send(HttpMethod.POST, "/broadcast", new JsonObject(text), null)));
      warmUp(limit, Bench.WARM_UP_THROUGHPUT_SECONDS / 6);
      report.atLeast("4", "frames/s, one answer to " + SOCKETS + " sockets",
          Alternation.ratio(Bench.ROUNDS, () -> fanOut.rate(pushes), limit), 0.85);
    }
  }

  /** Measures for nothing until so long has gone by. */
  static void warmUp(Alternation.Figure figure, double seconds) throws Exception {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end) {
      figure.take();
    }
  }

  /** Phones that all wait for the same answers. */
  static final class FanOut implements AutoCloseable {

    private final Phones phones;
    private final int sockets;
    private final String organizer;
    private final AtomicLong received = new AtomicLong();
    private volatile String frame;

    FanOut(Phones phones, int sockets) {
      this.phones = phones;
      this.sockets = sockets;
      organizer = phones.signIn();
      phones.connect("/live", sockets, JOIN_AS_ASKER, text -> {
        if (isAnswer(text)) {
          received.incrementAndGet();
          if (frame == null) {
            frame = text.toString();
          }
        }
      });
    }

    /** Frames a second from when an answer is sent until all sockets have it. */
    double rate(int pushes) {
      return Connected.rate(pushes, sockets, received, () -> Bench.await(phones.askAt("keji", phones.newAsker())),
          id -> Bench.await(phones.answer(id, organizer)));
    }

    /** One that came. */
    String frame() {
      return frame;
    }

    @Override
    public void close() {
      phones.close();
    }
  }

  private static boolean isAnswer(Buffer text) {
    return Phones.isOp("entry", text); // no other entries are for everybody
  }

  /** Frames a second, the median of so many pushes. */
  static double rate(int pushes, int sockets, AtomicLong received, Supplier<String> prepare, Consumer<String> push) {
    var rates = new double[pushes];
    for (int i = 0; i < pushes; i++) {
      String what = prepare.get();
      long before = received.get();
      long start = System.nanoTime();
      push.accept(what);
      Bench.until(() -> received.get() - before >= sockets);
      rates[i] = sockets / ((System.nanoTime() - start) / 1e9);
    }
    return Alternation.median(rates);
  }

  // 5 ---------------------------------------------------------------------------------------------------------

  void idlePhones() throws Exception {
    var ratios = Alternation.ratios(Bench.ROUNDS, () -> idle(ServerProcess.hub(database), "/live", JOIN_AS_ASKER),
        () -> idle(ServerProcess.bare(database), "/", null));
    report.atMost("5", "bytes a connection, " + IDLE_SOCKETS + " idle phones, resident", ratios.get(0), 1.3);
    report.atMost("5", "bytes a connection, " + IDLE_SOCKETS + " idle phones, heap", ratios.get(1), 1.3);
  }

  /** Of a server that has just started: what a phone took is not given back. */
  private double[] idle(ServerProcess started, String path, String join) throws Exception {
    try (ServerProcess server = started; Phones phones = new Phones(vertx, server.port(), 8)) {
      return bytesEach(server, () -> phones.connect(path, IDLE_SOCKETS, join, text -> { }));
    }
  }

  /** Resident and heap bytes each, after a collection before and after. */
  static double[] bytesEach(ServerProcess server, Supplier<List<WebSocket>> connect) throws Exception {
    double heap = server.liveHeapBytes();
    double resident = server.residentBytes();
    int sockets = connect.get().size();
    double heapAfter = server.liveHeapBytes();
    return new double[] {(server.residentBytes() - resident) / sockets, (heapAfter - heap) / sockets};
  }

  // 3 ---------------------------------------------------------------------------------------------------------

  void wholeLoop() throws Exception {
    try (ServerProcess hub = ServerProcess.hub(database); ServerProcess bare = ServerProcess.bare(database);
        Phones toHub = new Phones(vertx, hub.port(), 64); Phones toBare = new Phones(vertx, bare.port(), 8)) {
      toBare.connect("/", LOOP_SOCKETS, null, text -> { });
      new Loop(toBare).echo(3 * LOOPS_PER_SECOND, Bench.WARM_UP_SECONDS);
      connectLoopPhones(toHub);
      warmUpLoop(toHub);
      hub.untilIdle();
      double seconds = Bench.seconds(15);
      var ratios = Alternation.ratios(Bench.ROUNDS, () -> {
        var loop = new Loop(toHub);
        loop.askClaimAnswer(LOOPS_PER_SECOND, seconds);
        double[] toDesk = Asking.percentiles(loop.toDesk());
        double[] toPhone = Asking.percentiles(loop.toPhone());
        return new double[] {toDesk[0], toPhone[0], toDesk[1], toPhone[1]};
      }, () -> {
        double[] echo = Asking.percentiles(new Loop(toBare).echo(LOOPS_PER_SECOND, seconds));
        return new double[] {echo[0], echo[0], echo[1], echo[1]};
      });
      String with = ", " + LOOPS_PER_SECOND + "/s, " + LOOP_SOCKETS + " phones, ";
      report.beside("3", "POST to desk" + with + "p50, µs", ratios.get(0));
      report.beside("3", "answer to phone" + with + "p50, µs", ratios.get(1));
      report.atMost("3", "POST to desk" + with + "p99, µs", ratios.get(2), 5);
      report.atMost("3", "answer to phone" + with + "p99, µs", ratios.get(3), 5);
    }
  }

  /** The phones beside the loop. */
  void connectLoopPhones(Phones phones) {
    connectAskers(phones, LOOP_SOCKETS);
  }

  /** Phones that do nothing but wait. */
  static List<WebSocket> connectAskers(Phones phones, int count) {
    return phones.connect("/live", count, JOIN_AS_ASKER, text -> { });
  }

  /** The whole loop at three times row 3's rate until the compiler is done. */
  void warmUpLoop(Phones phones) {
    new Loop(phones).askClaimAnswer(3 * LOOPS_PER_SECOND, Bench.WARM_UP_SECONDS);
  }

  // 6 ---------------------------------------------------------------------------------------------------------

  void storm() throws Exception {
    try (ServerProcess hub = ServerProcess.hub(database); ServerProcess bare = ServerProcess.bare(database);
        Phones toHub = new Phones(vertx, hub.port(), 8); Phones toBare = new Phones(vertx, bare.port(), 8)) {
      var join = new JsonObject(JOIN_AS_ASKER).put("since", toHub.seq(toHub.signIn())).encode();
      countTransactions(toHub, join);
      report.atMost("6", "seconds until " + IDLE_SOCKETS + " phones are back with since", Alternation.ratio(Bench.ROUNDS,
          () -> secondsToComeBack(toHub, "/live", join), () -> secondsToComeBack(toBare, "/", null)), 2);
    }
  }

  private void countTransactions(Phones phones, String join) throws SQLException {
    autovacuum(false); // its transactions are counted like the hub's
    try (var connection = DriverManager.getConnection(Bench.jdbc(database)); var statement = connection.createStatement()) {
      long before = transactions(statement);
      long start = System.currentTimeMillis();
      secondsToComeBack(phones, "/live", join);
      long after = transactions(statement);
      long took = System.currentTimeMillis() - start;
      Bench.pause(took - TOLD_AFTER_MILLIS);
      long idle = transactions(statement) - after;
      report.count("6", "database transactions for both comings, less those of an idle hub in the same time",
          after - before - idle, 20);
    } finally {
      autovacuum(true);
    }
  }

  /** The phones come, are cut off all at once, come again as fast as they can, and go. */
  private static double secondsToComeBack(Phones phones, String path, String join) {
    leave(phones.connect(path, IDLE_SOCKETS, join, text -> { }));
    long start = System.nanoTime();
    List<WebSocket> again = phones.connect(path, IDLE_SOCKETS, join, text -> { });
    double seconds = (System.nanoTime() - start) / 1e9;
    leave(again);
    return seconds;
  }

  private static void leave(List<WebSocket> sockets) {
    Bench.await(Future.all(sockets.stream().map(WebSocket::close).toList()));
  }

  private void autovacuum(boolean on) throws SQLException {
    try (var connection = DriverManager.getConnection(Bench.jdbc(database)); var statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET autovacuum = " + (on ? "on" : "off"));
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  /** What the database has committed so far, by its own count. */
  private static long transactions(Statement statement) throws SQLException {
    Bench.pause(TOLD_AFTER_MILLIS);
    try (var rows = statement.executeQuery(
        "SELECT xact_commit FROM pg_stat_database WHERE datname = 'postgres'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  // Slow phones -----------------------------------------------------------------------------------------------

  void slowPhones() throws Exception {
    int slow = 300;
    try (ServerProcess hub = ServerProcess.hub(database); Phones phones = new Phones(vertx, hub.port(), 64)) {
      new Loop(phones, true).askClaimAnswer(50, Bench.WARM_UP_SECONDS);
      List<Alternation.Ratio> ratios = Alternation.ratios(Bench.ROUNDS, () -> besideSlow(hub, phones, slow),
          () -> new double[] {published(phones), 1});
      report.atMost("–", "answer to phone, p99, µs, beside " + slow + " phones that do not read; limit: without them",
          ratios.get(0), 2);
      report.note("–", "bytes of heap that each of them costs", ratios.get(1).hub());
    }
  }

  /** The p99 with them, and the bytes of heap that each of them takes. */
  private static double[] besideSlow(ServerProcess hub, Phones phones, int slow) throws Exception {
    double heap = hub.liveHeapBytes();
    var address = URI.create("http://127.0.0.1:" + hub.port());
    var unread = new ArrayList<RawPhone>();
    try {
      for (int i = 0; i < slow; i++) {
        unread.add(RawPhone.join(address, "demo"));
      }
      double p99 = published(phones);
      return new double[] {p99, (hub.liveHeapBytes() - heap) / slow};
    } finally {
      for (RawPhone phone : unread) {
        phone.close();
      }
    }
  }

  private static double published(Phones phones) {
    var loop = new Loop(phones, true);
    loop.askClaimAnswer(50, Bench.seconds(15));
    return loop.toPhone().getValueAtPercentile(99);
  }
}
