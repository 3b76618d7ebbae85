package huiwen.intake;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.config.Settings;
import huiwen.problem.Problem;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AskLimitsTest {

  private static final Settings.Limits LIMITS = new Settings.Limits(true, 5, 10, 30, 1200);

  private final AskLimits limits = new AskLimits(LIMITS);

  private static long at(double seconds) {
    return (long) (seconds * 1e9);
  }

  private boolean passes(String asker, double seconds) {
    return limits.refuse(asker, "192.0.2.1", at(seconds)) == null;
  }

  @Test
  void fiveAtOnceAndThenOneEveryTenSeconds() {
    for (int i = 0; i < 5; i++) {
      assertThat(passes("a", 0)).isTrue();
    }
    Problem refused = limits.refuse("a", "192.0.2.1", at(1));
    assertThat(refused.type().status()).isEqualTo(429);
    assertThat(refused.retryAfterSeconds()).isEqualTo(9);
    assertThat(passes("b", 1)).as("another asker").isTrue();
    assertThat(passes("a", 9.9)).isFalse();
    assertThat(passes("a", 10)).isTrue();
    assertThat(passes("a", 11)).isFalse();
  }

  @Test
  void whatWasRefusedIsNotCounted() {
    IntStream.range(0, 100).forEach(i -> passes("a", 0));
    assertThat(passes("a", 10)).isTrue();
  }

  @Test
  void whatWasGivenBackIsNotCounted() {
    for (int i = 0; i < 100; i++) {
      assertThat(passes("a", 0)).isTrue();
      limits.giveBack("a", "192.0.2.1");
    }
    IntStream.range(0, 5).forEach(i -> assertThat(passes("a", 0)).isTrue());
    assertThat(passes("a", 0)).isFalse();
    limits.giveBack("b", "192.0.2.2");
    assertThat(passes("a", 0)).isFalse();
  }

  @Test
  void anAddressIsShared() {
    var village = new AskLimits(new Settings.Limits(true, 5, 10, 30, 60));
    for (int i = 0; i < 60; i++) {
      assertThat(village.refuse("asker" + i, "192.0.2.1", at(0))).isNull();
    }
    assertThat(village.refuse("late", "192.0.2.1", at(0)).retryAfterSeconds()).isEqualTo(1);
    assertThat(village.refuse("late", "192.0.2.2", at(0))).isNull();
    assertThat(village.refuse("later", "192.0.2.1", at(1))).isNull();
  }

  @Test
  void switchedOffTheyLetEverythingThrough() {
    var off = new AskLimits(new Settings.Limits(false, 1, 10, 1, 1));
    assertThat(IntStream.range(0, 1000).mapToObj(i -> off.refuse("a", "x", 0))).containsOnlyNulls();
  }

  @Property
  void noHourSeesMoreThanItsShareAndWhoWaitsAsToldGetsThrough(
      @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 120) Integer> gaps) {
    var fresh = new AskLimits(LIMITS);
    long now = 0;
    int passed = 0;
    for (int gap : gaps) {
      now += TimeUnit.SECONDS.toNanos(gap);
      Problem refused = fresh.refuse("a", "192.0.2.1", now);
      if (refused != null) {
        now += TimeUnit.SECONDS.toNanos(refused.retryAfterSeconds());
        assertThat(fresh.refuse("a", "192.0.2.1", now)).isNull();
      }
      passed++;
      // a burst, and after it never faster than the rate
      assertThat(passed).isLessThanOrEqualTo((int) (5 + now / 10e9));
      assertThat(passed).isLessThanOrEqualTo((int) (30 + now / 120e9));
    }
  }
}
