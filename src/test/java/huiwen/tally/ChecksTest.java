package huiwen.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {

  private static final class Counts implements Checks.Checked {

    private boolean moves = true;
    private boolean anothers;
    private long checkedAt;
    private int checks;

    @Override
    public boolean hasMoved() {
      return moves;
    }

    @Override
    public long checkedAt() {
      return checkedAt;
    }

    @Override
    public boolean isAnothers() {
      return anothers;
    }
  }

  private final Checks checks = new Checks();
  private final List<Counts> all = new ArrayList<>();

  /** An hour in which the database takes so long for each check; the checks of that hour. */
  private int checksInAnHour(int fairs, Duration check) {
    for (int i = 0; i < fairs; i++) {
      all.add(new Counts());
    }
    int done = 0;
    long end = Duration.ofHours(1).toNanos();
    for (long now = 0; now < end; now += Duration.ofSeconds(1).toNanos()) {
      Counts next = checks.next(all, now);
      if (next != null) {
        next.checkedAt = now;
        next.checks++;
        done++;
        now += check.toNanos();
        checks.done(now);
      }
    }
    return done;
  }

  @ParameterizedTest
  @CsvSource({"1, 10", "20, 10", "20, 1000", "300, 1000", "300, 3000"})
  void allFairsTogetherTakeAFiftiethOfTheTimeAtMost(int fairs, long checkMillis) {
    int done = checksInAnHour(fairs, Duration.ofMillis(checkMillis));
    assertThat(done * checkMillis).isLessThanOrEqualTo(Duration.ofHours(1).toMillis() / 50);
    // and none is forgotten for another
    assertThat(all.stream().mapToInt(counts -> counts.checks).max().orElseThrow())
        .isLessThanOrEqualTo(all.stream().mapToInt(counts -> counts.checks).min().orElseThrow() + 1);
  }

  @Test
  void quickChecksComeEveryHalfMinute() {
    assertThat(checksInAnHour(20, Duration.ofMillis(2))).isBetween(20 * 115, 20 * 120);
  }

  @Test
  void whatAnotherNodeChecksIsLeftToItForAWhile() {
    var anothers = new Counts();
    anothers.anothers = true;
    all.add(anothers);
    checksInAnHour(1, Duration.ofMillis(2));
    assertThat(anothers.checks).isBetween(19, 20);
    assertThat(all.get(1).checks).isBetween(115, 120);
  }

  @Test
  void whatHasNotMovedCostsNothing() {
    for (int i = 0; i < 280; i++) {
      var counts = new Counts();
      counts.moves = false;
      all.add(counts);
    }
    assertThat(checksInAnHour(0, Duration.ofMillis(10))).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 50", "600, 30000", "601, 30050", "2000, 100000", "6000, 300000", "60000, 600000"})
  void takeAFiftiethOfTheTimeAtMost(long checkMillis, long restMillis) {
    assertThat(Checks.restAfter(Duration.ofMillis(checkMillis))).isEqualTo(Duration.ofMillis(restMillis));
  }
}
