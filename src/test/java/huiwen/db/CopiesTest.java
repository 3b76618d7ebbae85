package huiwen.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class CopiesTest {

  private final Copies<String> copies = new Copies<>(Duration.ofMinutes(1));
  private final ArrayDeque<Promise<String>> reads = new ArrayDeque<>();

  private Future<String> get(String key) {
    return copies.get(key, () -> {
      reads.add(Promise.promise());
      return reads.peekLast().future();
    });
  }

  @Test
  void manyWhoAskAtOnceReadOnce() {
    Future<String> first = get("a");
    Future<String> second = get("a");
    assertThat(reads).hasSize(1);
    reads.remove().complete("one");
    assertThat(first.result()).isEqualTo("one");
    assertThat(second.result()).isEqualTo("one");
    assertThat(get("a").result()).isEqualTo("one");
    assertThat(reads).isEmpty();
  }

  @Test
  void whatWasReadBeforeAChangeIsNeitherKeptNorGivenToWhoAsksAfterIt() {
    Future<String> before = get("a");
    copies.drop("a");
    Future<String> after = get("a");
    assertThat(reads).hasSize(2);
    reads.remove().complete("old");
    assertThat(before.result()).isEqualTo("old");
    assertThat(after.isComplete()).isFalse();
    reads.remove().complete("new");
    assertThat(after.result()).isEqualTo("new");
    assertThat(get("a").result()).isEqualTo("new");
  }

  @Test
  void whatIsNotThereAndWhatFailedIsAskedForAgain() {
    get("a");
    reads.remove().complete(null);
    Future<String> second = get("a");
    reads.remove().fail("gone");
    assertThat(second.failed()).isTrue();
    get("a");
    assertThat(reads).hasSize(1);
  }

  @Test
  void dropsTheCopiesThatFit() {
    get("a");
    reads.remove().complete("one");
    get("b");
    reads.remove().complete("two");
    copies.dropIf("one"::equals);
    assertThat(get("b").result()).isEqualTo("two");
    assertThat(get("a").isComplete()).isFalse();
  }
}
