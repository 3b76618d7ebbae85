package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PerFairTest {

  private static final Duration LINGERS = Duration.ofMinutes(3);

  private final AtomicLong now = new AtomicLong();
  private final Set<Integer> read = new HashSet<>();
  private final Set<Integer> closed = new HashSet<>();
  private final PerFair<Integer> kept = new PerFair<>(read::contains, closed::add, LINGERS, now::get);
  private int opened;

  private Future<Integer> use(int fair) {
    return kept.with(fair, () -> {
      opened++;
      return Future.succeededFuture(fair);
    }, Future::succeededFuture);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
    kept.closeUnread();
  }

  @Test
  void ofThreeHundredFairsOnlyTheWatchedOnesAreKept() {
    for (int fair = 0; fair < 300; fair++) {
      use(fair);
    }
    for (int fair = 0; fair < 20; fair++) {
      read.add(fair);
    }
    pass(Duration.ofMinutes(2));
    assertThat(kept.all()).hasSize(300);
    pass(Duration.ofMinutes(2));
    assertThat(kept.all()).hasSize(20);
    assertThat(closed).hasSize(280).doesNotContain(0, 19);
    pass(Duration.ofHours(3));
    assertThat(kept.all()).hasSize(20);
    read.clear();
    pass(Duration.ofMinutes(2));
    pass(Duration.ofMinutes(2));
    assertThat(kept.all()).isEmpty();
  }

  @Test
  void itIsOpenedOnceHoweverManyReadAndAgainAfterItsEnd() {
    use(1);
    use(1);
    assertThat(opened).isEqualTo(1);
    pass(Duration.ofMinutes(4));
    use(1);
    assertThat(opened).isEqualTo(2);
  }

  @Test
  void eachUseLetsItLiveOn() {
    for (int i = 0; i < 10; i++) {
      use(1);
      pass(Duration.ofMinutes(2));
    }
    assertThat(opened).isEqualTo(1);
  }

  @Test
  void whatSomebodyIsUsingStays() {
    Promise<Void> done = Promise.promise();
    kept.with(1, () -> Future.succeededFuture(1), one -> done.future());
    pass(Duration.ofMinutes(10));
    assertThat(closed).isEmpty();
    done.complete();
    pass(Duration.ofMinutes(4));
    assertThat(closed).containsExactly(1);
  }

  @Test
  void whatCannotBeOpenedIsTriedAnewByTheNext() {
    assertThat(kept.with(1, () -> Future.failedFuture("down"), Future::succeededFuture).failed()).isTrue();
    assertThat(use(1).succeeded()).isTrue();
    assertThat(kept.get(1)).isEqualTo(1);
  }

  @Test
  void allIsClosedAtTheEnd() {
    use(1);
    use(2);
    kept.close();
    assertThat(closed).containsExactlyInAnyOrder(1, 2);
    assertThat(kept.all()).isEmpty();
  }
}
