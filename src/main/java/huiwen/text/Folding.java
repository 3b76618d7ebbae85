package huiwen.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words as they are compared, beside the words as they were typed, which nobody touches: full width and half width, upper
 * and lower case, traditional and simplified letters are one, what cannot be seen is gone, every run of signs and blanks
 * is one blank, and a letter that is typed again and again counts twice.
 */
public final class Folding {

  /** Zero-width and direction marks, variation selectors, soft hyphens. */
  /** Both part a Mongolian word from its ending, and are typed for each other, or a blank for both. */
  private static final Pattern BEFORE_ENDINGS = Pattern.compile("[\\x{180E}\\x{202F}]");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\x{FE00}-\\x{FE0F}\\x{180B}-\\x{180F}]");
  /** Menksoft's Mongolian letters are none to Unicode. */
  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\x{E234}-\\x{E71D}]+");
  private static final Pattern REPEATED = Pattern.compile("(\\P{Nd})\\1{2,}");

  private Folding() {
  }

  /** Letters and numbers with single blanks between; empty where the text has none. */
  public static String fold(String text) {
    String parted = BEFORE_ENDINGS.matcher(text).replaceAll(" ");
    String seen = UNSEEN.matcher(Normalizer.normalize(parted, Normalizer.Form.NFKC)).replaceAll("");
    // once more: something unseen may have stood between a letter and its mark, and only the small letter may have a form with it
    String folded = Normalizer.normalize(seen.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    folded = SIGNS.matcher(Letters.simplified(folded)).replaceAll(" ").strip();
    return REPEATED.matcher(folded).replaceAll("$1$1");
  }

  /** The same without blanks. */
  public static String joined(String folded) {
    return folded.replace(" ", "");
  }
}
