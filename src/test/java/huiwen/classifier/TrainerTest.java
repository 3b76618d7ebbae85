package huiwen.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huiwen.text.Folding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Learning from whatever is there: few examples, one class, contradictions, other departments than ours. */
class TrainerTest {

  private static List<Example> examples(int each) {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < each; i++) {
      examples.add(new Example("水", "第" + i + "个浇地的水渠堵了怎么办"));
      examples.add(new Example("电", "第" + i + "个变压器的电停了怎么办"));
    }
    return examples;
  }

  private static String first(Classifier classifier, String text) {
    return classifier.guess(Folding.fold(text)).get(0).label();
  }

  @Test
  void otherDepartmentsThanOursAreLearnedToo() {
    Classifier classifier = Trainer.train(examples(60));
    assertThat(first(classifier, "水渠又堵了")).isEqualTo("水");
    assertThat(first(classifier, "变压器坏了没电")).isEqualTo("电");
    assertThat(classifier.labels()).containsExactly("水", "电");
  }

  @Test
  void theSameExamplesMakeTheSameClassifier() throws IOException {
    assertThat(bytes(Trainer.train(examples(40)))).isEqualTo(bytes(Trainer.train(examples(40))));
  }

  private static byte[] bytes(Classifier classifier) throws IOException {
    var bytes = new ByteArrayOutputStream();
    classifier.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void whatIsKeptIsReadAsItWas() throws IOException {
    Classifier classifier = Trainer.train(examples(40));
    Classifier read = Classifier.read(new DataInputStream(new ByteArrayInputStream(bytes(classifier))));
    assertThat(read.guess(Folding.fold("水渠又堵了"))).isEqualTo(classifier.guess(Folding.fold("水渠又堵了")));
    assertThat(read.threshold(false)).isEqualTo(classifier.threshold(false));
  }

  @Test
  void fewExamplesAndOneClassMakeOneThatIsNeverSure() {
    Classifier one = Trainer.train(List.of(new Example("水", "浇地的水渠堵了"), new Example("水", "浇地没水")));
    assertThat(one.guess(Folding.fold("浇地"))).hasSize(1);
    Classifier few = Trainer.train(examples(3));
    assertThat(few.guess(Folding.fold("水渠")).get(0).probability()).isLessThanOrEqualTo(few.threshold(false));
  }

  @Test
  void contradictionsMakeItUnsure() {
    var examples = new ArrayList<>(examples(60));
    examples(60).forEach(example -> examples.add(new Example(example.department().equals("水") ? "电" : "水", example.text())));
    Classifier classifier = Trainer.train(examples);
    assertThat(classifier.guess(Folding.fold("水渠又堵了")).get(0).probability()).isLessThan(0.8);
  }

  @Test
  void ofNothingNothingIsLearned() {
    assertThatThrownBy(() -> Trainer.train(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTextOfOneLetterAThousandTimesIsTaken() {
    Classifier classifier = Trainer.train(examples(40));
    assertThat(classifier.guess(Folding.fold("啊".repeat(1_000)))).satisfiesAnyOf(
        guesses -> assertThat(guesses).isEmpty(), guesses -> assertThat(guesses).hasSize(2));
  }
}
