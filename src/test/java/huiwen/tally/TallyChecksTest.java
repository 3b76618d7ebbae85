package huiwen.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyChecksTest {

  @ParameterizedTest
  @CsvSource({"0, 30000", "1, 30000", "600, 30000", "601, 30050", "2000, 100000", "6000, 300000", "60000, 600000"})
  void takeAFiftiethOfTheTimeAtMost(long checkMillis, long restMillis) {
    assertThat(TallyVerticle.restAfter(Duration.ofMillis(checkMillis))).isEqualTo(Duration.ofMillis(restMillis));
  }
}
