package huiwen.triage;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LikenessTest {

  @Test
  void theSameThingInOtherWordsIsWorthShowing() {
    var words = new Likeness("高血压药能报销吗");
    assertThat(words.to("高血压的药能不能报销？")).isGreaterThan(Likeness.WORTH_SHOWING);
    assertThat(words.to("村里的路啥时候修")).isZero();
  }

  @Property
  void isBetweenNothingAndAllAndTheSameBothWays(@ForAll String one, @ForAll String other) {
    double likeness = new Likeness(one).to(other);
    assertThat(likeness).isBetween(0.0, 1.0);
    assertThat(new Likeness(other).to(one)).isEqualTo(likeness);
  }
}
