package huiwen.live;

/** The newest entries of a fair, in order, with what was encoded of them. */
final class Ring {

  private final Audience[] slots;
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

  /** Adds the next one, whose number must be one more than the last one's. */
  void add(Audience next) {
    last = next.entry().seq();
    slots[(int) (last % slots.length)] = next;
    first = Math.max(first, last - slots.length + 1);
  }

  /** Whether every entry after this one is here. */
  boolean reachesBackTo(long seq) {
    return seq >= first - 1;
  }

  /** The entry of this number, which must be in the ring. */
  Audience get(long seq) {
    return slots[(int) (seq % slots.length)];
  }

  /** The number of the newest. */
  long last() {
    return last;
  }
}
