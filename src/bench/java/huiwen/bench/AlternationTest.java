package huiwen.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huiwen.bench.Alternation.Ratio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AlternationTest {

  private static Alternation.Figure figures(double... values) {
    Iterator<Double> left = Arrays.stream(values).iterator();
    return left::next;
  }

  @Test
  void theRatioIsTheMedianOfTheRoundsWithItsRange() throws Exception {
    Ratio ratio = Alternation.ratio(5, figures(10, 20, 30, 40, 50), figures(10, 10, 10, 10, 10));
    assertThat(ratio).isEqualTo(new Ratio(30, 10, 3, 1, 5));
  }

  @Test
  void oneRoundThatWasDisturbedDoesNotDecide() throws Exception {
    Ratio ratio = Alternation.ratio(5, figures(100, 100, 3, 100, 100), figures(50, 50, 50, 50, 50));
    assertThat(ratio.median()).isEqualTo(2);
    assertThat(ratio.lowest()).isEqualTo(0.06);
  }

  @Test
  void aMachineThatSlowsDownComesToBothAlike() throws Exception {
    // every round is at half the speed of the one before: all the hub first, then all the limit, would have said 32
    Ratio ratio = Alternation.ratio(5, figures(160, 80, 40, 20, 10), figures(160, 80, 40, 20, 10));
    assertThat(ratio).isEqualTo(new Ratio(40, 40, 1, 1, 1));
  }

  @Test
  void theMedianOfTheRatiosIsNotTheRatioOfTheMedians() throws Exception {
    Ratio ratio = Alternation.ratio(5, figures(1, 2, 3, 4, 5), figures(5, 4, 3, 2, 1));
    assertThat(ratio.median()).isEqualTo(1);
    Ratio skew = Alternation.ratio(5, figures(2, 2, 9, 9, 9), figures(1, 1, 3, 9, 9));
    assertThat(skew).isEqualTo(new Ratio(9, 3, 2, 1, 3));
  }

  @Test
  void hubAndLimitTakeTurns() throws Exception {
    var order = new ArrayList<String>();
    List<Ratio> both = Alternation.ratios(5, () -> {
      order.add("hub");
      return new double[] {4, 9};
    }, () -> {
      order.add("limit");
      return new double[] {2, 3};
    });
    assertThat(order).containsExactly("hub", "limit", "hub", "limit", "hub", "limit", "hub", "limit", "hub", "limit");
    assertThat(both).extracting(Ratio::median).containsExactly(2.0, 3.0);
  }

  @Test
  void fewRoundsAndNoLimitAreRefused() {
    assertThatThrownBy(() -> Alternation.ratio(4, () -> 1, () -> 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Alternation.ratio(5, () -> 1, () -> 0)).isInstanceOf(IllegalStateException.class);
  }

  @Property(tries = 200)
  void theMedianLiesInTheRange(@ForAll @Size(min = 5, max = 12) List<@DoubleRange(min = 0.1, max = 1e6) Double> hub,
      @ForAll @DoubleRange(min = 0.1, max = 1e6) double limit) {
    double[] hubs = hub.stream().mapToDouble(Double::doubleValue).toArray();
    var limits = new double[hubs.length];
    Arrays.fill(limits, limit);
    Ratio ratio = Ratio.of(hubs, limits);
    assertThat(ratio.median()).isBetween(ratio.lowest(), ratio.highest());
    long below = hub.stream().filter(value -> value / limit < ratio.median()).count();
    assertThat(below).isLessThanOrEqualTo(hub.size() / 2);
  }
}
