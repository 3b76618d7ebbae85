package huiwen.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two things measured in turn within one run: hub, limit, hub, limit … What changes on the machine meanwhile comes to
 * both alike, and one round that something disturbed does not decide: the ratio is the median of all rounds.
 */
final class Alternation {

  /** Of fewer rounds a median says little. */
  static final int FEWEST_ROUNDS = 5;

  /** One measurement: some figures, always the same ones in the same order. */
  interface Sample {
    double[] take() throws Exception;
  }

  /** One measurement of one figure. */
  interface Figure {
    double take() throws Exception;
  }

  /**
   * What the rounds gave for one figure.
   *
   * @param hub median of the hub's
   * @param limit median of the limit's
   * @param median of the rounds' ratios, hub to limit; not the ratio of the medians
   * @param lowest of those ratios
   * @param highest of them
   */
  record Ratio(double hub, double limit, double median, double lowest, double highest) {

    /** Of rounds that were measured, the hub's and the limit's of one round at the same place. */
    static Ratio of(double[] hub, double[] limit) {
      var ratios = new double[hub.length];
      for (int round = 0; round < hub.length; round++) {
        if (!(limit[round] > 0)) {
          throw new IllegalStateException("a limit of " + limit[round] + " is none");
        }
        ratios[round] = hub[round] / limit[round];
      }
      return new Ratio(Alternation.median(hub), Alternation.median(limit), Alternation.median(ratios),
          Arrays.stream(ratios).min().orElseThrow(), Arrays.stream(ratios).max().orElseThrow());
    }
  }

  private Alternation() {
  }

  /** The ratio of one figure. */
  static Ratio ratio(int rounds, Figure hub, Figure limit) throws Exception {
    return ratios(rounds, () -> new double[] {hub.take()}, () -> new double[] {limit.take()}).get(0);
  }

  /**
   * The ratio of each figure, in the order of the samples.
   *
   * @param rounds {@value #FEWEST_ROUNDS} at least
   * @throws IllegalArgumentException where there are fewer
   */
  static List<Ratio> ratios(int rounds, Sample hub, Sample limit) throws Exception {
    if (rounds < FEWEST_ROUNDS) {
      throw new IllegalArgumentException(rounds + " rounds are too few to be believed");
    }
    var hubs = new double[rounds][];
    var limits = new double[rounds][];
    for (int round = 0; round < rounds; round++) {
      hubs[round] = hub.take();
      limits[round] = limit.take();
    }
    var ratios = new ArrayList<Ratio>();
    for (int figure = 0; figure < hubs[0].length; figure++) {
      ratios.add(Ratio.of(column(hubs, figure), column(limits, figure)));
    }
    return ratios;
  }

  private static double[] column(double[][] rounds, int figure) {
    return Arrays.stream(rounds).mapToDouble(round -> round[figure]).toArray();
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
