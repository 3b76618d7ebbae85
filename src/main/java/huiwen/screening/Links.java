package huiwen.screening;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells addresses of the web in a text, those that are spelled out among them. */
final class Links {

  private static final String ENDS = "com|cn|net|org|top|xyz|cc|me|ly|vip|club|info|link|app|io|shop|site|fun|live|wang|tk|ru|hk|tv|pw|gg|invalid";
  private static final String DOT = "(?:[.。]|点|\\[\\.]|\\(\\.\\))";
  private static final Pattern LINK = Pattern.compile("(?:h[tx]{2}ps?|ftp)\\s?[:：]\\s?[/\\\\]{1,2}|(?<![a-z0-9])www" + DOT
      + "|(?<![@a-z0-9._-])[a-z0-9][a-z0-9-]{0,40}(?:" + DOT + "[a-z0-9-]{1,20}){0,3}" + DOT + "(?:" + ENDS + ")(?![a-z0-9@])");

  private static final Pattern OFFICE = Pattern.compile(
      "(?i)(?:https?://)?(?<![@a-z0-9._-])(?:[a-z0-9-]{1,40}\\.){1,4}gov\\.cn(?![a-z0-9@:_-]|\\.[a-z0-9])(?:/[a-z0-9/._?=&%#-]*)?");

  private Links() {
  }

  /** The text without the addresses of government offices, which are no advertisement. */
  static String withoutOffices(String typed) {
    return OFFICE.matcher(typed).replaceAll(" ");
  }

  static boolean areIn(String typed) {
    return LINK.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT)).find();
  }
}
