package huiwen.screening;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.classifier.BuiltIn;
import huiwen.classifier.LabelledCsv;
import huiwen.text.Reading;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreeningTest {

  private static Screening screening;
  private static List<Map<String, String>> labelled;

  @BeforeAll
  static void read() throws Exception {
    Vertx vertx = Vertx.vertx();
    screening = Screening.load(vertx, Future.succeededFuture(BuiltIn.screening()), text -> Future.succeededFuture())
        .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    labelled = LabelledCsv.read(Path.of("src/test/resources/triage/screening.csv"));
  }

  private static double held(String kind) {
    List<Map<String, String>> of = labelled.stream().filter(row -> row.get("kind").equals(kind)).toList();
    return (double) of.stream().filter(row -> !screening.reasons(row.get("text")).isEmpty()).count() / of.size();
  }

  /** Texts of a hand that wrote none of what the classifier was shown. */
  @ParameterizedTest
  @CsvSource({"abuse, 0.80", "advertising, 0.80", "attack, 0.80", "person, 0.75"})
  void mostOfWhatMustNotBeShownIsHeld(String kind, double least) {
    assertThat(held(kind)).isGreaterThanOrEqualTo(least);
  }

  @Test
  void whatIsFineIsHardlyEverHeld() {
    assertThat(held("ok")).isLessThanOrEqualTo(0.06);
  }

  @ParameterizedTest
  @ValueSource(strings = {"我电话13800000000给我回一个", "我电话一三八零零零零一三五七", "１３８ ００００ １３５７", "138-0000-1357",
      "1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣0️⃣1️⃣3️⃣5️⃣7️⃣", "身份证150826199001010000", "幺三八零零零零一三五七"})
  void numbersAreFoundHoweverTheyAreTyped(String text) {
    assertThat(screening.read(text).matters()).contains(Findings.NUMBER);
    assertThat(screening.read(text).isPrivate()).isTrue();
    assertThat(screening.reasons(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"打95598说来了没来", "12345打了三次", "2019年脱的贫", "我家承包草场三千二百亩", "高血压药农合可不可以报销",
      "手头有三万五千块想买羊", "黄河水甚时候放下来", "马铃薯卖不动"})
  void hotlinesYearsAndAmountsAreNobodysNumbers(String text) {
    assertThat(screening.reasons(text)).isEmpty();
    assertThat(screening.read(text).matters()).doesNotContain(Findings.NUMBER);
  }

  /** Rather private while it is in doubt, but that is not promised to who writes it: its meaning may say otherwise. */
  @Test
  void whatIsInDoubtIsNotSettledWithoutItsMeaning() {
    assertThat(screening.read("我家羊拉肚子").isPrivate()).isTrue();
    assertThat(screening.settled(Reading.of("我家羊拉肚子")).result()).isNull();
    assertThat(screening.settled(Reading.of("丈夫打我,想离婚怎么办?")).result().isPrivate()).isTrue();
  }
}
