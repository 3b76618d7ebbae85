package huiwen.text;

import java.util.List;
import java.util.Set;

/** Tells words that ask nothing: greetings, tests, single letters again and again. */
public final class Nonsense {

  private static final WordLists WORDS = WordLists.read("/reading/texts.txt");
  private static final Set<String> EMPTY_WORDS = Set.copyOf(WORDS.of("asks-nothing"));
  /** Greetings before what is asked. */
  private static final List<String> GREETINGS = WORDS.of("greetings");
  private static final int FEWEST_LETTERS = 2;
  private static final int MANY = 5;

  private Nonsense() {
  }

  /** @param folded as {@link Folding#fold} leaves it */
  public static boolean is(String folded) {
    String joined = Folding.joined(folded);
    long letters = joined.codePoints().filter(Character::isLetter).count();
    if (letters < FEWEST_LETTERS || EMPTY_WORDS.contains(joined)) {
      return true;
    }
    long different = joined.codePoints().distinct().count();
    if (different == 1 || different <= 2 && letters >= MANY) {
      return true;
    }
    String bare = joined;
    for (String greeting : GREETINGS) {
      bare = bare.replace(greeting, "");
    }
    return bare.isEmpty();
  }
}
