package huiwen.bench;

import huiwen.support.RawPhone;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** The benchmark's rows of phones that are connected: what they are sent, what they cost, how they come back. */
final class Connected {

  private static final String JOIN_AS_ASKER =
      new JsonObject().put("op", "join").put("fair", "demo").put("as", "asker").encode();

  private static final int LOOP_SOCKETS = Bench.QUICK ? 500 : 2_000;
  private static final int LOOPS_PER_SECOND = Bench.QUICK ? 50 : 100;
  private static final double LOOP_SECONDS = Bench.seconds(30);

  /** A backend that idles tells its counts after ten seconds. */
  private static final long TOLD_AFTER_MILLIS = 11_000;

  private final Vertx vertx;
  private final Report report;
  private final String database;
  private double framesPerSecond = Double.NaN;
  private double bytesAPhone = Double.NaN;

  Connected(Vertx vertx, Report report, String database) {
    this.vertx = vertx;
    this.report = report;
    this.database = database;
  }

  /** Row 4's figure; NaN where it was not measured in this run. */
  double framesPerSecond() {
    return framesPerSecond;
  }

  /** Row 5's figure, resident; NaN where it was not measured in this run. */
  double bytesAPhone() {
    return bytesAPhone;
  }

  // 4 ---------------------------------------------------------------------------------------------------------

  void broadcast() throws IOException {
    int sockets = Bench.QUICK ? 2_000 : 5_000;
    int rounds = Bench.QUICK ? 5 : 20;
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
      framesPerSecond = rate(rounds, sockets, received, () -> Bench.await(phones.askAt("keji", phones.newAsker())),
          id -> Bench.await(phones.answer(id, organizer)));
      frame = last.toString();
    }
    received.set(0);
    String pushed = frame;
    try (ServerProcess bare = ServerProcess.bare(database); Phones phones = new Phones(vertx, bare.port(), 8)) {
      phones.connect("/", sockets, null, text -> received.incrementAndGet());
      double limit = rate(rounds, sockets, received, () -> pushed,
          text -> Bench.await(phones.send(HttpMethod.POST, "/broadcast", new JsonObject(text), null)));
      report.atLeast("4", "frames/s, one answer to " + sockets + " sockets", framesPerSecond, limit, 0.85);
    }
  }

  private static boolean isAnswer(Buffer text) {
    return Phones.isOp("entry", text); // no other entries are for everybody
  }

  static double rate(int rounds, int sockets, AtomicLong received, Supplier<String> prepare,
      Consumer<String> push) {
    double best = 0;
    for (int round = 0; round < rounds; round++) {
      String what = prepare.get();
      long before = received.get();
      long start = System.nanoTime();
      push.accept(what);
      Bench.until(() -> received.get() - before >= sockets);
      best = Math.max(best, sockets / ((System.nanoTime() - start) / 1e9));
    }
    return best;
  }

  // 5 ---------------------------------------------------------------------------------------------------------

  void idlePhones() throws Exception {
    int sockets = Bench.QUICK ? 3_000 : 10_000;
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

  void wholeLoop() throws Exception {
    Histogram echo;
    try (ServerProcess bare = ServerProcess.bare(database); Phones phones = new Phones(vertx, bare.port(), 8)) {
      phones.connect("/", LOOP_SOCKETS, null, text -> { });
      new Loop(phones).echo(3 * LOOPS_PER_SECOND, Bench.WARM_UP_SECONDS);
      bare.untilIdle();
      echo = new Loop(phones).echo(LOOPS_PER_SECOND, LOOP_SECONDS);
    }
    try (ServerProcess hub = ServerProcess.hub(database)) {
      Loop loop = loop(hub);
      for (int percentile : new int[] {50, 99}) {
        double limit = echo.getValueAtPercentile(percentile);
        Histogram toDesk = loop.toDesk();
        Histogram toPhone = loop.toPhone();
        String with = ", " + LOOPS_PER_SECOND + "/s, " + LOOP_SOCKETS + " phones, p" + percentile + ", µs";
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

  /** The whole loop at row 3's rate beside its phones, on this hub once it is warm. */
  Loop loop(ServerProcess hub) {
    try (Phones phones = new Phones(vertx, hub.port(), 64)) {
      phones.connect("/live", LOOP_SOCKETS, JOIN_AS_ASKER, text -> { });
      var loop = new Loop(phones);
      loop.askClaimAnswer(3 * LOOPS_PER_SECOND, Bench.WARM_UP_SECONDS);
      hub.untilIdle();
      loop.askClaimAnswer(LOOPS_PER_SECOND, LOOP_SECONDS);
      return loop;
    }
  }

  // 6 ---------------------------------------------------------------------------------------------------------

  void storm() throws Exception {
    int sockets = Bench.QUICK ? 2_000 : 10_000;
    double bare;
    try (ServerProcess server = ServerProcess.bare(database); Phones phones = new Phones(vertx, server.port(), 8)) {
      bare = secondsToComeBack(phones, "/", sockets, null);
    }
    try (ServerProcess hub = ServerProcess.hub(database); Phones phones = new Phones(vertx, hub.port(), 8)) {
      String organizer = phones.signIn();
      var join = new JsonObject(JOIN_AS_ASKER).put("since", phones.seq(organizer)).encode();
      autovacuum(false); // its transactions are counted like the hub's
      try (var connection = DriverManager.getConnection(Bench.jdbc(database)); var statement = connection.createStatement()) {
        long before = transactions(statement);
        long start = System.currentTimeMillis();
        double seconds = secondsToComeBack(phones, "/live", sockets, join);
        long after = transactions(statement);
        long took = System.currentTimeMillis() - start;
        Bench.pause(took - TOLD_AFTER_MILLIS);
        long idle = transactions(statement) - after;
        report.atMost("6", "seconds until " + sockets + " phones are back with since", seconds, bare, 2);
        report.count("6", "database transactions for both comings, less those of an idle hub in the same time",
            after - before - idle, 20);
      }
      autovacuum(true);
    }
  }

  /** The phones come, are cut off all at once, and come again as fast as they can. */
  private static double secondsToComeBack(Phones phones, String path, int sockets, String join) {
    List<WebSocket> first = phones.connect(path, sockets, join, text -> { });
    Bench.await(Future.all(first.stream().map(WebSocket::close).toList()));
    long start = System.nanoTime();
    phones.connect(path, sockets, join, text -> { });
    return (System.nanoTime() - start) / 1e9;
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
      var loop = new Loop(phones, true);
      loop.askClaimAnswer(50, Bench.seconds(9));
      loop.askClaimAnswer(50, Bench.seconds(15));
      double alone = loop.toPhone().getValueAtPercentile(99);
      double heap = hub.liveHeapBytes();
      var address = URI.create("http://127.0.0.1:" + hub.port());
      var unread = new ArrayList<RawPhone>();
      for (int i = 0; i < slow; i++) {
        unread.add(RawPhone.join(address, "demo"));
      }
      loop.askClaimAnswer(50, Bench.seconds(15));
      report.atMost("–", "answer to phone, p99, µs, beside " + slow + " phones that do not read; limit: without them",
          loop.toPhone().getValueAtPercentile(99), alone, 2);
      report.note("–", "bytes of heap that each of them costs", (hub.liveHeapBytes() - heap) / slow);
      for (RawPhone phone : unread) {
        phone.close();
      }
    }
  }
}
