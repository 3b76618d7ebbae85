package huiwen.similar;

import huiwen.classifier.BuiltIn;
import huiwen.classifier.Classifier;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which of the questions that were answered means the same as a new one, and how likely it is that its answer helps. The two
 * are told apart: order is learned of which of many fits best, belief of how often the one that fits best is right. A
 * question that fits hardly better than the next is believed less. Immutable.
 */
public final class Sameness {

  /**
   * An answered question that was looked at.
   *
   * @param index among those that were given
   * @param probability that its answer answers the question
   */
  record Match(int index, double probability) {
  }

  public static final String FILE = "similar.bin.gz";
  /** Beyond it a lead over the next one says no more. */
  static final double WIDEST_LEAD = 3;

  private final Bearings bearings;
  private final float[] order;
  /** The last for all alike. */
  private final float[] belief;
  private final double threshold;

  Sameness(Bearings bearings, float[] order, float[] belief, double threshold) {
    this.bearings = bearings;
    this.order = order;
    this.belief = belief;
    this.threshold = threshold;
  }

  Bearings bearings() {
    return bearings;
  }

  /** From this probability on an answered question may be offered as the same. */
  double threshold() {
    return threshold;
  }

  /**
   * What is compared of a text; to be kept with an answered question.
   *
   * @param meaning of the text as typed, or null where it is not known: then nothing is the same
   */
  Traits traits(String text, float[] meaning, Classifier classifier) {
    return Traits.of(text, meaning, bearings, classifier);
  }

  /** How likely the answer to the target answers the query where no other was answered that comes near. */
  double of(Traits query, Traits target) {
    return believed(belief, believedBy(query.compared(target), WIDEST_LEAD));
  }

  /** All candidates, the likeliest first. */
  List<Match> ranked(Traits query, List<Traits> candidates) {
    double[][] compared = candidates.stream().map(query::compared).toArray(double[][]::new);
    double best = Double.NEGATIVE_INFINITY;
    double second = Double.NEGATIVE_INFINITY;
    var fits = new double[compared.length];
    for (int i = 0; i < fits.length; i++) {
      fits[i] = fit(order, compared[i]);
      second = Math.max(second, Math.min(best, fits[i]));
      best = Math.max(best, fits[i]);
    }
    var matches = new ArrayList<Match>();
    for (int i = 0; i < fits.length; i++) {
      double lead = fits[i] - (fits[i] == best ? second : best);
      matches.add(new Match(i, believed(belief, believedBy(compared[i], lead))));
    }
    matches.sort(Comparator.comparingDouble((Match match) -> fits[match.index]).reversed());
    return List.copyOf(matches);
  }

  /** How well two fit that compare like this, of any scale. */
  static double fit(float[] order, double[] compared) {
    double sum = 0;
    for (int i = 0; i < order.length; i++) {
      sum += order[i] * compared[i];
    }
    return sum;
  }

  /** What belief goes by: how the two compare, and how much better they fit than the next. */
  static double[] believedBy(double[] compared, double lead) {
    double[] row = Arrays.copyOf(compared, compared.length + 1);
    row[compared.length] = Math.max(-WIDEST_LEAD, Math.min(WIDEST_LEAD, lead));
    return row;
  }

  static double believed(float[] belief, double[] row) {
    double sum = belief[row.length];
    for (int i = 0; i < row.length; i++) {
      sum += belief[i] * row[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  public void write(DataOutputStream out) throws IOException {
    bearings.write(out);
    for (float[] weights : List.of(order, belief)) {
      for (float weight : weights) {
        out.writeFloat(weight);
      }
    }
    out.writeDouble(threshold);
  }

  /** What the hub comes with. */
  static Sameness builtIn() throws IOException {
    try (DataInputStream in = BuiltIn.open(FILE)) {
      return read(in);
    }
  }

  static Sameness read(DataInputStream in) throws IOException {
    return new Sameness(Bearings.read(in), floats(in, Traits.COMPARED), floats(in, Traits.COMPARED + 2),
        in.readDouble());
  }

  private static float[] floats(DataInputStream in, int count) throws IOException {
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }
}
