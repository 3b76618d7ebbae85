package huiwen.similar;

import java.util.Arrays;
import java.util.List;

/** Where numbers lie and how far apart, so that penalties weigh on all of them alike. */
record Scale(double[] middle, double[] width) {

  /** What hardly ever differs is not blown up. */
  private static final double LEAST = 0.05;

  static Scale of(List<double[]> rows) {
    int size = rows.get(0).length;
    var middle = new double[size];
    var width = new double[size];
    for (int i = 0; i < size; i++) {
      int at = i;
      double mean = rows.stream().mapToDouble(row -> row[at]).average().orElseThrow();
      middle[i] = mean;
      width[i] = LEAST + Math.sqrt(
          rows.stream().mapToDouble(row -> (row[at] - mean) * (row[at] - mean)).average().orElseThrow());
    }
    return new Scale(middle, width);
  }

  double[] scaled(double[] row) {
    var scaled = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      scaled[i] = (row[i] - middle[i]) / width[i];
    }
    return scaled;
  }

  /** Weights of scaled numbers as weights of the numbers; one more, for all alike, is put right or put on. */
  float[] unscaled(float[] weights) {
    float[] unscaled = Arrays.copyOf(weights, middle.length + 1);
    for (int i = 0; i < middle.length; i++) {
      unscaled[i] = (float) (weights[i] / width[i]);
      unscaled[middle.length] -= (float) (unscaled[i] * middle[i]);
    }
    return unscaled;
  }
}
