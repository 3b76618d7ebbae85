package huiwen.limits;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.config.Settings;
import huiwen.problem.Problem;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LimiterTest {

  private static final String FAIR = "demo";

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Clock clock = new Clock();
  private final Limiter limiter = limiter(true, 1_200);

  /** Goes as the test says. */
  private static final class Clock implements TimeMeter {

    private long now;

    void goOn(long seconds) {
      now += TimeUnit.SECONDS.toNanos(seconds);
    }

    @Override
    public long currentTimeNanos() {
      return now;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  private Limiter limiter(boolean on, int addressPerMinute) {
    return new Limiter(new Settings.Limits(on, 5, 10, 30, addressPerMinute), metrics, clock);
  }

  private static Visitor asker(String id) {
    return Visitor.of("192.0.2.1", id, false);
  }

  private boolean asks(String asker) {
    return limiter.refuse(Kind.QUESTION, asker(asker), FAIR) == null;
  }

  @Test
  void fiveAtOnceThenOneEveryTenSeconds() {
    IntStream.range(0, 5).forEach(i -> assertThat(asks("a")).isTrue());
    Problem refused = limiter.refuse(Kind.QUESTION, asker("a"), FAIR);
    assertThat(refused.type()).isEqualTo(Problem.Type.TOO_MANY);
    assertThat(refused.retryAfterSeconds()).isEqualTo(10);
    assertThat(asks("b")).as("another one is not kept waiting").isTrue();
    clock.goOn(10);
    assertThat(asks("a")).isTrue();
    assertThat(asks("a")).isFalse();
  }

  @Test
  void whatWasRefusedOrGivenBackIsNotCounted() {
    IntStream.range(0, 100).forEach(i -> asks("a"));
    clock.goOn(10);
    assertThat(asks("a")).isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(asks("b")).isTrue();
      limiter.giveBack(Kind.QUESTION, asker("b"), FAIR);
    }
  }

  @Test
  void onePhoneThatComesAsSomebodyNewEachTimeDoesNotSpendWhatItsVillageHas() {
    assertThat(asks("villager")).isTrue();
    long stolen = IntStream.range(0, 2_000).filter(i -> asks("fresh" + i)).count();
    assertThat(stolen).isLessThanOrEqualTo(300);
    assertThat(asks("villager")).isTrue();
    assertThat(limiter.refuse(Kind.QUESTION, Visitor.of("192.0.2.2", "elsewhere", false), FAIR)).isNull();
    assertThat(metrics.counter("huiwen.refused", "kind", "question", "by", "newcomers").count()).isGreaterThan(1_000);
  }

  @Test
  void whenHalfOfWhatIsSharedIsGoneWhoeverHasTakenMostWaitsFirst() {
    Limiter village = limiter(true, 20);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 3; j++) {
        village.refuse(Kind.QUESTION, asker("greedy" + i), FAIR);
      }
    }
    assertThat(village.refuse(Kind.QUESTION, asker("greedy0"), FAIR)).isNotNull();
    assertThat(village.refuse(Kind.QUESTION, asker("modest"), FAIR)).isNull();
    assertThat(village.refuse(Kind.QUESTION, asker("modest"), FAIR)).isNull();
  }

  @Test
  void repeatsOfOneKeyAreCountedAsWhatTheyCost() {
    long passed = IntStream.range(0, 100_000).filter(i -> limiter.refuse(Kind.SAY, asker("a"), null) == null).count();
    assertThat(passed).isEqualTo(30);
  }

  @Test
  void whoIsSignedInHasMoreThanAnAskerAndWhoHasNoCookieSharesWithAllNewcomers() {
    Visitor volunteer = Visitor.of("192.0.2.1", "session", true);
    assertThat(IntStream.range(0, 500).filter(i -> limiter.refuse(Kind.READ, volunteer, null) == null).count())
        .isEqualTo(500);
    assertThat(IntStream.range(0, 500).filter(i -> limiter.refuse(Kind.READ, asker("a"), null) == null).count())
        .isEqualTo(240);
    Visitor nobody = Visitor.of("192.0.2.3", null, false);
    assertThat(IntStream.range(0, 2_000).filter(i -> limiter.refuse(Kind.READ, nobody, null) == null).count())
        .isEqualTo(1_200);
    assertThat(limiter.refuse(Kind.READ, asker("a2"), null)).isNull();
  }

  @Test
  void guessesOfThoseWhoWereNeverSeenKeepNobodyOutWhoWas() {
    Visitor organizer = asker("organizer");
    assertThat(limiter.refuse(Kind.PASSWORD, organizer, null)).isNull();
    long guesses = IntStream.range(0, 1_000)
        .filter(i -> limiter.refuse(Kind.PASSWORD, Visitor.of("192.0.2.1", null, false), null) == null).count();
    assertThat(guesses).isEqualTo(29);
    assertThat(limiter.refuse(Kind.PASSWORD, organizer, null)).isNull();
  }

  @Test
  void switchedOffItLetsEverythingThrough() {
    Limiter off = limiter(false, 1);
    assertThat(IntStream.range(0, 1_000).mapToObj(i -> off.refuse(Kind.QUESTION, asker("a"), FAIR))).containsOnlyNulls();
  }

  @Test
  void aPhoneHasOneAddressHoweverItChoosesTheLastHalf() {
    assertThat(Visitor.shared("2001:db8:1:2:aaaa::1")).isEqualTo(Visitor.shared("2001:db8:1:2:bbbb:cccc::2"))
        .isNotEqualTo(Visitor.shared("2001:db8:1:3::1"));
    assertThat(Visitor.shared("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(Visitor.shared("fe80::1%eth0")).isEqualTo(Visitor.shared("fe80::2"));
    assertThat(Visitor.shared("192.0.2.1")).isEqualTo("192.0.2.1");
  }

  @Property(tries = 200)
  void noHourSeesMoreThanItsShareAndWhoWaitsAsToldGetsThrough(
      @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 120) Integer> gaps) {
    var time = new Clock();
    var fresh = new Limiter(new Settings.Limits(true, 5, 10, 30, 1_200), metrics, time);
    int passed = 0;
    for (int gap : gaps) {
      time.goOn(gap);
      Problem refused = fresh.refuse(Kind.QUESTION, asker("a"), FAIR);
      if (refused != null) {
        time.goOn(refused.retryAfterSeconds());
        assertThat(fresh.refuse(Kind.QUESTION, asker("a"), FAIR)).isNull();
      }
      passed++;
      // a burst, and after it never faster than the rate
      assertThat(passed).isLessThanOrEqualTo((int) (5 + time.now / 10e9));
      assertThat(passed).isLessThanOrEqualTo((int) (30 + time.now / 120e9));
    }
  }
}
