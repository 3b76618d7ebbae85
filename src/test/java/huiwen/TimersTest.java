package huiwen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Vert.x numbers its timers from 0: a field that was never set, and is cancelled, would cancel the first timer of the hub, which is
 * somebody else's.
 */
class TimersTest {

  private static final Pattern CANCELLED = Pattern.compile("cancelTimer\\((\\w+)\\)");

  @Test
  void noTimerIsCancelledThatMayNeverHaveBeenSet() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      var cancelled = new ArrayList<String>();
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        cancelled.addAll(of(text));
        assertThat(neverSet(text)).as(file.toString()).isEmpty();
      }
      assertThat(cancelled).hasSizeGreaterThan(5);
    }
  }

  @Test
  void suchAFieldWouldBeSeen() {
    assertThat(neverSet("private long soon;\nvertx.cancelTimer(soon);")).containsExactly("soon");
    assertThat(neverSet("private volatile long soon;\nvertx.cancelTimer(soon);")).containsExactly("soon");
    assertThat(neverSet("private long soon = NO_TIMER;\nvertx.cancelTimer(soon);")).isEmpty();
    assertThat(neverSet("private final long soon;\nvertx.cancelTimer(soon);")).isEmpty();
  }

  private static List<String> of(String text) {
    return CANCELLED.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }

  private static List<String> neverSet(String text) {
    return of(text).stream().filter(name -> Pattern.compile("(?<!final )long " + name + ";").matcher(text).find()).toList();
  }
}
