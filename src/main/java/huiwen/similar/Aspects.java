package huiwen.similar;

import huiwen.text.WordLists;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is asked of a matter – where, when, how much – and of which of several things that are not the same: two questions
 * with the same words but another of these want another answer.
 */
final class Aspects {

  private static final WordLists LISTS = WordLists.read("/reading/aspects.txt");
  private static final List<Pattern> ASKED = LISTS.names().stream().filter(name -> name.startsWith("asked-"))
      .map(name -> Pattern.compile(String.join("|", LISTS.of(name)))).toList();
  /** Of each group a text names one or the other. */
  private static final List<List<String>> GROUPS = LISTS.of("named").stream()
      .map(group -> List.of(group.split("\\|"))).toList();

  /** How many things can be asked. */
  static final int COUNT = ASKED.size();

  private Aspects() {
  }

  /** Which of the aspects a folded text asks for, one bit each. */
  static int asked(String folded) {
    int bits = 0;
    int bit = 1;
    for (Pattern pattern : ASKED) {
      bits |= pattern.matcher(folded).find() ? bit : 0;
      bit <<= 1;
    }
    return bits;
  }

  /** Which of the things a folded text names, one bit each. */
  static long named(String folded) {
    long bits = 0;
    for (int i = 0; i < GROUPS.size(); i++) {
      bits |= GROUPS.get(i).stream().anyMatch(folded::contains) ? 1L << i : 0;
    }
    return bits;
  }
}
