package huiwen.live;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.question.Entry;
import huiwen.question.RandomHistories;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingTest extends RandomHistories {

  @Test
  void holdsTheNewestAndKnowsHowFarItReachesBack() {
    List<Entry> entries = entries(Collections.nCopies(10, new Step(null, null, 0, 1)));
    var ring = new Ring(4, 0);
    assertThat(ring.reachesBackTo(0)).isTrue();
    entries.forEach(entry -> ring.add(new Audience(entry, 0)));
    assertThat(ring.last()).isEqualTo(10);
    assertThat(ring.reachesBackTo(5)).isFalse();
    assertThat(ring.reachesBackTo(6)).isTrue();
    for (long seq = 7; seq <= 10; seq++) {
      assertThat(ring.get(seq).entry().seq()).isEqualTo(seq);
    }
  }

  @Test
  void beginsAfterWhatWasThereBefore() {
    var ring = new Ring(4, 100);
    assertThat(ring.last()).isEqualTo(100);
    assertThat(ring.reachesBackTo(100)).isTrue();
    assertThat(ring.reachesBackTo(99)).isFalse();
  }
}
