package huiwen.triage;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How much two short texts are alike: the cosine of their counts of neighbouring letter pairs, which needs no
 * word boundaries. Good enough to show; never to take one question for another.
 */
public final class Likeness {

  /** Below it a text is not worth showing. */
  public static final double WORTH_SHOWING = 0.3;

  private final Map<String, Integer> pairs;

  public Likeness(String text) {
    pairs = pairs(text);
  }

  /** 0 = nothing in common, 1 = the same letters. */
  public double to(String other) {
    Map<String, Integer> others = pairs(other);
    double common = 0;
    for (Map.Entry<String, Integer> pair : pairs.entrySet()) {
      common += pair.getValue() * others.getOrDefault(pair.getKey(), 0);
    }
    return common == 0 ? 0 : Math.min(1, common / (length(pairs) * length(others)));
  }

  private static double length(Map<String, Integer> pairs) {
    return Math.sqrt(pairs.values().stream().mapToDouble(count -> count * count).sum());
  }

  private static Map<String, Integer> pairs(String text) {
    int[] letters = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT)
        .codePoints().filter(Character::isLetterOrDigit).toArray();
    var pairs = new HashMap<String, Integer>();
    for (int i = 0; i + 1 < letters.length; i++) {
      pairs.merge(new String(letters, i, 2), 1, Integer::sum);
    }
    return pairs;
  }
}
