package huiwen.bench;

import huiwen.support.TwoNodes;
import io.vertx.core.Vertx;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The benchmark's rows of two nodes that are one hub, beside one hub alone: what it costs that there are two. */
final class TwoOfThem {

  private static final int AT_ONCE = Bench.PHONES * Bench.IN_FLIGHT;
  private static final String DATABASE = "of_nodes";
  private static final long IDLE_SECONDS = 30;
  private static final int LOOPS_PER_SECOND = 50;

  private final Vertx vertx;
  private final Report report;
  private final String database;

  TwoOfThem(Vertx vertx, Report report, String database) {
    this.vertx = vertx;
    this.report = report;
    this.database = database;
  }

  void measure() throws Exception {
    sql("CREATE DATABASE " + DATABASE);
    String shared = database.replaceFirst("/[^/?]*$", "/" + DATABASE);
    List<Integer> ports = TwoNodes.freePorts(2);
    try (ServerProcess one = ServerProcess.node(shared, ports, 0); ServerProcess other = ServerProcess.node(shared, ports, 1);
        ServerProcess alone = ServerProcess.hub(database);
        Phones atOne = new Phones(vertx, one.port(), AT_ONCE); Phones atOther = new Phones(vertx, other.port(), AT_ONCE);
        Phones atAlone = new Phones(vertx, alone.port(), AT_ONCE)) {
      untilTheyHearEachOther(atOne, atOther);
      idle(one, other); // before there is anything to do: after a flood their indexes are at work for a while
      throughput(atOne, atOther, atAlone);
      one.untilIdle();
      other.untilIdle();
      alone.untilIdle();
      latency(atOne, atOther, atAlone);
    } finally {
      sql("DROP DATABASE " + DATABASE + " WITH (FORCE)");
    }
  }

  private void sql(String statement) throws SQLException {
    try (var connection = DriverManager.getConnection(Bench.jdbc(database)); var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private static void untilTheyHearEachOther(Phones... nodes) {
    for (Phones node : nodes) {
      Bench.until(() -> {
        Bench.pause(200);
        return Bench.await(node.text("/metrics")).contains("huiwen_nodes 2.0");
      });
    }
  }

  private void idle(ServerProcess one, ServerProcess other) {
    one.untilIdle();
    other.untilIdle();
    long before = other.processorMillis();
    Bench.pause(IDLE_SECONDS * 1_000);
    report.count("nodes", "percent of a processor that an idle second node takes",
        (other.processorMillis() - before) / (IDLE_SECONDS * 10.0), 3);
  }

  private void throughput(Phones atOne, Phones atOther, Phones atAlone) throws Exception {
    atAlone.askAsFastAsPossible(Bench.ASK, AT_ONCE, Bench.WARM_UP_THROUGHPUT_SECONDS);
    throughBoth(atOne, atOther, Bench.WARM_UP_THROUGHPUT_SECONDS);
    double seconds = Bench.seconds(6);
    report.atLeast("nodes", "questions/s of one fair, half of the phones at each node; limit: all at one hub alone",
        Alternation.ratio(Bench.ROUNDS, () -> throughBoth(atOne, atOther, seconds),
            () -> atAlone.askAsFastAsPossible(Bench.ASK, AT_ONCE, seconds)), 0.85);
  }

  private static double throughBoth(Phones atOne, Phones atOther, double seconds) {
    CompletableFuture<Double> other = CompletableFuture.supplyAsync(() ->
        atOther.askAsFastAsPossible(Bench.ASK, AT_ONCE / 2, seconds));
    return atOne.askAsFastAsPossible(Bench.ASK, AT_ONCE / 2, seconds) + other.join();
  }

  private void latency(Phones atOne, Phones atOther, Phones atAlone) throws Exception {
    Loop.between(atOne, atOther).askClaimAnswer(3 * LOOPS_PER_SECOND, Bench.WARM_UP_SECONDS);
    new Loop(atAlone).askClaimAnswer(3 * LOOPS_PER_SECOND, Bench.WARM_UP_SECONDS);
    var ratios = Alternation.ratios(Bench.ROUNDS, () -> toPhone(Loop.between(atOne, atOther)), () -> toPhone(new Loop(atAlone)));
    String what = "answer given at one node to a phone at the other, " + LOOPS_PER_SECOND + "/s, %s, µs; limit: within one hub alone";
    report.beside("nodes", what.formatted("p50"), ratios.get(0));
    report.atMost("nodes", what.formatted("p99"), ratios.get(1), 1.5);
  }

  private static double[] toPhone(Loop loop) {
    loop.askClaimAnswer(LOOPS_PER_SECOND, Bench.seconds(15));
    return Asking.percentiles(loop.toPhone());
  }
}
