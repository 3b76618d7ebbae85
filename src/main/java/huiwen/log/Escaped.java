package huiwen.log;

import java.util.regex.Pattern;

/** Words as a log shows them: on one line, with an end, with no sign that a terminal obeys, and without numbers of persons. */
final class Escaped {

  private static final int LONGEST = 1_000;
  /** A telephone number has at least seven digits, a port or a year has not. */
  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{7,}");

  private Escaped() {
  }

  static String of(String words) {
    if (words == null) {
      return "";
    }
    String masked = LONG_NUMBER.matcher(words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words)
        .replaceAll("#######");
    var shown = new StringBuilder(masked.length());
    masked.codePoints().forEach(c -> {
      int type = Character.getType(c);
      if (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE
          || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR) {
        shown.append(String.format("\\u%04x", c));
      } else {
        shown.appendCodePoint(c);
      }
    });
    return shown.toString();
  }
}
