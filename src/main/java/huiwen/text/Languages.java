package huiwen.text;

import java.lang.Character.UnicodeScript;

/** In which language something is written, told by its script. */
public final class Languages {

  public static final String CHINESE = "zh-Hans";
  public static final String MONGOLIAN = "mn-Mong";
  public static final String MONGOLIAN_CYRILLIC = "mn-Cyrl";

  private Languages() {
  }

  /** A BCP 47 tag; Chinese where the script does not tell. */
  public static String of(String text) {
    long mongolian = letters(text, UnicodeScript.MONGOLIAN);
    long cyrillic = letters(text, UnicodeScript.CYRILLIC);
    long chinese = letters(text, UnicodeScript.HAN);
    if (mongolian > chinese && mongolian >= cyrillic) {
      return MONGOLIAN;
    }
    return cyrillic > chinese ? MONGOLIAN_CYRILLIC : CHINESE;
  }

  private static long letters(String text, UnicodeScript script) {
    return text.codePoints()
        .filter(letter -> Character.isLetter(letter) && UnicodeScript.of(letter) == script).count();
  }
}
