package huiwen.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TurnsTest {

  @Property
  void eachHasItsTurnOnceARoundAndNoStepIsCrowded(@ForAll @IntRange(min = 1, max = 40) int length,
      @ForAll @IntRange(max = 300) int members, @ForAll @IntRange(max = 100) int stepsBefore) {
    var turns = new Turns<Integer>(length);
    for (int i = 0; i < stepsBefore; i++) {
      turns.next();
    }
    var all = new ArrayList<Integer>();
    for (int member = 0; member < members; member++) {
      turns.add(member);
      all.add(member);
    }
    assertThat(turns.all()).containsExactlyInAnyOrderElementsOf(all);
    for (int round = 0; round < 2; round++) {
      var had = new ArrayList<Integer>();
      for (int step = 0; step < length; step++) {
        List<Integer> now = turns.next();
        assertThat(now).hasSizeLessThanOrEqualTo((members + length - 1) / length);
        had.addAll(now);
      }
      assertThat(had).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @Property
  void whoHasLeftHasNoTurnAndWhoIsThereKeepsHis(@ForAll @IntRange(min = 1, max = 20) int length,
      @ForAll @IntRange(min = 1, max = 60) int members, @ForAll @IntRange(max = 59) int leaving) {
    var turns = new Turns<Integer>(length);
    for (int member = 0; member < members; member++) {
      Runnable leave = turns.add(member);
      if (member == leaving) {
        leave.run();
      }
    }
    var had = new ArrayList<Integer>();
    for (int step = 0; step < length; step++) {
      had.addAll(turns.next());
    }
    assertThat(turns.all()).containsExactlyInAnyOrderElementsOf(had);
    assertThat(had).doesNotContain(leaving).hasSize(members - (leaving < members ? 1 : 0));
  }
}
