package huiwen.learn;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.classifier.BuiltIn;
import huiwen.embedding.SentenceEmbedder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That what is committed was learned from what is committed. Else: {@code mvn -Plearn process-test-classes}. */
class LearnedTest {

  private static final Path LEARNED = Path.of("src/main/resources/learned");
  private static final long MOST_BYTES = 12L << 20;

  @Test
  void whatTheHubComesWithWasLearnedFromTheExamplesThatAreThere() throws Exception {
    assertThat(BuiltIn.bases()).isEqualTo(Bases.all());
  }

  @Test
  void itSaysOfTheHeldOutQuestionsWhatItSaidWhenItWasLearned() throws Exception {
    try (var embedder = SentenceEmbedder.load(Path.of("target", "native"))) {
      assertThat(Predictions.of(BuiltIn.classifier(), embedder).otherThan(
          Predictions.read(Path.of("src/test/resources/learned/predictions.csv")))).isEmpty();
    }
  }

  @Test
  void itIsSmallEnoughToBeCommitted() throws Exception {
    try (Stream<Path> files = Files.list(LEARNED)) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isBetween(1L, MOST_BYTES);
    }
  }

  @Test
  void whatLearnsIsNoPartOfTheHub() {
    assertThat(Path.of("target/classes/huiwen/learn")).doesNotExist();
    assertThat(Path.of("target/classes/huiwen/similar/SamenessTrainer.class")).doesNotExist();
    assertThat(getClass().getResource("/huiwen/learn/Learn.class").getPath()).contains("test-classes");
  }
}
