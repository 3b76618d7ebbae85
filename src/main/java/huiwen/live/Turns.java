package huiwen.live;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Spreads what is to be done for each of many members over a round of steps, so that it is never done for all at once:
 * each has its turn in one step of the round, and as many have it in one step as in another while only new ones come.
 */
final class Turns<T> {

  private final List<Set<T>> steps = new ArrayList<>();
  private int now;
  private int place;

  /** @param length steps of a round, from 1 */
  Turns(int length) {
    for (int i = 0; i < length; i++) {
      steps.add(new LinkedHashSet<>());
    }
  }

  /**
   * Gives it a turn in each round, first within one round from now.
   *
   * @return takes it out again
   */
  Runnable add(T member) {
    Set<T> step = steps.get(place);
    place = (place + 1) % steps.size();
    step.add(member);
    return () -> step.remove(member);
  }

  /** All, as they are now. */
  List<T> all() {
    return steps.stream().flatMap(Set::stream).toList();
  }

  /** Goes one step on; brings those whose turn it is, as they are now. */
  List<T> next() {
    Set<T> step = steps.get(now);
    now = (now + 1) % steps.size();
    return List.copyOf(step);
  }
}
