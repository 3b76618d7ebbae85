package huiwen.similar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BacklogTest {

  private static final int FAIRS = 3;

  private static Backlog.Change change(int number, Similar.Kind kind) {
    return new Backlog.Change("q%03d".formatted(number), number % FAIRS, kind, "问");
  }

  @Property
  void whatIsAddedIsRememberedOrWillBeRead(@ForAll @IntRange(max = 9) int most,
      @ForAll @Size(max = 60) List<@IntRange(max = 30) Integer> numbers, @ForAll @IntRange(max = 40) int taken,
      @ForAll boolean fails) {
    var backlog = new Backlog(most);
    Map<String, Backlog.Change> newest = new HashMap<>();
    for (int i = 0; i < numbers.size(); i++) {
      var change = change(numbers.get(i), i % 4 == 0 ? null : i % 4 == 1 ? Similar.Kind.OPEN : Similar.Kind.ANSWERED);
      backlog.add(change);
      newest.put(change.id(), change);
    }
    List<Backlog.Change> now = new ArrayList<>(backlog.take(taken));
    assertThat(now).hasSizeLessThanOrEqualTo(taken).allSatisfy(change ->
        assertThat(change).isEqualTo(newest.get(change.id())));
    if (fails) {
      now.forEach(backlog::giveBack);
      now.clear();
    }
    now.forEach(change -> newest.remove(change.id()));
    List<Backlog.Change> left = backlog.take(Integer.MAX_VALUE);
    assertThat(left.stream().filter(change -> change.kind() != null).count()).isLessThanOrEqualTo(most);
    left.forEach(change -> {
      assertThat(change).isEqualTo(newest.remove(change.id()));
    });
    Map<Integer, String> places = new HashMap<>();
    while (backlog.isToBeRead()) {
      Map.Entry<Integer, String> place = backlog.takePlace();
      places.put(place.getKey(), place.getValue());
    }
    assertThat(newest.values()).allSatisfy(change -> {
      assertThat(change.kind()).isNotNull(); // what is to be taken out cannot be read
      assertThat(places.get(change.fair())).isLessThan(change.id());
    });
    assertThat(backlog.size()).isZero();
    assertThat(backlog.takePlace()).isNull();
  }

  @Property
  void whatIsGivenBackDoesNotReplaceWhatIsNewer(@ForAll @IntRange(max = 30) int number) {
    var backlog = new Backlog(1);
    backlog.add(change(number, null));
    var taken = backlog.take(1);
    backlog.add(change(number, Similar.Kind.OPEN));
    taken.forEach(backlog::giveBack);
    assertThat(backlog.take(2)).containsExactly(change(number, Similar.Kind.OPEN));
    assertThat(backlog.isToBeRead()).isFalse();
  }

  @Property
  void whatIsForgottenIsNotThere(@ForAll @IntRange(max = 30) int number) {
    var backlog = new Backlog(2);
    backlog.add(change(number, Similar.Kind.OPEN));
    assertThat(backlog.contains(change(number, null).id())).isTrue();
    backlog.forget(change(number, null).id());
    assertThat(backlog.contains(change(number, null).id())).isFalse();
    assertThat(backlog.take(2)).isEmpty();
  }
}
