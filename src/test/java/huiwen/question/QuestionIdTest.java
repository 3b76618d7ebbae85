package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class QuestionIdTest {

  private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");

  @Test
  void tellsItsFairAndNobodyElses() {
    String id = QuestionId.next("linhe-2026", NOW);
    assertThat(id).matches("linhe-2026\\.[0-9a-hjkmnp-tv-z]{26}");
    assertThat(QuestionId.fair(id)).isEqualTo("linhe-2026");
    assertThat(QuestionId.fair("nonsense")).isEmpty();
  }

  @Test
  void growsWithTimeAndNeverRepeats() {
    assertThat(QuestionId.next("demo", NOW)).isLessThan(QuestionId.next("demo", NOW.plusMillis(1)));
    var ids = new HashSet<String>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(QuestionId.next("demo", NOW));
    }
    assertThat(ids).hasSize(10_000);
  }
}
