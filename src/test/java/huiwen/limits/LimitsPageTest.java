package huiwen.limits;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.config.Settings;
import huiwen.limits.Rate.By;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/limits.md} says what the code does. */
class LimitsPageTest {

  /** As {@code config/hub.yaml} has them. */
  private static final Settings.Limits DEFAULTS = new Settings.Limits(true, 5, 10, 30, 1_200);

  @Test
  void everyRateStandsOnThePage() throws IOException {
    assertThat(Files.readAllLines(Path.of("docs/limits.md"))).containsAll(rows());
  }

  @Test
  void everyBoundStandsOnThePage() throws Exception {
    assertThat(Files.readAllLines(Path.of("docs/limits.md")).stream()
        .map(line -> line.replaceFirst("^(\\| `\\w+` \\| [^|]*\\|).*", "$1"))).containsAll(bounds());
  }

  private static List<String> rows() {
    return Stream.of(Kind.values()).map(kind -> "| `" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "` | "
        + Stream.of(By.values()).map(by -> kind.rates(DEFAULTS).stream().filter(rate -> rate.by() == by)
            .map(LimitsPageTest::words).collect(Collectors.joining("; "))).collect(Collectors.joining(" | ")) + " |").toList();
  }

  private static String words(Rate rate) {
    long seconds = rate.period().toSeconds();
    String period = seconds == 60 ? "a minute" : seconds == 3_600 ? "an hour" : "in " + seconds + " s";
    return rate.burst() == rate.many()
        ? rate.many() + " " + period : rate.burst() + " at once, then " + rate.many() + " " + period;
  }

  private static List<String> bounds() throws IllegalAccessException {
    var lines = new ArrayList<String>();
    for (Field field : Bounds.class.getDeclaredFields()) {
      Object value = field.get(null);
      lines.add("| `" + field.getName() + "` | " + (value instanceof Duration time ? time.toSeconds() + " s" : value) + " |");
    }
    return lines;
  }
}
