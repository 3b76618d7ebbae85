package huiwen.fair;

import java.util.Locale;

/** What a fair is at a moment: questions are taken while it is {@link #OPEN}. */
public enum FairState {
  /** It begins later. */
  NOT_BEGUN,
  /** It takes questions. */
  OPEN,
  /** Its end has passed. */
  OVER,
  /** An organizer has closed it, whatever its dates say. */
  CLOSED;

  /** The name in the contract, for instance {@code not-begun}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
