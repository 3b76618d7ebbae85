package huiwen.similar;

import huiwen.classifier.BuiltIn;
import huiwen.classifier.Classifier;
import huiwen.classifier.LabelledCsv;
import huiwen.embedding.Meanings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures how well look-alikes are told from what means the same. */
public final class EvaluateSimilar {

  private final Meanings embedder;
  private final PrintStream out;

  public EvaluateSimilar(Meanings embedder, PrintStream out) {
    this.embedder = embedder;
    this.out = out;
  }

  private Traits traits(String text, Sameness sameness, Classifier classifier) {
    return sameness.traits(text, embedder.of(text), classifier);
  }

  /** @param file {@code query,target,same} */
  public void pairs(Path file) throws IOException {
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

  /** @param answered {@code id,question} @param queries {@code query,id} */
  public void finding(Path answered, Path queries) throws IOException {
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
