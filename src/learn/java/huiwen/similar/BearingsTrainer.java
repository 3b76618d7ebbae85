package huiwen.similar;

import huiwen.embedding.Meanings;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Learns {@link Bearings}: first along which directions questions differ at all, of any questions; then which of these
 * matter, of questions whose match is known among many others. The second stays near the first, as matches are few.
 *
 * <p>Sources: orthogonal iteration, Golub and Van Loan, Matrix Computations, 1996; the contrastive loss, van den Oord et al.,
 * 2018.
 */
final class BearingsTrainer {

  /**
   * What is learned of.
   *
   * @param meanings of the questions
   * @param others of what each is held against
   * @param matches for each question, which of the others is its match
   */
  record Lesson(List<float[]> meanings, List<float[]> others, int[] matches) {
  }

  private static final int MOST_BACKGROUND = 6000;
  private static final int TURNS = 25;
  private static final int STEPS = 20;
  private static final double STEP = 2e-3;
  /** How much nearer a match must be than the others. */
  private static final float SHARPNESS = 20;
  private static final float PENALTY = 0.1f;

  private BearingsTrainer() {
  }

  /** The directions along which these meanings differ most. */
  static Bearings spread(List<float[]> background) {
    int every = 1 + background.size() / MOST_BACKGROUND;
    float[][] sample = IntStream.range(0, background.size()).filter(i -> i % every == 0)
        .mapToObj(i -> background.get(i).clone()).toArray(float[][]::new);
    var middle = new float[Meanings.SIZE];
    for (float[] meaning : sample) {
      Matrices.add(middle, 1f / sample.length, meaning);
    }
    for (float[] meaning : sample) {
      Matrices.add(meaning, -1, middle);
    }
    return new Bearings(middle, Matrices.transposed(directions(Matrices.product(Matrices.transposed(sample), sample))));
  }

  private static float[][] directions(float[][] covariance) {
    var random = new Random(1);
    var rows = new float[Bearings.SIZE][covariance.length];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    for (int turn = 0; turn < TURNS; turn++) {
      orthogonalise(rows);
      rows = Matrices.product(rows, covariance);
    }
    orthogonalise(rows);
    return rows;
  }

  private static void orthogonalise(float[][] rows) {
    for (int row = 0; row < rows.length; row++) {
      for (int before = 0; before < row; before++) {
        Matrices.add(rows[row], -Matrices.dot(rows[row], rows[before]), rows[before]);
      }
      Matrices.normalise(rows[row]);
    }
  }

  /** The same directions, weighed so that each question of the lesson lies nearer to its match. */
  static Bearings learn(Bearings spread, Lesson lesson) {
    float[][] questions = lesson.meanings.stream().map(spread::place).toArray(float[][]::new);
    float[][] others = lesson.others.stream().map(spread::place).toArray(float[][]::new);
    float[][] weights = Matrices.identity(Bearings.SIZE);
    var descent = new Descent(Bearings.SIZE * Bearings.SIZE, STEP);
    for (int step = 0; step < STEPS; step++) {
      float[][] slopes = slopes(questions, others, lesson.matches, weights);
      descent.next();
      for (int row = 0; row < weights.length; row++) {
        Matrices.add(slopes[row], PENALTY, weights[row]);
        slopes[row][row] -= PENALTY;
        descent.move(weights[row], slopes[row], row * Bearings.SIZE);
      }
    }
    return spread.seenThrough(weights);
  }

  private static float[][] slopes(float[][] questions, float[][] others, int[] matches, float[][] weights) {
    float[][] places = Matrices.product(questions, weights);
    float[][] otherPlaces = Matrices.product(others, weights);
    float[] lengths = normalise(places);
    float[] otherLengths = normalise(otherPlaces);
    float[][] pulls = Matrices.product(places, Matrices.transposed(otherPlaces));
    IntStream.range(0, pulls.length).parallel().forEach(row -> pull(pulls[row], matches[row], pulls.length));
    float[][] moves = tangent(Matrices.product(pulls, otherPlaces), places, lengths);
    float[][] otherMoves = tangent(Matrices.product(Matrices.transposed(pulls), places), otherPlaces, otherLengths);
    float[][] slopes = Matrices.product(Matrices.transposed(questions), moves);
    float[][] otherSlopes = Matrices.product(Matrices.transposed(others), otherMoves);
    for (int row = 0; row < slopes.length; row++) {
      Matrices.add(slopes[row], 1, otherSlopes[row]);
    }
    return slopes;
  }

  private static float[] normalise(float[][] rows) {
    var lengths = new float[rows.length];
    for (int row = 0; row < rows.length; row++) {
      lengths[row] = Matrices.normalise(rows[row]);
    }
    return lengths;
  }

  /** Turns likenesses into how much each other is believed to be the match, less whether it is. */
  private static void pull(float[] likenesses, int match, int questions) {
    float best = Float.NEGATIVE_INFINITY;
    for (float likeness : likenesses) {
      best = Math.max(best, likeness);
    }
    double sum = 0;
    for (int i = 0; i < likenesses.length; i++) {
      likenesses[i] = (float) Math.exp(SHARPNESS * (likenesses[i] - best));
      sum += likenesses[i];
    }
    for (int i = 0; i < likenesses.length; i++) {
      likenesses[i] = (float) ((likenesses[i] / sum - (i == match ? 1 : 0)) * SHARPNESS / questions);
    }
  }

  /** What is left of moves where the length may not change. */
  private static float[][] tangent(float[][] moves, float[][] places, float[] lengths) {
    IntStream.range(0, moves.length).parallel().forEach(row -> {
      float[] move = moves[row];
      Matrices.add(move, -Matrices.dot(move, places[row]), places[row]);
      for (int i = 0; i < move.length; i++) {
        move[i] /= lengths[row];
      }
    });
    return moves;
  }
}
