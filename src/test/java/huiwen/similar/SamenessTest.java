package huiwen.similar;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.classifier.BuiltIn;
import huiwen.classifier.Classifier;
import huiwen.classifier.LabelledCsv;
import huiwen.embedding.SentenceEmbedder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of 320 answered questions, many of them alike, a new one means: written by a hand that wrote nothing that was learned from. */
class SamenessTest {

  private static SentenceEmbedder embedder;
  private static Classifier classifier;
  private static Sameness sameness;
  private static AnswerIndex index;
  private static final Map<String, String> ANSWERED = new HashMap<>();
  private static List<Map<String, String>> queries;

  @BeforeAll
  static void fill(@TempDir Path folder) throws Exception {
    embedder = SentenceEmbedder.load(Path.of("target", "native"));
    classifier = BuiltIn.classifier();
    sameness = Sameness.builtIn();
    index = AnswerIndex.open(folder, sameness.bearings());
    for (Map<String, String> row : LabelledCsv.read(Path.of("src/test/resources/triage/answered.csv"))) {
      ANSWERED.put(row.get("id"), row.get("question"));
      put(row.get("id"), 1, Similar.Kind.ANSWERED, row.get("question"));
    }
    index.refresh();
    queries = LabelledCsv.read(Path.of("src/test/resources/triage/queries.csv"));
  }

  private static void put(String id, int fair, Similar.Kind kind, String text) throws Exception {
    index.put(new AnswerIndex.Entry(id, fair, kind, text, embedder.of(text)));
  }

  @AfterAll
  static void close() throws Exception {
    index.close();
    embedder.close();
  }

  private static List<Similar.Match> found(String text) throws Exception {
    return Similar.ranked(index, sameness, classifier, text, embedder.of(text), 1, Similar.Kind.ANSWERED, null);
  }

  @Test
  void theRightOneComesFirstAndTheWrongOneIsNotCalledTheSame() throws Exception {
    int matched = 0;
    int first = 0;
    int three = 0;
    int wrong = 0;
    for (Map<String, String> query : queries) {
      String right = query.get("id");
      List<String> ids = found(query.get("query")).stream().map(Similar.Match::id).toList();
      List<Similar.Match> same = found(query.get("query")).stream().limit(1).filter(Similar.Match::same).toList();
      wrong += !same.isEmpty() && !same.get(0).id().equals(right) ? 1 : 0;
      if (!right.isBlank()) {
        matched++;
        first += !ids.isEmpty() && ids.get(0).equals(right) ? 1 : 0;
        three += ids.stream().limit(3).anyMatch(right::equals) ? 1 : 0;
      }
    }
    assertThat((double) first / matched).isGreaterThan(0.85);
    assertThat((double) three / matched).isGreaterThan(0.93);
    assertThat((double) wrong / queries.size()).isLessThan(0.08);
  }

  @Test
  void aQuestionIsTheSameAsItselfHoweverItIsTyped() throws Exception {
    var missed = new ArrayList<String>();
    for (Map.Entry<String, String> answered : ANSWERED.entrySet()) {
      String typed = answered.getValue().replace("？", "") + " ??";
      List<Similar.Match> found = found(typed);
      if (found.isEmpty() || !found.get(0).id().equals(answered.getKey()) || !found.get(0).same()) {
        missed.add(typed);
      }
    }
    assertThat(missed).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void whatIsTakenOutAndWhatIsAtAnotherFairIsNotFound() throws Exception {
    put("gone", 1, Similar.Kind.ANSWERED, "骆驼奶在哪里能卖个好价钱？");
    put("elsewhere", 2, Similar.Kind.ANSWERED, "骆驼奶在哪里能卖个好价钱？");
    put("open", 1, Similar.Kind.OPEN, "骆驼奶在哪里能卖个好价钱？");
    index.refresh();
    assertThat(found("骆驼奶在哪里能卖个好价钱").get(0).id()).isEqualTo("gone");
    index.remove("gone");
    index.refresh();
    assertThat(found("骆驼奶在哪里能卖个好价钱")).extracting(Similar.Match::id).doesNotContain("gone", "elsewhere", "open");
    index.remove("elsewhere");
    index.remove("open");
    index.refresh();
  }

  @Test
  void withoutMeaningsNothingIsCalledTheSame() throws Exception {
    assertThat(Similar.ranked(index, sameness, classifier, "残疾证丢了怎么补", null, 1, Similar.Kind.ANSWERED, null))
        .noneMatch(Similar.Match::same);
  }
}
