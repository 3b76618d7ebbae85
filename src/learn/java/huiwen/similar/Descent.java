package huiwen.similar;

/**
 * Steps downhill that suit themselves to each number's slope, so that no step has to be chosen by hand.
 *
 * <p>Source: Kingma and Ba, Adam: a method for stochastic optimization, 2015.
 */
final class Descent {

  private static final double MEAN = 0.9;
  private static final double SQUARE = 0.99;
  private static final double LEAST = 1e-8;

  private final double step;
  private final float[] means;
  private final float[] squares;
  private int steps;

  Descent(int size, double step) {
    this.step = step;
    this.means = new float[size];
    this.squares = new float[size];
  }

  /** To be called once before the numbers of a step are moved. */
  void next() {
    steps++;
  }

  /** Moves the numbers that begin at this place of all that are learned. */
  void move(float[] numbers, float[] slopes, int place) {
    double rate = step / (1 - Math.pow(MEAN, steps));
    double share = 1 / (1 - Math.pow(SQUARE, steps));
    for (int i = 0; i < numbers.length; i++) {
      int at = place + i;
      means[at] = (float) (MEAN * means[at] + (1 - MEAN) * slopes[i]);
      squares[at] = (float) (SQUARE * squares[at] + (1 - SQUARE) * slopes[i] * slopes[i]);
      numbers[i] -= (float) (rate * means[at] / (Math.sqrt(squares[at] * share) + LEAST));
    }
  }
}
