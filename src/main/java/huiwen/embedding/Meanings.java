package huiwen.embedding;

/** What a text means, as a point among other texts: those that mean the same lie close together. */
public interface Meanings {

  /** How many numbers a meaning has. */
  int SIZE = 512;
  /** The largest number that a meaning can have, as a byte. */
  float BYTES = 127;

  /**
   * The meaning of a text, of length 1. Takes milliseconds of a processor: never on an event loop.
   *
   * @param text as typed; what is longer than a villager's question is cut off
   */
  float[] of(String text);

  /** The same direction, of length 1. Changes the array that it is given. */
  static float[] normalised(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    float length = (float) Math.sqrt(squares);
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  /** A byte a number: enough to tell meanings apart. */
  static byte[] packed(float[] meaning) {
    var bytes = new byte[meaning.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(meaning[i] * BYTES);
    }
    return bytes;
  }

  /** What was packed, of length 1 again. @param from where it begins in these bytes */
  static float[] unpacked(byte[] bytes, int from, int length) {
    var meaning = new float[length];
    for (int i = 0; i < length; i++) {
      meaning[i] = bytes[from + i] / BYTES;
    }
    return normalised(meaning);
  }

  /** How much two meanings are alike: 1 = the same. */
  static double likeness(float[] one, float[] other) {
    double likeness = 0;
    for (int i = 0; i < one.length; i++) {
      likeness += one[i] * other[i];
    }
    return likeness;
  }
}
