package huiwen.similar;

import huiwen.embedding.Meanings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Where a meaning lies among villagers' questions, as seen by one who asks whether two of them want the same answer: what
 * all of them share is taken away, and what only tells how one talks weighs less than what tells what one wants. Immutable.
 */
final class Bearings {

  /** How many numbers are left of a meaning: with more nothing is found better, and learning takes longer. */
  static final int SIZE = 160;

  /** What is common to all questions. */
  private final float[] middle;
  /** By number of the meaning. */
  private final float[][] directions;

  /** @param directions for each number of a meaning a row of {@link #SIZE} */
  Bearings(float[] middle, float[][] directions) {
    this.middle = middle;
    this.directions = directions;
  }

  /** The place of a meaning, of length 1: two places are compared by {@link Meanings#likeness}. */
  float[] of(float[] meaning) {
    float[] place = place(meaning);
    Matrices.normalise(place);
    return place;
  }

  /** The same of its own length. */
  float[] place(float[] meaning) {
    float[] apart = meaning.clone();
    Matrices.add(apart, -1, middle);
    return Matrices.product(apart, directions);
  }

  /** The same places, seen through a square matrix. */
  Bearings seenThrough(float[][] matrix) {
    return new Bearings(middle, Matrices.product(directions, matrix));
  }

  void write(DataOutputStream out) throws IOException {
    write(out, middle);
    for (float[] row : directions) {
      write(out, row);
    }
  }

  private static void write(DataOutputStream out, float[] values) throws IOException {
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  static Bearings read(DataInputStream in) throws IOException {
    float[] middle = floats(in, Meanings.SIZE);
    var directions = new float[Meanings.SIZE][];
    for (int i = 0; i < directions.length; i++) {
      directions[i] = floats(in, SIZE);
    }
    return new Bearings(middle, directions);
  }

  private static float[] floats(DataInputStream in, int count) throws IOException {
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }
}
