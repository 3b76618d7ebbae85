package huiwen.bench;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.bench.Alternation.Ratio;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Ratio RATIO = new Ratio(7_000, 10_000, 0.7, 0.65, 1.11);

  @Test
  void aRatioIsPrintedWithItsRangeAndMetByItsMedian() throws IOException {
    var report = new Report(false, Map.of());
    report.atLeast("4", "frames/s", RATIO, 0.85);
    report.atMost("2", "idle ask", RATIO, 2);
    assertThat(report.table())
        .contains("| 4 | frames/s | 7,000 | 10,000 | 0.70 (0.65–1.11) | ≥ 0.85 | **not met** |\n")
        .contains("| 2 | idle ask | 7,000 | 10,000 | 0.70 (0.65–1.11) | ≤ 2.0 | met |\n");
  }

  @Test
  void theShortFormIsHeldBesideTheFullOne(@TempDir Path folder) throws IOException {
    var full = new Report(false, Map.of());
    full.atLeast("1", "questions/s", new Ratio(2, 1, 0.8, 0.8, 0.8), 1.2);
    full.atLeast("4", "frames/s", new Ratio(2, 1, 1.11, 1, 2), 0.85);
    full.note("1", "bare", 3);
    full.write(folder);
    var quick = new Report(true, Report.published(folder));
    quick.atLeast("1", "questions/s", RATIO, 1.2);
    quick.atLeast("4", "frames/s", RATIO, 0.85);
    quick.note("1", "bare", 3);
    assertThat(quick.table()).contains("**not met** | 0.80 |\n").contains("**not met** | 1.11 **differs** |\n")
        .contains("| 1 | bare | 3.00 |  |  |  |  | |\n");
    assertThat(Report.published(folder.resolve("nothing"))).isEmpty();
  }
}
