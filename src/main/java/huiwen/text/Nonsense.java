package huiwen.text;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Tells words that ask nothing: greetings, tests, single letters again and again. */
public final class Nonsense {

  private static final WordLists WORDS = WordLists.read("/reading/texts.txt");
  private static final Set<String> EMPTY_WORDS = Set.copyOf(WORDS.of("asks-nothing"));
  /** Greetings before what is asked. */
  private static final List<String> GREETINGS = WORDS.of("greetings");
  /** The longest first, so that none leaves a rest of a longer one. */
  private static final List<String> THANKS = WORDS.of("thanks").stream()
      .map(word -> Folding.joined(Folding.fold(word))).sorted(Comparator.comparingInt(String::length).reversed()).toList();
  private static final int FEWEST_LETTERS = 2;
  private static final int MANY = 5;

  private Nonsense() {
  }

  /** @param folded as {@link Folding#fold} leaves it */
  public static boolean is(String folded) {
    String joined = Folding.joined(folded);
    long letters = joined.codePoints().filter(letter -> Character.isLetter(letter) || Languages.isMenksoft(letter)).count();
    if (letters < FEWEST_LETTERS || EMPTY_WORDS.contains(joined)) {
      return true;
    }
    long different = joined.codePoints().distinct().count();
    if (different == 1 || different <= 2 && letters >= MANY) {
      return true;
    }
    return without(joined, GREETINGS).isEmpty();
  }

  /** Tells thanks for an answer, and that it was understood, from words that ask for more. @param folded as for {@link #is} */
  public static boolean isThanks(String folded) {
    return without(Folding.joined(folded), THANKS).codePoints().noneMatch(Character::isLetterOrDigit);
  }

  private static String without(String joined, List<String> words) {
    String bare = joined;
    for (String word : words) {
      bare = bare.replace(word, " ");
    }
    return bare.replace(" ", "");
  }
}
