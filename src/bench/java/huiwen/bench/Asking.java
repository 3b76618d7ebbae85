package huiwen.bench;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** The benchmark's rows of questions that are asked and answered. */
final class Asking {

  private static final int AT_ONCE = Bench.PHONES * Bench.IN_FLIGHT;
  private static final String BARE = "/insert";
  /** So many that none of them asks more often than she may. */
  private static final int NEIGHBOURS = 250;
  private static final int PUBLISHED = 25;

  private final Vertx vertx;
  private final Report report;
  private final String database;

  Asking(Vertx vertx, Report report, String database) {
    this.vertx = vertx;
    this.report = report;
    this.database = database;
  }

  // 1 ---------------------------------------------------------------------------------------------------------

  void throughput() throws Exception {
    try (ServerProcess hub = ServerProcess.hub(database); ServerProcess bare = ServerProcess.bare(database);
        Phones toHub = new Phones(vertx, hub.port(), AT_ONCE); Phones toBare = new Phones(vertx, bare.port(), AT_ONCE)) {
      // the bare server's compiler is done in a third of the time
      toBare.askAsFastAsPossible(BARE, AT_ONCE, Bench.WARM_UP_THROUGHPUT_SECONDS / 3);
      toHub.askAsFastAsPossible(Bench.ASK, AT_ONCE, Bench.WARM_UP_THROUGHPUT_SECONDS);
      double seconds = Bench.seconds(6);
      report.atLeast("1", "questions/s, 64 phones, 8 in flight each", Alternation.ratio(Bench.ROUNDS,
          () -> toHub.askAsFastAsPossible(Bench.ASK, AT_ONCE, seconds),
          () -> toBare.askAsFastAsPossible(BARE, AT_ONCE, seconds)), 1.2);
      report.note("1", "bare POSTs/s, for scale", toBare.askAsFastAsPossible("/bare", AT_ONCE, seconds));
    }
  }

  // 2 ---------------------------------------------------------------------------------------------------------

  void latency() throws Exception {
    try (ServerProcess hub = ServerProcess.hub(database); ServerProcess bare = ServerProcess.bare(database);
        Phones toHub = new Phones(vertx, hub.port(), 4); Phones toBare = new Phones(vertx, bare.port(), 4)) {
      toBare.askAtRate(BARE, 300, Bench.WARM_UP_SECONDS);
      toHub.askAtRate(Bench.ASK, 300, Bench.WARM_UP_SECONDS);
      hub.untilIdle();
      double seconds = Bench.seconds(15);
      var ratios = Alternation.ratios(Bench.ROUNDS, () -> percentiles(toHub.askAtRate(Bench.ASK, 100, seconds)),
          () -> percentiles(toBare.askAtRate(BARE, 100, seconds)));
      report.atMost("2", "idle ask, p50, µs", ratios.get(0), 2);
      report.atMost("2", "idle ask, p99, µs", ratios.get(1), 3);
    }
  }

  /** The middle and the ninety-ninth. */
  static double[] percentiles(Histogram times) {
    return new double[] {times.getValueAtPercentile(50), times.getValueAtPercentile(99)};
  }

  // Attack ----------------------------------------------------------------------------------------------------

  /** Neighbours who ask at a rate that their address may, with and without attackers of other addresses. */
  void underAttack() throws Exception {
    int perSecond = 30;
    try (ServerProcess hub = ServerProcess.limitedHub(database); Phones phones = new Phones(vertx, hub.port(), 64)) {
      List<String> neighbours = Stream.generate(phones::newAsker).limit(NEIGHBOURS).toList();
      var address = URI.create("http://127.0.0.1:" + hub.port());
      publish(phones, neighbours.get(0));
      try (var attackers = new Attackers(address)) {
        phones.askAtRate(Bench.ASK, neighbours, perSecond, Bench.WARM_UP_SECONDS);
      }
      hub.untilIdle();
      double seconds = Attackers.TURN.toSeconds() * Attackers.COUNT;
      double before = hub.liveHeapBytes();
      var ratios = Alternation.ratios(Bench.ROUNDS, () -> {
        try (var attackers = new Attackers(address)) {
          return percentiles(phones.askAtRate(Bench.ASK, neighbours, perSecond, seconds));
        }
      }, () -> {
        hub.untilIdle();
        return percentiles(phones.askAtRate(Bench.ASK, neighbours, perSecond, seconds));
      });
      report.beside("–", "ask, p50, µs, under attack; limit: without", ratios.get(0));
      report.atMost("–", "ask, p99, µs, under attack; limit: without", ratios.get(1), 2);
      report.note("–", "megabytes of heap in use before the attacks", before / 1e6);
      report.note("–", "megabytes of heap in use after them", hub.liveHeapBytes() / 1e6);
    }
  }

  /** What attackers read again and again: a list of some length. */
  private void publish(Phones phones, String asker) {
    String organizer = phones.signIn();
    for (int i = 0; i < PUBLISHED; i++) {
      Bench.await(phones.askAt("keji", asker).compose(id -> phones.answer(id, organizer)));
    }
  }

  // 8 ---------------------------------------------------------------------------------------------------------

  void answering() throws Exception {
    int answers = 10_000;
    try (ServerProcess hub = ServerProcess.hub(database); Phones phones = new Phones(vertx, hub.port(), AT_ONCE)) {
      var answering = new Answering(phones);
      List<String> volunteers = answering.volunteers();
      phones.askAsFastAsPossible(Bench.ASK, AT_ONCE, Bench.WARM_UP_THROUGHPUT_SECONDS);
      answering.warmUp(volunteers, answers, Bench.WARM_UP_THROUGHPUT_SECONDS);
      report.atLeast("8", "answers/s, 60 volunteers at one desk, beside the questions/s of row 1", Alternation.ratio(
          Bench.ROUNDS, () -> answering.answersPerSecond(volunteers, answers),
          () -> phones.askAsFastAsPossible(Bench.ASK, AT_ONCE, Bench.seconds(3))), 0.5);
      report.count("8", "who won of 500 that claimed one question at once", answering.winners(), 1);
    }
  }
}
