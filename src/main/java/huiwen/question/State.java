package huiwen.question;

import java.util.Locale;
import java.util.Set;

/** What a question is in. The order is the one of the tally. */
public enum State implements Cell {
  /** Waits for the organizer's approval. */
  HELD,
  /** In its desk's queue. */
  WAITING,
  /** In one volunteer's hands. */
  CLAIMED,
  /** Waits for more from its asker. */
  ASKED_BACK,
  ANSWERED,
  /** Promised for after the fair. */
  FOLLOW_UP,
  CLOSED,
  /** Follows another question. */
  MERGED,
  /** Taken back by its asker. */
  WITHDRAWN;

  /** What a desk still has to do something about, or its asker has. */
  static final Set<State> OPEN = Set.of(HELD, WAITING, CLAIMED, ASKED_BACK, FOLLOW_UP);

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name on the wire, for instance {@code asked-back}. */
  public String code() {
    return code;
  }

  /** @throws IllegalArgumentException where there is no such state */
  public static State of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  public boolean isOpen() {
    return OPEN.contains(this);
  }
}
