package huiwen.screening;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.fair.HelpLines;
import huiwen.text.WordLists;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HelpLinesTest {

  private static HelpLines help;

  @BeforeAll
  static void read() throws Exception {
    Vertx vertx = Vertx.vertx();
    help = HelpLines.load(vertx).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void everyKindOfDangerHasItsOwnSentenceAndLines() {
    for (String kind : new Signs(WordLists.read("/screening/sensitive.txt")).kinds()) {
      JsonObject lines = help.of(kind);
      assertThat(lines).as(kind).isNotEqualTo(help.of("no such kind"));
      assertThat(lines.getString("text")).as(kind).startsWith("您的话").endsWith("。").hasSizeLessThan(60);
      assertThat(lines.getJsonArray("lines")).as(kind).isNotEmpty().allSatisfy(line ->
          assertThat(((JsonObject) line).getString("number")).matches("\\d{3,5}"));
    }
  }

  @Test
  void aDangerOfNoPlainKindHasTheThreeLinesOfAll() {
    assertThat(help.of(Findings.DANGER).encode()).contains("110", "120", "119");
  }

  @Test
  void whereThereIsNoDangerThereIsNoHelp() {
    assertThat(help.of(null)).isNull();
  }

  @Test
  void whatIsGivenIsACopy() {
    help.of("fire").put("text", "");
    assertThat(help.of("fire").getString("text")).isNotEmpty();
  }
}
