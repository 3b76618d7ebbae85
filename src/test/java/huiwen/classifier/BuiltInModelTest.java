package huiwen.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.text.Folding;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the build has learned, held against questions of a hand that it has never seen. */
class BuiltInModelTest {

  /** Fewer guesses than this say nothing of how often. */
  private static final int ENOUGH = 30;
  private static Classifier classifier;
  private static List<Evaluation.Guessed> guessed;
  private static Evaluation evaluation;

  @BeforeAll
  static void guess() throws Exception {
    classifier = BuiltIn.classifier();
    guessed = Evaluation.read(Path.of("src/test/resources/triage/questions.csv")).stream()
        .map(question -> Evaluation.guessed(classifier, question, null)).toList();
    evaluation = new Evaluation(guessed);
  }

  @Test
  void itFindsTheRightDeskForMost() {
    assertThat(evaluation.first()).isGreaterThan(0.90);
    assertThat(evaluation.amongThree()).isGreaterThan(0.97);
    assertThat(evaluation.f1(false)).isGreaterThan(0.90);
  }

  @Test
  void whatItIsSureOfIsRight() {
    double threshold = classifier.threshold(false);
    assertThat(evaluation.coverage(threshold)).isGreaterThan(0.70);
    assertThat(evaluation.precision(threshold)).isGreaterThan(0.95);
  }

  @Test
  void itsConfidenceCanBeBelieved() {
    evaluation.reliability().values().stream().filter(decile -> decile[2] >= ENOUGH).forEach(decile ->
        assertThat(decile[0]).as("sure by, of %.0f guesses", decile[2]).isCloseTo(decile[1], org.assertj.core.data.Offset.offset(0.05)));
  }

  @Test
  void everyDepartmentHasManyExamplesAndNoneIsThereTwice() throws Exception {
    List<Example> examples = Examples.builtIn();
    for (String department : classifier.labels()) {
      assertThat(examples.stream().filter(example -> example.department().equals(department)).count())
          .as(department).isGreaterThanOrEqualTo(150);
    }
    var seen = new TreeSet<String>();
    assertThat(examples.stream().map(example -> Folding.joined(Folding.fold(example.text()))).filter(text -> !seen.add(text)))
        .isEmpty();
  }
}
