package huiwen.screening;

import huiwen.text.WordLists;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words by which danger and what is nobody else's business are known, beside what the classifier learned: {@code
 * screening/sensitive.txt}. Each word is a regular expression without an unbounded repetition.
 */
final class Signs {

  private static final String URGENT = "urgent.";
  private static final String SYMPTOMS = "illness";
  private static final String PRIVATE = "private.";
  /** Of this many letters at most is anything looked at: what is danger is said early. */
  private static final int MOST_LETTERS = 1_000;

  /** What was found: the kinds of danger and the private matters, most words first; what speaks against. */
  record Found(Map<String, Integer> dangers, Map<String, Integer> matters, int asks, boolean isOfAnimals,
      boolean namesIllness) {

    int danger() {
      return dangers.values().stream().mapToInt(Integer::intValue).sum();
    }

    int matter() {
      return matters.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The kind of danger of which most words were found; null where there were none. */
    String kind() {
      return dangers.keySet().stream().reduce((one, other) -> weight(other) > weight(one) ? other : one).orElse(null);
    }

    /** What somebody suffers from (叫不醒) tells less than what brought it about (煤气). */
    private int weight(String kind) {
      return dangers.get(kind) * 2 - (kind.equals(SYMPTOMS) ? 3 : 0);
    }
  }

  private final Map<String, Expressions> dangers = new LinkedHashMap<>();
  private final Map<String, Expressions> matters = new LinkedHashMap<>();
  private final Expressions asks;
  private final List<String> animals;
  private final List<String> people;
  private final List<String> illnesses;

  Signs(WordLists words) {
    for (String name : words.names()) {
      if (name.startsWith(URGENT)) {
        dangers.put(name.substring(URGENT.length()), new Expressions(words.of(name)));
      } else if (name.startsWith(PRIVATE)) {
        matters.put(name.substring(PRIVATE.length()), new Expressions(words.of(name)));
      }
    }
    asks = new Expressions(words.of("asks"));
    animals = words.of("animals");
    people = words.of("people");
    illnesses = words.of("illnesses");
  }

  /** @param joined as {@link huiwen.text.Folding#joined} leaves it */
  Found in(String joined) {
    String text = joined.length() > MOST_LETTERS ? joined.substring(0, MOST_LETTERS) : joined;
    return new Found(counted(dangers, text), counted(matters, text), asks.count(text),
        holdsAny(text, animals) && !holdsAny(text, people), holdsAny(text, illnesses));
  }

  Set<String> kinds() {
    return dangers.keySet();
  }

  private static Map<String, Integer> counted(Map<String, Expressions> kinds, String text) {
    var counted = new LinkedHashMap<String, Integer>();
    kinds.forEach((kind, expressions) -> {
      int count = expressions.count(text);
      if (count > 0) {
        counted.put(kind, count);
      }
    });
    return counted;
  }

  private static boolean holdsAny(String text, List<String> words) {
    return words.stream().anyMatch(text::contains);
  }
}
