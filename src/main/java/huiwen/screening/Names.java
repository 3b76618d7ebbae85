package huiwen.screening;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells whether a text holds what is probably a person's name: a family name with one or two letters that given names are made
 * of, and that is no word; or what Mongolian names sound like in Chinese. Decides nothing alone: a moderator looks.
 */
final class Names {

  private static final int GIVEN = 2;
  private static final Pattern BETWEEN_LETTERS = Pattern.compile("(?<=(?:^| ).) (?=.(?: |$))");

  private final Set<String> surnames;
  private final Set<Character> given;
  private final List<String> mongolian;
  private final List<String> words;

  Names(JsonObject file) {
    surnames = Set.copyOf(strings(file, "surnames"));
    given = strings(file, "given").stream().map(letter -> letter.charAt(0)).collect(Collectors.toSet());
    mongolian = strings(file, "mongolian");
    words = strings(file, "not_names");
  }

  private static List<String> strings(JsonObject file, String key) {
    return file.getJsonArray(key, new JsonArray()).stream().map(Object::toString).distinct().toList();
  }

  /**
   * Whether there are any.
   *
   * @param folded with its blanks: no name goes on after one, unless it was typed letter by letter
   * @param isCommon whether three letters are often seen together: then they are words
   */
  boolean areIn(String folded, Predicate<String> isCommon) {
    String text = BETWEEN_LETTERS.matcher(folded).replaceAll("");
    for (String word : words) {
      text = text.replace(word, " ");
    }
    return hasMongolian(text) || hasChinese(text, isCommon);
  }

  private boolean hasMongolian(String text) {
    return mongolian.stream().anyMatch(text::contains);
  }

  private boolean hasChinese(String text, Predicate<String> isCommon) {
    for (int at = 0; at + 1 + GIVEN <= text.length(); at++) {
      int from = surnames.contains(text.substring(at, at + 2)) ? at + 2
          : surnames.contains(text.substring(at, at + 1)) ? at + 1 : -1;
      if (from > 0 && from + GIVEN <= text.length() && given.contains(text.charAt(from))
          && given.contains(text.charAt(from + 1)) && !isWord(text, from) && !isCommon.test(text.substring(from - 1, from + GIVEN))) {
        return true;
      }
    }
    return false;
  }

  /** Said twice (安安静静, 方方正正), or a thing (管子, 谷子). */
  private static boolean isWord(String text, int from) {
    boolean isDouble = from > 1 && text.charAt(from - 1) == text.charAt(from - 2) && text.charAt(from) == text.charAt(from + 1);
    return isDouble || text.charAt(from) == text.charAt(from - 1) || text.charAt(from) == '子';
  }
}
