package huiwen.classifier;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The parts that a classifier knows, each with its number and how telling it is. Immutable. */
final class Vocabulary {

  /** A text's known parts by their numbers, ascending, with their weights, which are of length 1 all together. */
  record Vector(int[] index, float[] value) {
  }

  /** What fewer texts have is nothing to learn from. */
  private static final int LEAST_TEXTS = 2;
  /** How much a run of sounds counts beside a run of letters. */
  private static final float SOUND = 0.6f;

  /** Sorted. */
  private final long[] parts;
  /** How telling each part is: the logarithm of how few texts have it. */
  private final float[] rarity;

  private Vocabulary(long[] parts, float[] rarity) {
    this.parts = parts;
    this.rarity = rarity;
  }

  /** Of the parts of these texts, each sorted. */
  static Vocabulary of(List<long[]> texts) {
    long[] all = texts.stream().flatMapToLong(text -> Arrays.stream(text).distinct()).sorted().toArray();
    var parts = new long[all.length];
    var rarity = new float[all.length];
    int size = 0;
    for (int from = 0; from < all.length; ) {
      int to = from + 1;
      while (to < all.length && all[to] == all[from]) {
        to++;
      }
      if (to - from >= LEAST_TEXTS) {
        parts[size] = all[from];
        double rare = 1 + Math.log((double) texts.size() / (to - from));
        rarity[size++] = (float) (Features.isSound(all[from]) ? SOUND * rare : rare);
      }
      from = to;
    }
    return new Vocabulary(Arrays.copyOf(parts, size), Arrays.copyOf(rarity, size));
  }

  int size() {
    return parts.length;
  }

  /** The number of a part, or a negative one where it is not known. */
  int indexOf(long part) {
    return Arrays.binarySearch(parts, part);
  }

  /** @param text parts, sorted */
  Vector vector(long[] text) {
    var index = new int[text.length];
    var value = new float[text.length];
    int size = 0;
    double squares = 0;
    int at = 0;
    for (int from = 0; from < text.length; ) {
      int to = from + 1;
      while (to < text.length && text[to] == text[from]) {
        to++;
      }
      int found = Arrays.binarySearch(parts, at, parts.length, text[from]);
      if (found >= 0) {
        index[size] = found;
        value[size] = (float) (1 + Math.log(to - from)) * rarity[found];
        squares += value[size] * value[size];
        size++;
        at = found + 1;
      } else {
        at = -found - 1;
      }
      from = to;
    }
    float length = (float) Math.sqrt(squares);
    for (int i = 0; i < size; i++) {
      value[i] /= length;
    }
    return new Vector(Arrays.copyOf(index, size), Arrays.copyOf(value, size));
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(parts.length);
    for (int i = 0; i < parts.length; i++) {
      out.writeLong(parts[i]);
      out.writeFloat(rarity[i]);
    }
  }

  static Vocabulary read(DataInputStream in) throws IOException {
    int size = in.readInt();
    var parts = new long[size];
    var rarity = new float[size];
    for (int i = 0; i < size; i++) {
      parts[i] = in.readLong();
      rarity[i] = in.readFloat();
    }
    return new Vocabulary(parts, rarity);
  }
}
