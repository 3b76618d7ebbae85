package huiwen.classifier;

import huiwen.text.Folding;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How well questions find their department: what was guessed of labelled questions, and the figures of it. */
public final class Evaluation {

  /** A question with the departments that are right for it, the main one first. */
  public record Labelled(Set<String> right, String question) {

    String main() {
      return right.iterator().next();
    }
  }

  /**
   * @param ranked the likeliest departments, the likeliest first; empty = none
   * @param acted whether it was acted on; null = by its probability
   */
  public record Guessed(Labelled question, List<String> ranked, double probability, Boolean acted) {

    Guessed(Labelled question, List<String> ranked, double probability) {
      this(question, ranked, probability, null);
    }

    /** @param routed whether it was sent to the first department without a person having looked */
    public Guessed actedOn(boolean routed) {
      return new Guessed(question, ranked, probability, routed);
    }

    boolean isActedOn(double threshold) {
      return acted == null ? probability >= threshold : acted;
    }

    boolean isRight() {
      return !ranked.isEmpty() && question.right.contains(ranked.get(0));
    }

    /** What was guessed; the main label where one of several right ones was. */
    String answer() {
      return isRight() ? question.main() : ranked.isEmpty() ? "" : ranked.get(0);
    }
  }

  private final List<Guessed> guessed;

  public Evaluation(List<Guessed> guessed) {
    this.guessed = guessed;
  }

  /** Of a classifier on examples, by their meanings where they have any. */
  public static Evaluation of(Classifier classifier, List<Example> examples) {
    return new Evaluation(examples.stream().map(example -> guessed(classifier,
        new Labelled(Set.of(example.department()), example.text()), example.meaning())).toList());
  }

  public static Guessed guessed(Classifier classifier, Labelled question, float[] meaning) {
    List<Classifier.Guess> guesses = classifier.guess(Folding.fold(question.question()), meaning);
    return new Guessed(question, guesses.stream().limit(3).map(Classifier.Guess::label).toList(),
        guesses.isEmpty() ? 0 : guesses.get(0).probability());
  }

  /** For the organizer: shares of 1, to three places. */
  public JsonObject figures(double threshold) {
    return new JsonObject().put("top1", rounded(first())).put("top3", rounded(amongThree()))
        .put("coverage", rounded(coverage(threshold))).put("precision", rounded(precision(threshold)));
  }

  private static double rounded(double share) {
    return Double.isNaN(share) ? 0 : Math.round(share * 1000) / 1000.0;
  }

  /** A CSV {@code department[,also],question}. */
  public static List<Labelled> read(Path file) throws IOException {
    var rows = new ArrayList<Labelled>();
    for (Map<String, String> row : LabelledCsv.read(file)) {
      var right = new LinkedHashSet<String>();
      right.add(row.get("department"));
      String also = row.getOrDefault("also", "");
      right.addAll(also == null || also.isBlank() ? List.of() : List.of(also.split("[;| ]+")));
      rows.add(new Labelled(right, row.get("question")));
    }
    return rows;
  }

  double first() {
    return share(guessed, guessed.stream().filter(Guessed::isRight).count());
  }

  double amongThree() {
    return share(guessed, guessed.stream()
        .filter(guess -> guess.ranked.stream().limit(3).anyMatch(guess.question.right::contains)).count());
  }

  double coverage(double threshold) {
    return share(guessed, sure(threshold).size());
  }

  double precision(double threshold) {
    List<Guessed> sure = sure(threshold);
    return share(sure, sure.stream().filter(Guessed::isRight).count());
  }

  private List<Guessed> sure(double threshold) {
    return guessed.stream().filter(guess -> guess.isActedOn(threshold)).toList();
  }

  private static double share(List<Guessed> all, long some) {
    return all.isEmpty() ? Double.NaN : (double) some / all.size();
  }

  /** The mean of the classes' F1; weighted by how many each has, or not. */
  double f1(boolean weighted) {
    var labels = new TreeSet<String>();
    guessed.forEach(guess -> labels.add(guess.question.main()));
    double sum = 0;
    double weights = 0;
    for (String label : labels) {
      long are = guessed.stream().filter(guess -> guess.question.main().equals(label)).count();
      long called = guessed.stream().filter(guess -> guess.answer().equals(label)).count();
      long hit = guessed.stream()
          .filter(guess -> guess.question.main().equals(label) && guess.answer().equals(label)).count();
      double weight = weighted ? are : 1;
      sum += weight * (hit == 0 ? 0 : 2.0 * hit / (are + called));
      weights += weight;
    }
    return sum / weights;
  }

  /** How sure the guesses were, by tenths, and how often they were right then. */
  Map<Integer, double[]> reliability() {
    var deciles = new TreeMap<Integer, List<Guessed>>();
    guessed.forEach(guess -> deciles
        .computeIfAbsent((int) Math.min(9, guess.probability * 10), decile -> new ArrayList<>()).add(guess));
    var reliability = new TreeMap<Integer, double[]>();
    deciles.forEach((decile, in) -> reliability.put(decile, new double[] {
        in.stream().mapToDouble(Guessed::probability).average().orElse(0),
        share(in, in.stream().filter(Guessed::isRight).count()), in.size()}));
    return reliability;
  }

  public String report(double threshold) {
    var report = new StringBuilder();
    report.append("top-1 %.3f, top-3 %.3f, macro-F1 %.3f, weighted F1 %.3f%n"
        .formatted(first(), amongThree(), f1(false), f1(true)));
    report.append("threshold %.3f: coverage %.3f, precision %.3f%n"
        .formatted(threshold, coverage(threshold), precision(threshold)));
    report.append("sure by | right | how many\n");
    reliability().forEach((decile, row) -> report.append("%.2f | %.2f | %.0f%n".formatted(row[0], row[1], row[2])));
    Map<String, Integer> pairs = new HashMap<>();
    guessed.stream().filter(guess -> !guess.isRight()).forEach(guess ->
        pairs.merge(guess.question.main() + " taken for " + guess.answer(), 1, Integer::sum));
    pairs.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey())).limit(10)
        .forEach(pair -> report.append(pair.getValue()).append(" × ").append(pair.getKey()).append('\n'));
    return report.toString();
  }
}
