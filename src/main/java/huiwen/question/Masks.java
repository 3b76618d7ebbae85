package huiwen.question;

import huiwen.text.Numbers;

/**
 * Hides numbers by which a person could be called or known, wherever others may read along: on the public page, on the board
 * and in logs; in questions, answers and replies, in the names of villages and of people. What was typed stays as it was
 * typed. {@link Numbers} says what such a number is.
 */
public final class Masks {

  private Masks() {
  }

  /** The text with each such number but its first two digits hidden; null stays null. */
  public static String mask(String text) {
    return Numbers.mask(text);
  }
}
