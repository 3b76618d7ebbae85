package huiwen.screening;

import huiwen.classifier.BuiltIn;
import huiwen.classifier.Classifier;
import huiwen.text.WordLists;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells what is urgent (danger to life or body) and what is private by its matter. Two opinions are added as logarithms of odds:
 * that of a classifier over letters, sounds and, where it is given, the meaning, learned from {@code screening/sensitive.csv}
 * and ordinary questions, and that of {@link Signs}.
 */
final class Sensitive {

  private static final String WORDS = "/screening/sensitive.txt";
  private static final String URGENT = "urgent";
  private static final String PRIVATE = "private";
  /** Where somebody asks that another is not told. */
  private static final String SECRET = "secret";
  /**
   * What signs are worth, in logarithms of odds: a logistic regression on the examples, by folds, rounded. The leans are wider
   * than it says: a danger that is missed costs more than one too many.
   */
  private static final double LEAN_TO_DANGER = 0.4;
  private static final double DANGER = 0.8;
  private static final double EACH_DANGER = 0.6;
  private static final double ASKS_OF_DANGER = -0.4;
  private static final double ANIMALS_IN_DANGER = -1;
  private static final double LEAN_TO_MATTER = 0.8;
  private static final double MATTER = 0.3;
  private static final double EACH_MATTER = 0.8;
  private static final double BY_DANGER = 0.8;
  private static final double ASKS_OF_MATTER = -0.75;
  private static final double ANIMALS = -0.35;
  /** Where only the letters were looked at: rather private than open. */
  private static final double LEAN_BY_LETTERS = 0.2;
  /** So near to the line the meaning is worth its milliseconds; beyond, it changes nothing. */
  private static final double DOUBT = 2;
  /** A text of fewer letters in which there is no sign says too little. */
  private static final int SHORTEST_WITHOUT_SIGNS = 7;
  /** Unless it tells of somebody (我坐过牢). */
  private static final int SHORTEST_OF_SOMEBODY = 4;
  private static final Pattern SOMEBODY = Pattern.compile("我|俺|他|她|妈|爸|爹|娘|娃|儿|老汉|婆姨|媳妇");
  /** Nor does a shorter one say that it is anybody's question. */
  private static final int SHORTEST_GENERAL = 5;
  /** Below these odds it is surely a question that anybody could ask: hardly any that is somebody's own lies there. */
  private static final double GENERAL = -1.5;
  private static final int MOST_SIGNS = 3;
  private static final int MOST_ASKS = 2;
  private static final double SUREST = 0.99;

  /**
   * What was found.
   *
   * @param danger its kind, or null
   * @param hasSigns whether words say so, and not the classifier alone
   * @param isGeneral whether it is surely nobody's own matter: a rule, a price, an hour, a field
   * @param inDoubt whether the meaning could say otherwise
   */
  record Judged(String danger, boolean hasSigns, boolean isPrivate, boolean isGeneral, List<String> matters, boolean inDoubt) {
  }

  private final Signs signs;
  private final Classifier classifier;

  private Sensitive(Signs signs, Classifier classifier) {
    this.signs = signs;
    this.classifier = classifier;
  }

  /** Reads the words and what was learned: call it on a worker thread. */
  static Sensitive read() throws IOException {
    return new Sensitive(new Signs(WordLists.read(WORDS)), BuiltIn.sensitive());
  }

  /**
   * Judges a text.
   *
   * @param folded as {@link huiwen.text.Folding#fold} leaves it
   * @param joined the same without blanks
   * @param meaning null where there is none to be had
   */
  Judged judge(String folded, String joined, float[] meaning) {
    double urgent = 0;
    double either = 0;
    for (Classifier.Guess guess : classifier.guess(folded, meaning)) {
      urgent += guess.label().equals(URGENT) ? guess.probability() : 0;
      either += guess.label().equals(URGENT) || guess.label().equals(PRIVATE) ? guess.probability() : 0;
    }
    Signs.Found found = signs.in(joined);
    List<String> matters = List.copyOf(found.matters().keySet());
    double lean = meaning == null ? LEAN_BY_LETTERS : 0;
    boolean saysEnough = joined.length() >= SHORTEST_WITHOUT_SIGNS
        || joined.length() >= SHORTEST_OF_SOMEBODY && SOMEBODY.matcher(joined).find();
    boolean mayBeDanger = saysEnough || found.danger() > 0;
    boolean mayBePrivate = saysEnough || found.matter() + found.danger() > 0;
    double danger = danger(urgent, found) + lean;
    double matter = matter(either, found) + lean;
    boolean isDanger = mayBeDanger && danger >= 0;
    boolean inDoubt = meaning == null
        && (mayBeDanger && Math.abs(danger) < DOUBT || mayBePrivate && !isDanger && Math.abs(matter) < DOUBT);
    if (isDanger) {
      return new Judged(found.kind() == null ? Findings.DANGER : found.kind(), found.danger() > 0, true, false, matters, inDoubt);
    }
    boolean isSecret = found.matters().containsKey(SECRET);
    return new Judged(null, false, isSecret || mayBePrivate && matter >= 0, !isSecret && isGeneral(joined, matter, found), matters,
        inDoubt);
  }

  /** A named illness is mostly somebody's: it takes a question for a rule, a price, an hour. */
  private static boolean isGeneral(String joined, double matter, Signs.Found found) {
    boolean mayBeHers = found.namesIllness() && !found.isOfAnimals() && found.asks() == 0;
    return joined.length() >= SHORTEST_GENERAL && matter <= GENERAL && !mayBeHers;
  }

  private static double danger(double probability, Signs.Found found) {
    return LEAN_TO_DANGER + odds(probability)
        + (found.danger() == 0 ? 0 : DANGER + EACH_DANGER * Math.min(MOST_SIGNS, found.danger()))
        + ASKS_OF_DANGER * Math.min(MOST_ASKS, found.asks()) + (found.isOfAnimals() ? ANIMALS_IN_DANGER : 0);
  }

  private static double matter(double probability, Signs.Found found) {
    return LEAN_TO_MATTER + odds(probability)
        + (found.matter() == 0 ? 0 : MATTER + EACH_MATTER * Math.min(MOST_SIGNS, found.matter()))
        + (found.danger() > 0 ? BY_DANGER : 0) + ASKS_OF_MATTER * Math.min(MOST_ASKS, found.asks())
        + (found.isOfAnimals() ? ANIMALS : 0);
  }

  private static double odds(double probability) {
    double bounded = Math.max(1 - SUREST, Math.min(SUREST, probability));
    return Math.log(bounded / (1 - bounded));
  }
}
