package huiwen.question;

import java.util.Locale;

/** What an entry of the journal tells. */
public enum Kind {
  ASKED, ROUTED, HELD, APPROVED, CLAIMED, RELEASED, ANSWERED, ASKED_BACK, REPLIED, TRANSFERRED, MERGED,
  SUPPORTED, RATED, REOPENED, WITHDRAWN, ESCALATED, TRANSLATED, FOLLOWED_UP, CLOSED, CORRECTED, SPLIT, PART_ASKED,
  PART_ANSWERED, CALLED,
  /** Who was called has come to the booth. */
  ARRIVED,
  /** Who was called has not come. */
  MISSED,
  /** Its asker says that it is solved. */
  SOLVED,
  /** Made public again, or for the first time. */
  PUBLISHED,
  /** Taken back from the public. */
  UNPUBLISHED,
  /** Its asker has had the answer before her eyes: told to its desk, and to her other pages. */
  SEEN;

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name on the wire, for instance {@code followed-up}. */
  public String code() {
    return code;
  }

  /** @throws IllegalArgumentException where there is no such kind */
  public static Kind of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
