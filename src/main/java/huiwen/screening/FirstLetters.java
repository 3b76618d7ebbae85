package huiwen.screening;

import java.util.HashSet;
import java.util.Set;

/**
 * The letters with which a match of a regular expression can begin, so that it need not be tried elsewhere. Understands what the
 * word lists use: letters, escapes, classes, groups, lookarounds, quantifiers.
 */
final class FirstLetters {

  /** What a part can begin with, and whether it can be empty. */
  private record First(Set<Character> letters, boolean isAny, boolean isEmpty) {

    First or(First other) {
      var both = new HashSet<>(letters);
      both.addAll(other.letters);
      return new First(both, isAny || other.isAny, isEmpty || other.isEmpty);
    }

    First then(First next) {
      return isEmpty ? new First(letters, isAny, false).or(next) : this;
    }
  }

  private static final First EMPTY = new First(Set.of(), false, true);
  private static final First ANY = new First(Set.of(), true, false);

  private final String regex;
  private int at;

  private FirstLetters(String regex) {
    this.regex = regex;
  }

  /** The letters; null where a match may begin with any. */
  static Set<Character> of(String regex) {
    First first = new FirstLetters(regex).alternatives();
    return first.isAny || first.isEmpty ? null : first.letters;
  }

  private First alternatives() {
    First all = sequence();
    while (at < regex.length() && regex.charAt(at) == '|') {
      at++;
      all = all.or(sequence());
    }
    return all;
  }

  private First sequence() {
    First first = EMPTY;
    while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
      First item = quantified(item());
      first = first.then(item);
    }
    return first;
  }

  private First item() {
    char letter = regex.charAt(at++);
    return switch (letter) {
      case '(' -> group();
      case '[' -> letters();
      case '.' -> ANY;
      case '^', '$' -> EMPTY;
      case '\\' -> {
        char escaped = regex.charAt(at++);
        yield Character.isLetter(escaped) ? ANY : new First(Set.of(escaped), false, false);
      }
      default -> new First(Set.of(letter), false, false);
    };
  }

  private First group() {
    boolean looks = regex.startsWith("?!", at) || regex.startsWith("?=", at) || regex.startsWith("?<", at);
    if (looks || regex.startsWith("?:", at)) {
      at += regex.startsWith("?<", at) ? 3 : 2;
    }
    First inner = alternatives();
    at++; // the bracket that ends it
    return looks ? EMPTY : inner;
  }

  private First letters() {
    if (regex.charAt(at) == '^') {
      at = regex.indexOf(']', at) + 1;
      return ANY;
    }
    var letters = new HashSet<Character>();
    while (regex.charAt(at) != ']') {
      char from = regex.charAt(at++);
      if (regex.charAt(at) == '-' && regex.charAt(at + 1) != ']') {
        for (char letter = from; letter <= regex.charAt(at + 1); letter++) {
          letters.add(letter);
        }
        at += 2;
      } else {
        letters.add(from);
      }
    }
    at++;
    return new First(letters, false, false);
  }

  private First quantified(First item) {
    if (at >= regex.length()) {
      return item;
    }
    return switch (regex.charAt(at)) {
      case '?', '*' -> {
        at++;
        yield new First(item.letters, item.isAny, true);
      }
      case '+' -> {
        at++;
        yield item;
      }
      case '{' -> {
        boolean fromNone = regex.charAt(at + 1) == '0';
        at = regex.indexOf('}', at) + 1;
        yield new First(item.letters, item.isAny, item.isEmpty || fromNone);
      }
      default -> item;
    };
  }
}
