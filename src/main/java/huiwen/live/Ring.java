package huiwen.live;

import java.util.HashMap;
import java.util.Map;

/** The newest entries of a fair, in order, with what was encoded of them. */
final class Ring {

  private final Audience[] slots;
  /** The newest entry of each question that is here. */
  private final Map<String, Audience> newest = new HashMap<>();
  private long first;
  private long last;

  /**
   * @param size how many it holds
   * @param after number of the entry after which it begins
   */
  Ring(int size, long after) {
    slots = new Audience[size];
    first = after + 1;
    last = after;
  }

  /** Adds the next one; the journal has none of the numbers between the last one's and its own. */
  void add(Audience next) {
    passOver(next.entry().seq() - 1);
    put(next.entry().seq(), next);
    Audience before = newest.put(next.entry().question().id(), next);
    if (before != null) {
      before.movedOn(next);
    }
  }

  /** There are no entries up to this number, and there never will be. */
  void passOver(long upTo) {
    while (last < upTo) {
      put(last + 1, null);
    }
  }

  private void put(long seq, Audience audience) {
    last = seq;
    Audience oldest = slots[(int) (last % slots.length)];
    if (oldest != null) {
      newest.remove(oldest.entry().question().id(), oldest);
    }
    slots[(int) (last % slots.length)] = audience;
    first = Math.max(first, last - slots.length + 1);
  }

  /** Whether every entry after this one is here. */
  boolean reachesBackTo(long seq) {
    return seq >= first - 1;
  }

  /** The entry of this number, which the ring must reach back to; null where there is none. */
  Audience get(long seq) {
    return slots[(int) (seq % slots.length)];
  }

  /** The number of the newest. */
  long last() {
    return last;
  }
}
