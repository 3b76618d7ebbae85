package huiwen.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class UnreadTest {

  private static final int MOST = 1_000;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Unread unread = new Unread((long) Math.ceil(MOST / Bounds.UNREAD_SHARE), metrics);

  private double refused(String by) {
    return metrics.counter("huiwen.refused", "kind", "unread-share", "by", by).count();
  }

  @Test
  void anAddressMayHaveHalfOfItUntilWhatItHasIsTaken() {
    assertThat(unread.take("a", 500)).isTrue();
    assertThat(unread.take("a", 1)).isFalse();
    assertThat(refused("address")).isEqualTo(1);
    assertThat(unread.take("b", 1)).isTrue();
    unread.free("a", 500);
    assertThat(unread.take("a", 500)).isTrue();
  }

  @Test
  void twoThatHaveTakenItAllKeepNoThirdOneOut() {
    assertThat(unread.take("a", 500)).isTrue();
    assertThat(unread.take("b", 500)).isTrue();
    assertThat(unread.take("c", 100)).isTrue();
    assertThat(unread.take("c", 100)).as("more than its share").isFalse();
    assertThat(refused("hub")).isEqualTo(1);
  }

  @Test
  void thereIsAnEndHoweverManyAddressesComeAsOne() {
    long taken = 0;
    for (int i = 0; i < 10_000; i++) {
      taken += unread.take("address" + i, 10) ? 10 : 0;
    }
    assertThat(taken).isLessThanOrEqualTo(2 * MOST);
  }
}
