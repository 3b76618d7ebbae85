package huiwen.classifier;

import huiwen.text.Letters;
import java.util.Arrays;

/**
 * Takes a folded text apart for the classifier: runs of one to three letters, and runs of two sounds, by which what was
 * misheard or mistyped is still known. Each part is a number, so that nothing is allocated for it.
 */
public final class Features {

  /** Marks a run of sounds. */
  private static final long SOUNDS = 1L << 62;
  private static final int LONGEST = 3;
  private static final char EDGE = '\u0001';

  private Features() {
  }

  static boolean isSound(long part) {
    return (part & SOUNDS) != 0;
  }

  /** The part that this run of one to three letters is. */
  static long run(CharSequence letters) {
    long part = 0;
    for (int i = 0; i < letters.length(); i++) {
      part |= (long) letters.charAt(i) << (16 * i);
    }
    return part;
  }

  /** All parts, sorted, each as often as it stands in the text. */
  public static long[] of(String folded) {
    int length = folded.length() + 2;
    var parts = new long[length * (LONGEST + 1)];
    int count = 0;
    for (int from = 0; from < length; from++) {
      long part = 0;
      for (int i = 0; i < LONGEST && from + i < length; i++) {
        part |= (long) at(folded, from + i) << (16 * i);
        parts[count++] = part;
      }
      int sound = Letters.sound(at(folded, from));
      int next = from + 1 < length ? Letters.sound(at(folded, from + 1)) : 0;
      if (sound != 0 && next != 0) {
        parts[count++] = SOUNDS | (long) sound << 16 | next;
      }
    }
    long[] all = Arrays.copyOf(parts, count);
    Arrays.sort(all);
    return all;
  }

  private static char at(String folded, int index) {
    return index == 0 || index == folded.length() + 1 ? EDGE : folded.charAt(index - 1);
  }
}
