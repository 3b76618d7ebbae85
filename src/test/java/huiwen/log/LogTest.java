package huiwen.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogTest {

  private static LoggingEvent event(String message, Throwable thrown) {
    return new LoggingEvent("", (Logger) LoggerFactory.getLogger("test"), Level.WARN, message, thrown, null);
  }

  @Test
  void aLineHasNoSignThatATerminalObeysAndNoNumberOfAPerson() {
    String line = new LogWords().convert(event("GET /a\u001b[31m\r\nERROR forged \u202e 13800001111", null));
    assertThat(line).isEqualTo("GET /a\\u001b[31m\\u000d\\u000aERROR forged \\u202e #######");
  }

  @Test
  void aLineHasAnEnd() {
    assertThat(new LogWords().convert(event("x".repeat(100_000), null))).hasSizeLessThan(1_100);
  }

  @Test
  void whatWasThrownIsShortAndRepeatsNothingThatSomebodyTyped() {
    var deep = new IllegalStateException("told\nas it was", new NumberFormatException("For input string: \"张三的电话\""));
    String shown = new LogTrouble().convert(event("", deep));
    assertThat(shown).contains("IllegalStateException: told\\u000aas it was", "caused by java.lang.NumberFormatException")
        .doesNotContain("张三");
    assertThat(shown.lines().count()).isLessThan(40);
  }

  @Test
  void ofOneKindSoManyAreWrittenAndTheNextSaysHowManyWereNot() {
    var quiet = new Quiet();
    assertThat(LongStream.range(0, 1_000_000).filter(now -> quiet.lets("one", now)).count()).isEqualTo(20);
    assertThat(quiet.lets("another", 1)).isTrue();
    assertThat(quiet.lets("one", TimeUnit.SECONDS.toNanos(11))).isTrue();
  }
}
