package huiwen.similar;

import huiwen.classifier.BuiltIn;
import huiwen.classifier.Classifier;
import huiwen.classifier.Example;
import huiwen.classifier.Examples;
import huiwen.classifier.LabelledCsv;
import huiwen.classifier.Trainer;
import huiwen.embedding.EmbeddingModel;
import huiwen.embedding.Meanings;
import huiwen.embedding.SentenceEmbedder;
import huiwen.fair.Departments;
import huiwen.screening.Screening;
import huiwen.text.Folding;
import huiwen.triage.Router;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long what triage does takes, on one thread of this machine; for the benchmark. */
public final class TriageSpeed {

  private TriageSpeed() {
  }

  /** Milliseconds until questions can be routed, in a machine that has loaded nothing for it yet. */
  public static double load(Vertx vertx, Path data) throws Exception {
    long start = System.nanoTime();
    var embedding = new EmbeddingModel(vertx, data);
    Future.all(Router.open(vertx, Departments.read(vertx), embedding.budget()),
            Screening.load(vertx, vertx.executeBlocking(BuiltIn::screening, false), embedding.budget()::meaningOf))
        .toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    double took = millis(start);
    embedding.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    return took;
  }

  /** Microseconds that finding a question's department by its letters takes; no question comes twice. */
  public static double cheapStages() throws Exception {
    Classifier classifier = BuiltIn.classifier();
    List<String> questions = shuffled().stream().map(Example::text).toList();
    int half = questions.size() / 2;
    guess(classifier, questions.subList(0, half)); // only warms up
    List<String> measured = questions.subList(half, questions.size());
    long start = System.nanoTime();
    guess(classifier, measured);
    return (System.nanoTime() - start) / 1e3 / measured.size();
  }

  private static void guess(Classifier classifier, List<String> questions) {
    questions.forEach(question -> classifier.guess(Folding.fold(question)));
  }

  /** Seconds from a table of so many labelled questions to a classifier that was learned from them alone. */
  public static double learn(int examples, Path data) throws Exception {
    try (SentenceEmbedder embedder = SentenceEmbedder.load(data)) {
      List<Example> imported = shuffled().subList(0, examples).stream().map(example -> example.withMeaning(null)).toList();
      long start = System.nanoTime();
      Trainer.train(Examples.withMeanings(imported, embedder, Examples.MEANT_EACH_TAUGHT));
      return millis(start) / 1e3;
    }
  }

  /**
   * Microseconds that it takes to find what is like a question among so many answers, its meaning included.
   *
   * @param folder empty, for the index
   * @param data where native libraries are unpacked
   */
  public static Histogram similar(int answers, Path folder, Path data) throws Exception {
    Sameness sameness = Sameness.builtIn();
    Classifier classifier = BuiltIn.classifier();
    List<String> queries = LabelledCsv.read(Path.of("src/test/resources/triage/queries.csv")).stream()
        .map(row -> row.get("query")).toList();
    var histogram = new Histogram(60_000_000, 3);
    try (SentenceEmbedder embedder = SentenceEmbedder.load(data);
        AnswerIndex index = AnswerIndex.open(folder, sameness.bearings())) {
      fill(index, answers);
      for (int round = 0; round < 4; round++) {
        for (String query : queries) {
          long start = System.nanoTime();
          Similar.ranked(index, sameness, classifier, query, embedder.of(query), 1, Similar.Kind.ANSWERED, null);
          if (round > 0) {
            histogram.recordValue((System.nanoTime() - start) / 1_000);
          }
        }
      }
    }
    return histogram;
  }

  /** All different: real questions, each asked of several places, and meaning nearly the same. */
  private static void fill(AnswerIndex index, int answers) throws Exception {
    List<Example> questions = shuffled().stream().filter(question -> question.meaning() != null).toList();
    var random = new Random(1);
    for (int i = 0; i < answers; i++) {
      Example question = questions.get(i % questions.size());
      float[] meaning = question.meaning().clone();
      for (int at = 0; at < meaning.length; at++) {
        meaning[at] += (float) random.nextGaussian() * 0.01f;
      }
      index.put(new AnswerIndex.Entry("a" + i, 1, Similar.Kind.ANSWERED, question.text() + "（" + i / questions.size()
          + "组）", Meanings.normalised(meaning)));
    }
    index.refresh();
  }

  private static List<Example> shuffled() throws Exception {
    var questions = new ArrayList<>(BuiltIn.examples(List.of()));
    Collections.shuffle(questions, new Random(1));
    return questions;
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }
}
