package huiwen.screening;

import huiwen.classifier.Classifier;
import huiwen.classifier.Example;
import huiwen.classifier.LabelledCsv;
import huiwen.classifier.Trainer;
import huiwen.text.WordLists;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells what is urgent (danger to life or body) and what is private by its matter. Two opinions are added as logarithms of odds:
 * that of a classifier over letters and sounds, learned from {@code screening/sensitive.csv} at the start (a third of a second of
 * one processor; the same examples always make the same classifier), and that of {@link Signs}.
 */
final class Sensitive {

  private static final String WORDS = "/screening/sensitive.txt";
  private static final String EXAMPLES = "/screening/sensitive.csv";
  private static final String URGENT = "urgent";
  private static final String PRIVATE = "private";
  /** What signs are worth, in logarithms of odds; found on the examples, by folds. */
  private static final double NO_DANGER = -0.1;
  private static final double DANGER = 1.7;
  private static final double EACH_DANGER = 0.8;
  private static final double ASKS_OF_DANGER = -1;
  private static final double ANIMALS_IN_DANGER = -2.5;
  private static final double NO_MATTER = 0.1;
  private static final double MATTER = 0.9;
  private static final double EACH_MATTER = 0.8;
  private static final double BY_DANGER = 0.3;
  private static final double ASKS_OF_MATTER = -0.5;
  private static final double ANIMALS = -1;
  /** A text of fewer letters in which there is no sign says too little. */
  private static final int SHORTEST_WITHOUT_SIGNS = 7;
  /** Below these odds it is surely a question that anybody could ask: hardly any that is somebody's own lies there. */
  private static final double GENERAL = -2;
  /** A text of fewer letters does not say so much. */
  private static final int SHORTEST_GENERAL = 5;
  private static final int MOST_SIGNS = 3;
  private static final int MOST_ASKS = 2;
  private static final double SUREST = 0.99;

  /**
   * What was found.
   *
   * @param danger its kind, or null
   * @param hasSigns whether words say so, and not the classifier alone
   * @param isGeneral whether it is surely nobody's own matter: a rule, a price, an hour, a field
   */
  record Judged(String danger, boolean hasSigns, boolean isPrivate, boolean isGeneral, List<String> matters) {
  }

  private final Signs signs;
  private final Classifier classifier;

  private Sensitive(Signs signs, Classifier classifier) {
    this.signs = signs;
    this.classifier = classifier;
  }

  /** Reads the words and learns from the examples: call it on a worker thread. */
  static Sensitive learn() throws IOException {
    var examples = new ArrayList<Example>();
    try (Reader reader = new InputStreamReader(Sensitive.class.getResourceAsStream(EXAMPLES), StandardCharsets.UTF_8)) {
      LabelledCsv.read(reader).forEach(row ->
          examples.add(new Example(row.get("kind").replaceFirst("\\..*", ""), row.get("text"))));
    }
    return new Sensitive(new Signs(WordLists.read(WORDS)), Trainer.train(examples));
  }

  /** @param folded as {@link huiwen.text.Folding#fold} leaves it. @param joined the same without blanks */
  Judged judge(String folded, String joined) {
    double urgent = 0;
    double either = 0;
    for (Classifier.Guess guess : classifier.guess(folded)) {
      urgent += guess.label().equals(URGENT) ? guess.probability() : 0;
      either += guess.label().equals(URGENT) || guess.label().equals(PRIVATE) ? guess.probability() : 0;
    }
    Signs.Found found = signs.in(joined);
    List<String> matters = List.copyOf(found.matters().keySet());
    boolean saysEnough = joined.length() >= SHORTEST_WITHOUT_SIGNS;
    if ((saysEnough || found.danger() > 0) && danger(urgent, found) >= 0) {
      return new Judged(found.kind() == null ? Findings.DANGER : found.kind(), found.danger() > 0, true, false, matters);
    }
    double odds = matter(either, found);
    boolean isPrivate = (saysEnough || found.matter() + found.danger() > 0) && odds >= 0;
    return new Judged(null, false, isPrivate, joined.length() >= SHORTEST_GENERAL && odds <= GENERAL, matters);
  }

  private static double danger(double probability, Signs.Found found) {
    return odds(probability) + (found.danger() == 0 ? NO_DANGER : DANGER + EACH_DANGER * Math.min(MOST_SIGNS, found.danger()))
        + ASKS_OF_DANGER * Math.min(MOST_ASKS, found.asks()) + (found.isOfAnimals() ? ANIMALS_IN_DANGER : 0);
  }

  private static double matter(double probability, Signs.Found found) {
    return odds(probability) + (found.matter() == 0 ? NO_MATTER : MATTER + EACH_MATTER * Math.min(MOST_SIGNS, found.matter()))
        + (found.danger() > 0 ? BY_DANGER : 0) + ASKS_OF_MATTER * Math.min(MOST_ASKS, found.asks())
        + (found.isOfAnimals() ? ANIMALS : 0);
  }

  private static double odds(double probability) {
    double bounded = Math.max(1 - SUREST, Math.min(SUREST, probability));
    return Math.log(bounded / (1 - bounded));
  }
}
