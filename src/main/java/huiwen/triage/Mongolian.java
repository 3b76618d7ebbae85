package huiwen.triage;

import huiwen.config.SettingsReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What herders say in Mongolian, in both its scripts, by department. */
public final class Mongolian {

  private static final String FILE = "triage/mongolian.yaml";
  /** Variation selectors are seen and mean nothing. */
  private static final Pattern WITHIN_WORDS = Pattern.compile("[\\x{180B}-\\x{180D}\\x{180F}\\x{200C}\\x{200D}]");
  /** The vowel separator and the narrow blank are typed for each other, a blank for both, and the first is left out. */
  private static final String SEPARATOR = "\u180E";
  private static final Pattern BEFORE_ENDINGS = Pattern.compile("[\\x{180E}\\x{202F} ]+");

  /** A department, the words that speak for it, and how much they say: the letters of their stems. */
  record Found(String department, List<String> words, int letters) {
  }

  /** A stem of fewer letters is taken for itself alone. */
  private static final int SHORT = 3;

  /** Stem to department. */
  private final Map<String, String> stems = new LinkedHashMap<>();

  private Mongolian(JsonObject file) {
    file.fieldNames().forEach(department -> file.getJsonArray(department)
        .forEach(stem -> {
          stems.put(bare(stem.toString()), department);
          stems.putIfAbsent(bare(stem.toString().replace(SEPARATOR, "")), department);
        }));
  }

  static Future<Mongolian> read(Vertx vertx) {
    return SettingsReader.readYaml(vertx, FILE).compose(file -> vertx.executeBlocking(() -> new Mongolian(file), false));
  }

  private static String bare(String text) {
    String seen = WITHIN_WORDS.matcher(Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT)).replaceAll("");
    return BEFORE_ENDINGS.matcher(seen).replaceAll(" ");
  }

  /** The departments that the words speak for, the one for which most speaks first. */
  List<Found> departmentsOf(String text) {
    String typed = bare(text);
    Map<String, List<String>> found = new LinkedHashMap<>();
    int at = 0;
    while (at < typed.length()) {
      boolean beginsWord = Character.isLetter(typed.charAt(at)) && (at == 0 || !isWithinWord(typed.charAt(at - 1)));
      String stem = beginsWord ? longestAt(typed, at) : null;
      if (stem != null) {
        found.computeIfAbsent(stems.get(stem), department -> new ArrayList<>()).add(stem);
      }
      at += stem == null ? 1 : stem.length();
    }
    return found.entrySet().stream()
        .map(entry -> new Found(entry.getKey(), entry.getValue(), entry.getValue().stream().mapToInt(String::length).sum()))
        .sorted(Comparator.comparingInt(Found::letters).reversed()).toList();
  }

  private String longestAt(String typed, int at) {
    return stems.keySet().stream().filter(stem -> typed.startsWith(stem, at))
        .filter(stem -> stem.length() >= SHORT || at + stem.length() == typed.length()
            || !isWithinWord(typed.charAt(at + stem.length())))
        .max(Comparator.comparingInt(String::length)).orElse(null);
  }

  private static boolean isWithinWord(char letter) {
    return Character.isLetter(letter) || Character.getType(letter) == Character.NON_SPACING_MARK;
  }
}
