package huiwen.classifier;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Turns scores into probabilities that can be believed: learned from texts that the model had not seen when it scored
 * them. First the stretch of the scores under which what was right was likeliest (temperature scaling, Guo et al. 2017), then
 * for the likeliest class how often it was right when it looked that likely (isotonic regression by pooling adjacent violators).
 * Immutable.
 *
 * @param sharpness by how much scores are stretched before their softmax
 * @param looked how likely the first looked, ascending
 * @param was how often it was right then, never descending
 * @param threshold from which probability on a guess was right often enough to be acted on without a person
 */
record Calibration(double sharpness, double[] looked, double[] was, double threshold) {

  /** The scores of a text and which class was right. */
  record Scored(double[] scores, int label) {

    /** 1 where what was right came first, 1/2 where second, … */
    double reciprocalRank() {
      int before = 0;
      for (double score : scores) {
        before += score > scores[label] ? 1 : 0;
      }
      return 1.0 / (1 + before);
    }
  }

  private record Looked(double probability, boolean right) {
  }

  /** How often a guess must be right to be acted on without a person. */
  private static final double PRECISION = 0.975;
  /** Fewer texts tell nothing of how often. */
  private static final int LEAST_POOLED = 25;

  static final Calibration NONE = new Calibration(1, new double[] {0, 1}, new double[] {0, 1}, 1);

  static Calibration of(List<Scored> held) {
    if (held.isEmpty()) {
      return NONE;
    }
    double sharpness = sharpness(held);
    var looks = new ArrayList<Looked>();
    for (Scored scored : held) {
      double[] probabilities = softmax(scored.scores, sharpness);
      int first = first(probabilities);
      looks.add(new Looked(probabilities[first], first == scored.label));
    }
    looks.sort(Comparator.comparingDouble(Looked::probability));
    return pooled(sharpness, looks);
  }

  private static double sharpness(List<Scored> held) {
    double best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (double sharpness = 0.3; sharpness < 30; sharpness *= 1.07) {
      double loss = 0;
      for (Scored scored : held) {
        loss -= Math.log(Math.max(1e-12, softmax(scored.scores, sharpness)[scored.label]));
      }
      if (loss < least) {
        least = loss;
        best = sharpness;
      }
    }
    return best;
  }

  private static Calibration pooled(double sharpness, List<Looked> looks) {
    var pools = new ArrayList<double[]>(); // sum of looked, right, count
    for (int from = 0; from < looks.size(); from += LEAST_POOLED) {
      List<Looked> pool = looks.subList(from, Math.min(looks.size(), from + LEAST_POOLED));
      pools.add(new double[] {pool.stream().mapToDouble(Looked::probability).sum(),
          pool.stream().filter(Looked::right).count(), pool.size()});
      while (pools.size() > 1 && rate(pools.get(pools.size() - 2)) >= rate(pools.get(pools.size() - 1))) {
        double[] last = pools.remove(pools.size() - 1);
        double[] before = pools.get(pools.size() - 1);
        for (int i = 0; i < last.length; i++) {
          before[i] += last[i];
        }
      }
    }
    double[] looked = pools.stream().mapToDouble(pool -> pool[0] / pool[2]).toArray();
    double[] was = pools.stream().mapToDouble(Calibration::rate).toArray();
    var mapped = new Calibration(sharpness, looked, was, 1);
    return new Calibration(sharpness, looked, was, mapped.threshold(looks));
  }

  private static double rate(double[] pool) {
    return pool[1] / pool[2];
  }

  /** The least probability from which on the guesses were right often enough. */
  private double threshold(List<Looked> looks) {
    double threshold = 1;
    int right = 0;
    for (int i = looks.size() - 1; i >= 0; i--) {
      right += looks.get(i).right ? 1 : 0;
      int all = looks.size() - i;
      if (all >= LEAST_POOLED && right >= PRECISION * all) {
        threshold = believed(looks.get(i).probability);
      }
    }
    return threshold;
  }

  /** All classes' probabilities; they add up to 1. */
  double[] probabilities(double[] scores) {
    double[] probabilities = softmax(scores, sharpness);
    int first = first(probabilities);
    double rest = 1 - probabilities[first];
    double believed = believed(probabilities[first]);
    double others = rest > 0 ? (1 - believed) / rest : 0;
    for (int i = 0; i < probabilities.length; i++) {
      // the first stays the first
      probabilities[i] = i == first ? believed : Math.min(believed, probabilities[i] * others);
    }
    return probabilities;
  }

  /** Between the points that were seen along a straight line. */
  private double believed(double probability) {
    int last = looked.length - 1;
    if (probability <= looked[0]) {
      return was[0] * (looked[0] > 0 ? probability / looked[0] : 1);
    }
    if (probability >= looked[last]) {
      return was[last];
    }
    int above = 1;
    while (looked[above] < probability) {
      above++;
    }
    double share = (probability - looked[above - 1]) / (looked[above] - looked[above - 1]);
    return was[above - 1] + share * (was[above] - was[above - 1]);
  }

  static int first(double[] values) {
    int first = 0;
    for (int i = 1; i < values.length; i++) {
      first = values[i] > values[first] ? i : first;
    }
    return first;
  }

  private static double[] softmax(double[] scores, double sharpness) {
    double most = scores[first(scores)];
    var probabilities = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = Math.exp(sharpness * (scores[i] - most));
      sum += probabilities[i];
    }
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeDouble(sharpness);
    out.writeDouble(threshold);
    out.writeInt(looked.length);
    for (int i = 0; i < looked.length; i++) {
      out.writeDouble(looked[i]);
      out.writeDouble(was[i]);
    }
  }

  static Calibration read(DataInputStream in) throws IOException {
    double sharpness = in.readDouble();
    double threshold = in.readDouble();
    var looked = new double[in.readInt()];
    var was = new double[looked.length];
    for (int i = 0; i < looked.length; i++) {
      looked[i] = in.readDouble();
      was[i] = in.readDouble();
    }
    return new Calibration(sharpness, looked, was, threshold);
  }
}
