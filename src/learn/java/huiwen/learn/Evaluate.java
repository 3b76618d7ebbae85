package huiwen.learn;

import huiwen.classifier.BuiltIn;
import huiwen.classifier.Classifier;
import huiwen.classifier.Evaluation;
import huiwen.classifier.Example;
import huiwen.classifier.Examples;
import huiwen.classifier.LabelledCsv;
import huiwen.classifier.Trainer;
import huiwen.embedding.SentenceEmbedder;
import huiwen.similar.EvaluateSimilar;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        new EvaluateSimilar(embedder, System.out).pairs(first);
      } else if (second == null) {
        evaluate.departments(BuiltIn.classifier(), first);
      } else if (LabelledCsv.has(second, "query")) {
        new EvaluateSimilar(embedder, System.out).finding(first, second);
      } else {
        evaluate.departments(evaluate.learned(first), second);
      }
    }
  }

  private Classifier learned(Path file) throws IOException {
    long start = System.nanoTime();
    List<Example> examples = LabelledCsv.read(file).stream()
        .map(row -> new Example(row.get("department"), row.get("question"))).toList();
    Classifier classifier = Trainer.train(Examples.withMeanings(examples, embedder, Examples.MEANT_EACH));
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
}
