package huiwen.text;

import java.lang.Character.UnicodeScript;

/** In which language something is written, told by its script. */
public final class Languages {

  public static final String CHINESE = "zh-Hans";
  public static final String MONGOLIAN = "mn-Mong";
  public static final String MONGOLIAN_CYRILLIC = "mn-Cyrl";

  /** Mongolian letters as Menksoft's fonts have them, among those that Unicode leaves to everybody's own use. */
  private static final int MENKSOFT_FIRST = 0xE234;
  private static final int MENKSOFT_LAST = 0xE71D;

  private Languages() {
  }

  /** A BCP 47 tag; Chinese where the script does not tell. */
  public static String of(String text) {
    long mongolian = letters(text, UnicodeScript.MONGOLIAN) + text.codePoints().filter(Languages::isMenksoft).count();
    long cyrillic = letters(text, UnicodeScript.CYRILLIC);
    long chinese = letters(text, UnicodeScript.HAN);
    if (mongolian > chinese && mongolian >= cyrillic) {
      return MONGOLIAN;
    }
    return cyrillic > chinese ? MONGOLIAN_CYRILLIC : CHINESE;
  }

  /** Whether it is a Mongolian letter of an older encoding, which no font shows that does not know it. */
  public static boolean isMenksoft(int letter) {
    return letter >= MENKSOFT_FIRST && letter <= MENKSOFT_LAST;
  }

  private static long letters(String text, UnicodeScript script) {
    return text.codePoints()
        .filter(letter -> Character.isLetter(letter) && UnicodeScript.of(letter) == script).count();
  }
}
