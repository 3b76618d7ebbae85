package huiwen.question;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import huiwen.text.Numbers;

/**
 * Hides numbers by which a person could be called or known, wherever others may read along: on the public page, on the board
 * and in logs; in questions, answers and replies, in the names of villages and of people. What was typed stays as it was
 * typed. {@link Numbers} says what such a number is.
 */
public final class Masks {

  /** Letters of the texts that are remembered: a few hundred long answers, some megabytes. */
  private static final int REMEMBERED = 1_000_000;

  /**
   * A long answer takes two milliseconds, and who reads a list reads fifty. The same are read again and again: by everybody who
   * opens a page, and by whoever means ill.
   */
  private static final Cache<String, String> MASKED = Caffeine.newBuilder().maximumWeight(REMEMBERED)
      .weigher((String text, String masked) -> text.length() + 50).build();

  private Masks() {
  }

  /** The text with each such number but its first two digits hidden; null stays null. */
  public static String mask(String text) {
    return text == null ? null : MASKED.get(text, Masks::hide);
  }

  private static String hide(String text) {
    String masked = Numbers.mask(text);
    return masked.equals(text) ? text : masked;
  }
}
