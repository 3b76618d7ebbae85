package huiwen.question;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides numbers by which a person could be called or known, wherever others may read along: on the public
 * page, on the board and in logs. What was typed stays as it was typed.
 */
public final class Masks {

  /** A digit as people type it: plain, full-width, in Chinese, or in another script. */
  private static final String DIGIT = "[\\p{Nd}〇零一二三四五六七八九幺]";
  /** Between digits: blanks, hyphens, dots, and marks that are not seen. */
  private static final String BETWEEN = "[\\p{Zs}\\p{Pd}\\p{Cf}().（）·]{0,3}";
  /** Seven digits and more: a telephone number, an ID number, a bank card. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<!" + DIGIT + ")" + DIGIT + "(?:" + BETWEEN + DIGIT + "){6,40}[xX]?");
  /** Hotlines and years are short; what is left to see of a long number helps its owner to know it. */
  private static final int LEFT_TO_SEE = 2;

  private Masks() {
  }

  /** The text with each long number but its first two digits hidden; null stays null. */
  public static String mask(String text) {
    if (text == null) {
      return null;
    }
    Matcher numbers = NUMBER.matcher(text);
    return numbers.replaceAll(number -> Matcher.quoteReplacement(hidden(number.group())));
  }

  private static String hidden(String number) {
    int end = number.offsetByCodePoints(0, LEFT_TO_SEE);
    return number.substring(0, end) + "*****";
  }
}
