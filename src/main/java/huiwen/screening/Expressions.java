package huiwen.screening;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many regular expressions, each tried only where the text has a letter with which it can begin: a question has thirty letters,
 * and most of some five hundred expressions begin with none of them.
 */
final class Expressions {

  /** In the word lists: at most eight letters of any kind. */
  private static final String SOME = "~";
  private static final String AT_MOST_EIGHT = ".{0,8}";

  private final List<Pattern> patterns = new ArrayList<>();
  private final Map<Character, List<Integer>> byFirst = new HashMap<>();
  /** Those that can begin with any letter. */
  private final List<Integer> others = new ArrayList<>();

  Expressions(List<String> words) {
    for (String word : words) {
      String regex = word.replace(SOME, AT_MOST_EIGHT);
      int number = patterns.size();
      patterns.add(Pattern.compile(regex));
      Set<Character> first = FirstLetters.of(regex);
      if (first == null) {
        others.add(number);
      } else {
        first.forEach(letter -> byFirst.computeIfAbsent(letter, none -> new ArrayList<>()).add(number));
      }
    }
  }

  boolean areIn(String text) {
    return count(text, 1) > 0;
  }

  /** How many of them are in a text. */
  int count(String text) {
    return count(text, Integer.MAX_VALUE);
  }

  private int count(String text, int most) {
    var isFound = new boolean[patterns.size()];
    int count = 0;
    for (int at = 0; at < text.length() && count < most; at++) {
      for (int number : byFirst.getOrDefault(text.charAt(at), List.of())) {
        if (!isFound[number] && beginsAt(number, text, at)) {
          isFound[number] = true;
          count++;
        }
      }
    }
    for (int i = 0; i < others.size() && count < most; i++) {
      count += patterns.get(others.get(i)).matcher(text).find() ? 1 : 0;
    }
    return count;
  }

  private boolean beginsAt(int number, String text, int at) {
    Matcher matcher = patterns.get(number).matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    return matcher.region(at, text.length()).lookingAt();
  }
}
