package huiwen.similar;

import java.util.stream.IntStream;

/**
 * Products of matrices, each a list of rows. Every row is summed in one order, so that the same is learned whatever the
 * number of threads.
 */
final class Matrices {

  private Matrices() {
  }

  static float[][] product(float[][] one, float[][] other) {
    var product = new float[one.length][];
    IntStream.range(0, one.length).parallel().forEach(row -> product[row] = product(one[row], other));
    return product;
  }

  /** A row with a matrix: sums whole rows, which the processor does many numbers at a time. */
  static float[] product(float[] row, float[][] matrix) {
    var product = new float[matrix[0].length];
    for (int i = 0; i < row.length; i++) {
      add(product, row[i], matrix[i]);
    }
    return product;
  }

  static float[][] transposed(float[][] matrix) {
    var transposed = new float[matrix[0].length][matrix.length];
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column < transposed.length; column++) {
        transposed[column][row] = matrix[row][column];
      }
    }
    return transposed;
  }

  static float[][] identity(int size) {
    var identity = new float[size][size];
    for (int i = 0; i < size; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  static void add(float[] sum, float times, float[] row) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += times * row[i];
    }
  }

  static float dot(float[] one, float[] other) {
    float dot = 0;
    for (int i = 0; i < one.length; i++) {
      dot += one[i] * other[i];
    }
    return dot;
  }

  /** Makes it of length 1; brings the length that it had. */
  static float normalise(float[] row) {
    float length = (float) Math.sqrt(dot(row, row)) + Float.MIN_NORMAL;
    for (int i = 0; i < row.length; i++) {
      row[i] /= length;
    }
    return length;
  }
}
