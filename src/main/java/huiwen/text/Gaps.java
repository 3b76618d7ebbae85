package huiwen.text;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands between two runs of digits, and whether they may be parts of one number all the same. */
final class Gaps {

  /** How far two runs of digits are apart. */
  enum Kind {
    /** Nothing, signs, blanks, pictures; or words that join the parts of a number. */
    JOINS,
    /** Some words: one number only where a number was announced. */
    IN_DOUBT,
    /** A measure, or much else. */
    PARTS
  }

  private static final WordLists WORDS = WordLists.read("/reading/numbers.txt");
  private static final List<String> JOINS = WORDS.of("joins").stream()
      .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder())).toList();
  private static final Set<Character> UNITS =
      WORDS.of("units").stream().map(word -> word.charAt(0)).collect(Collectors.toUnmodifiableSet());
  private static final int LONGEST_SIGNS = 60;
  private static final int LONGEST_JOIN = 12;
  private static final int LONGEST_DOUBT = 6;

  private Gaps() {
  }

  static Kind of(String gap) {
    if (gap.isEmpty()) {
      return Kind.JOINS;
    }
    if (gap.length() > LONGEST_SIGNS) {
      return Kind.PARTS;
    }
    String words = words(gap);
    if (words.isEmpty()) {
      return Kind.JOINS;
    }
    if (words.length() <= LONGEST_JOIN && isJoin(words)) {
      return Kind.JOINS;
    }
    return words.length() <= LONGEST_DOUBT && !UNITS.contains(words.charAt(0)) ? Kind.IN_DOUBT : Kind.PARTS;
  }

  /** Whether the first letter behind digits makes them an amount. */
  static boolean isUnit(char letter) {
    return UNITS.contains(letter);
  }

  private static String words(String gap) {
    var words = new StringBuilder();
    gap.codePoints().filter(letter -> Character.isLetter(letter) || letter == '%' || letter == '‰' || letter == '°'
        || letter == '℃' || letter == '￥' || letter == '$').forEach(words::appendCodePoint);
    return words.toString();
  }

  private static boolean isJoin(String words) {
    String left = words;
    while (!left.isEmpty()) {
      String rest = left;
      String join = JOINS.stream().filter(rest::startsWith).findFirst().orElse(null);
      if (join == null) {
        return false;
      }
      left = left.substring(join.length());
    }
    return true;
  }
}
