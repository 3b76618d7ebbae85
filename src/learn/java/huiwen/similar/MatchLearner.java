package huiwen.similar;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learns the two parts of {@link Sameness} that are sums of how two questions compare. Nothing that two questions have in
 * common may speak against their being the same: of look-alikes alone one would learn that the same words are not.
 */
final class MatchLearner {

  /**
   * The candidate that fits best.
   *
   * @param row what belief goes by
   * @param right whether it is the match
   */
  record Looked(int part, MatchCase.Kind kind, double[] row, boolean right) {
  }

  private static final double STEP = 0.05;
  private static final int STEPS = 400;
  private static final double ORDER_PENALTY = 10;
  private static final double BELIEF_PENALTY = 2;
  /** Of all questions, how many may be offered a wrong one: as look-alikes are harder than what is asked, fewer are. */
  private static final double MOST_WRONG = 0.10;

  private MatchLearner() {
  }

  /** Weights by which the match fits better than the other candidates, learned of the questions that have one. */
  static float[] order(List<MatchCase> cases) {
    List<MatchCase> matched = cases.stream().filter(one -> one.match() >= 0).toList();
    Scale scale = Scale.of(matched.stream().flatMap(one -> Arrays.stream(one.compared())).toList());
    List<double[][]> scaled = matched.stream()
        .map(one -> Arrays.stream(one.compared()).map(scale::scaled).toArray(double[][]::new)).toList();
    var order = new float[Traits.COMPARED];
    var descent = new Descent(order.length, STEP);
    for (int step = 0; step < STEPS; step++) {
      var slopes = new float[order.length];
      for (int i = 0; i < matched.size(); i++) {
        addSlopes(slopes, order, scaled.get(i), matched.get(i).match());
      }
      Matrices.add(slopes, (float) ORDER_PENALTY, order);
      descent.next();
      descent.move(order, slopes, 0);
      Traits.keepSense(order);
    }
    return Arrays.copyOf(scale.unscaled(order), order.length);
  }

  private static void addSlopes(float[] slopes, float[] order, double[][] compared, int match) {
    double[] fits = Arrays.stream(compared).mapToDouble(row -> Sameness.fit(order, row)).toArray();
    double best = Arrays.stream(fits).max().orElseThrow();
    double sum = Arrays.stream(fits).map(fit -> Math.exp(fit - best)).sum();
    for (int i = 0; i < fits.length; i++) {
      double slope = Math.exp(fits[i] - best) / sum - (i == match ? 1 : 0);
      for (int j = 0; j < slopes.length; j++) {
        slopes[j] += (float) (slope * compared[i][j]);
      }
    }
  }

  /** What belief sees of the cases, each with all candidates and with few. */
  static List<Looked> looked(List<MatchCase> cases, float[] order) {
    return IntStream.range(0, cases.size()).boxed()
        .flatMap(i -> Stream.of(cases.get(i), cases.get(i).thinned(i))).map(one -> looked(one, order)).toList();
  }

  private static Looked looked(MatchCase one, float[] order) {
    double[] fits = Arrays.stream(one.compared()).mapToDouble(row -> Sameness.fit(order, row)).toArray();
    int first = 0;
    double second = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < fits.length; i++) {
      second = Math.max(second, Math.min(fits[i], fits[first]));
      first = fits[i] > fits[first] ? i : first;
    }
    return new Looked(one.part(), one.kind(), Sameness.believedBy(one.compared()[first], fits[first] - second),
        first == one.match());
  }

  /** Weights by which it is believed that what fits best is the match; the last for all alike. */
  static float[] belief(List<Looked> looked) {
    Scale scale = Scale.of(looked.stream().map(Looked::row).toList());
    List<double[]> scaled = looked.stream().map(one -> scale.scaled(one.row)).toList();
    double[] shares = shares(looked);
    var belief = new float[looked.get(0).row.length + 1];
    var descent = new Descent(belief.length, STEP);
    for (int step = 0; step < STEPS; step++) {
      var slopes = new float[belief.length];
      Matrices.add(slopes, (float) (BELIEF_PENALTY / looked.size()), belief);
      for (int i = 0; i < scaled.size(); i++) {
        double[] row = scaled.get(i);
        double slope = shares[i] * (Sameness.believed(belief, row) - (looked.get(i).right ? 1 : 0));
        for (int j = 0; j < row.length; j++) {
          slopes[j] += (float) (slope * row[j]);
        }
        slopes[row.length] += (float) slope;
      }
      descent.next();
      descent.move(belief, slopes, 0);
      Traits.keepSense(belief);
    }
    return scale.unscaled(belief);
  }

  /** How much of all questions in use each stands for. */
  private static double[] shares(List<Looked> looked) {
    return looked.stream()
        .mapToDouble(one -> one.kind.share() / looked.stream().filter(other -> other.kind == one.kind).count()).toArray();
  }

  /** The least probability by which not too many are offered a wrong one, by questions that belief was not learned of. */
  static double threshold(List<Looked> looked, int parts) {
    var probabilities = new double[looked.size()];
    for (int part = 0; part < parts; part++) {
      int left = part;
      float[] belief = belief(looked.stream().filter(one -> one.part != left).toList());
      for (int i = 0; i < probabilities.length; i++) {
        if (looked.get(i).part == part) {
          probabilities[i] = Sameness.believed(belief, looked.get(i).row);
        }
      }
    }
    double[] shares = shares(looked);
    double wrong = 0;
    double threshold = 1;
    for (int i : IntStream.range(0, probabilities.length).boxed()
        .sorted(Comparator.comparingDouble(i -> -probabilities[i])).toList()) {
      wrong += looked.get(i).right ? 0 : shares[i];
      if (wrong > MOST_WRONG) {
        break;
      }
      threshold = probabilities[i];
    }
    return threshold;
  }
}
