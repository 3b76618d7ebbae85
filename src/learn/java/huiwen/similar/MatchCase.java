package huiwen.similar;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A question and the answered ones that come nearest to it, of which is learned.
 *
 * @param part of the whole, learned apart from the others
 * @param match which of the candidates is the same, or -1
 * @param compared by candidate, the nearest first: how the question compares with it
 */
record MatchCase(int part, Kind kind, int match, double[][] compared) {

  private static final int FEW = 10;

  /**
   * The same where little was answered as yet: every tenth candidate and the match. There a lead tells less, as none of
   * them may come near.
   *
   * @param seed which ones
   */
  MatchCase thinned(int seed) {
    int[] left = IntStream.range(0, compared.length).filter(i -> i == match || i % FEW == seed % FEW).toArray();
    return new MatchCase(part, kind, IntStream.range(0, left.length).filter(i -> left[i] == match).findFirst().orElse(-1),
        Arrays.stream(left).mapToObj(i -> compared[i]).toArray(double[][]::new));
  }

  enum Kind {
    /** What is the same is there. */
    MATCHED(0.5),
    /** What is the same was taken away. */
    UNMATCHED(0.3),
    /** It was written to look like another. */
    LOOK_ALIKE(0.2);

    private final double share;

    Kind(double share) {
      this.share = share;
    }

    /** How many of the questions in use are taken to be so: at first, while little is answered, most have no match. */
    double share() {
      return share;
    }
  }
}
