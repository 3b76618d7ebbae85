package huiwen.tools;

import huiwen.classifier.BuiltIn;
import huiwen.classifier.Classifier;
import huiwen.classifier.Evaluation;
import huiwen.classifier.Example;
import huiwen.classifier.Examples;
import huiwen.classifier.LabelledCsv;
import huiwen.classifier.Trainer;
import huiwen.embedding.SentenceEmbedder;
import huiwen.similar.AnswerIndex;
import huiwen.similar.Sameness;
import huiwen.similar.Similar;
import huiwen.similar.Traits;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures on anybody's labelled files how well questions find their department, and how well look-alikes are told from what
 * means the same. Arguments: a folder for native libraries, then
 *
 * <ul>
 *   <li>a CSV {@code department[,also],question}: the built-in model is tested on it;
 *   <li>two of them: learns from the first alone and is tested on the second;
 *   <li>a CSV {@code query,target,same}: precision, recall and area under the curve;
 *   <li>a CSV with {@code id,question} and a CSV {@code query,id}: finds the one that means the same, if there is one.
 * </ul>
 */
public final class Evaluate {

  private final SentenceEmbedder embedder;
  private final PrintStream out;

  private Evaluate(SentenceEmbedder embedder, PrintStream out) {
    this.embedder = embedder;
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2) {
      System.err.println("give one or two CSV files: mvn -Peval verify -Deval=\"questions.csv\"");
      System.exit(2);
    }
    try (var embedder = SentenceEmbedder.load(Path.of(arguments[0]))) {
      var evaluate = new Evaluate(embedder, System.out);
      Path first = Path.of(arguments[1]);
      Path second = arguments.length > 2 ? Path.of(arguments[2]) : null;
      if (second == null && LabelledCsv.has(first, "target")) {
        evaluate.pairs(first);
      } else if (second == null) {
        evaluate.departments(BuiltIn.classifier(), first);
      } else if (LabelledCsv.has(second, "query")) {
        evaluate.finding(first, second);
      } else {
        evaluate.departments(evaluate.learned(first), second);
      }
    }
  }

  private Classifier learned(Path file) throws IOException {
    long start = System.nanoTime();
    List<Example> examples = LabelledCsv.read(file).stream()
        .map(row -> new Example(row.get("department"), row.get("question"))).toList();
    Classifier classifier = Trainer.train(Examples.withMeanings(examples, embedder));
    out.printf("learned from %d examples of %d departments in %.1f s, meanings included%n%n", examples.size(),
        classifier.labels().size(), (System.nanoTime() - start) / 1e9);
    return classifier;
  }

  // Departments ---------------------------------------------------------------------------------------------

  private void departments(Classifier classifier, Path file) throws IOException {
    List<Evaluation.Labelled> rows = Evaluation.read(file);
    long start = System.nanoTime();
    List<Evaluation.Guessed> cheap = rows.stream().map(row -> Evaluation.guessed(classifier, row, null)).toList();
    out.printf("%d questions, by letters alone (%.0f µs each)%n", rows.size(), (System.nanoTime() - start) / 1e3 / rows.size());
    out.println(new Evaluation(cheap).report(classifier.threshold(false)));
    if (!classifier.knowsMeanings()) {
      return;
    }
    var cascade = new ArrayList<Evaluation.Guessed>();
    int looked = 0;
    for (Evaluation.Guessed guess : cheap) {
      boolean sure = guess.probability() >= classifier.threshold(false);
      looked += sure ? 0 : 1;
      cascade.add(sure ? guess.actedOn(true) : byMeaning(classifier, guess.question()));
    }
    out.printf("as the hub routes: where that leaves it in doubt (%d), by the meaning too%n", looked);
    out.println(new Evaluation(cascade).report(classifier.threshold(true)));
  }

  private Evaluation.Guessed byMeaning(Classifier classifier, Evaluation.Labelled question) {
    Evaluation.Guessed guess = Evaluation.guessed(classifier, question, embedder.of(question.question()));
    return guess.actedOn(guess.probability() >= classifier.threshold(true));
  }

  // Sameness ------------------------------------------------------------------------------------------------

  private Traits traits(String text, Sameness sameness, Classifier classifier) {
    return sameness.traits(text, embedder.of(text), classifier);
  }

  private void pairs(Path file) throws IOException {
    record Scored(double score, boolean same) {
    }
    Classifier classifier = BuiltIn.classifier();
    Sameness sameness = Sameness.builtIn();
    var scored = new ArrayList<Scored>();
    for (Map<String, String> row : LabelledCsv.read(file)) {
      scored.add(new Scored(sameness.of(traits(row.get("query"), sameness, classifier),
          traits(row.get("target"), sameness, classifier)),
          row.get("same").matches("1|true")));
    }
    scored.sort(Comparator.comparingDouble(Scored::score));
    long same = scored.stream().filter(Scored::same).count();
    double below = 0;
    double differentSoFar = 0;
    for (Scored one : scored) {
      differentSoFar += one.same ? 0 : 1;
      below += one.same ? differentSoFar : 0;
    }
    out.printf("%d pairs, AUC %.3f%n", scored.size(), below / (same * (scored.size() - same)));
    for (double threshold : new double[] {0.3, 0.5, 0.7, sameness.threshold()}) {
      long called = scored.stream().filter(one -> one.score >= threshold).count();
      long right = scored.stream().filter(one -> one.score >= threshold && one.same).count();
      out.printf("called the same from %.2f on: precision %.3f, recall %.3f%n", threshold, (double) right / called,
          (double) right / same);
    }
  }

  private void finding(Path answered, Path queries) throws IOException {
    Classifier classifier = BuiltIn.classifier();
    Sameness sameness = Sameness.builtIn();
    Map<String, String> texts = new HashMap<>();
    try (AnswerIndex index = AnswerIndex.open(Files.createTempDirectory("index"), sameness.bearings())) {
      for (Map<String, String> row : LabelledCsv.read(answered)) {
        texts.put(row.get("id"), row.get("question"));
        index.put(new AnswerIndex.Entry(row.get("id"), 1, Similar.Kind.ANSWERED, row.get("question"),
            embedder.of(row.get("question"))));
      }
      index.refresh();
      find(index, LabelledCsv.read(queries), classifier, sameness);
    }
  }

  private void find(AnswerIndex index, List<Map<String, String>> queries, Classifier classifier, Sameness sameness)
      throws IOException {
    int matched = 0;
    int first = 0;
    int three = 0;
    int offered = 0;
    int wrong = 0;
    long start = System.nanoTime();
    for (Map<String, String> row : queries) {
      String right = row.get("id");
      List<Similar.Match> found = Similar.ranked(index, sameness, classifier, row.get("query"),
          embedder.of(row.get("query")), 1, Similar.Kind.ANSWERED, null);
      boolean hasMatch = right != null && !right.isBlank();
      matched += hasMatch ? 1 : 0;
      first += hasMatch && !found.isEmpty() && found.get(0).id().equals(right) ? 1 : 0;
      three += hasMatch && found.stream().limit(3).anyMatch(match -> match.id().equals(right)) ? 1 : 0;
      boolean same = !found.isEmpty() && found.get(0).same();
      offered += same && found.get(0).id().equals(right) ? 1 : 0;
      wrong += same && !found.get(0).id().equals(right) ? 1 : 0;
    }
    out.printf("%d queries, %d of them with a match: right one first %.3f, among three %.3f (%.1f ms each)%n", queries.size(),
        matched, (double) first / matched, (double) three / matched, (System.nanoTime() - start) / 1e6 / queries.size());
    out.printf("offered as the same: rightly %.3f of those with a match, wrongly %.3f of all%n", (double) offered / matched,
        (double) wrong / queries.size());
  }
}
