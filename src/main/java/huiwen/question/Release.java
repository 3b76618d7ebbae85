package huiwen.question;

import java.util.Locale;

/** Why a claim has ended without an answer, or a question has gone to another desk without being anybody else's matter. */
public enum Release {
  /** Its holder gave it back. */
  PUT_BACK,
  /** Nothing was heard of its holder for as long as a claim lasts. */
  EXPIRED,
  /** Its holder has signed out, or was signed out. */
  SIGNED_OUT,
  /** The invite by which its holder came in was renewed. */
  REVOKED,
  /** The organizer took it back. */
  TAKEN_BACK,
  /** What it was merged into will bring no answer: it waits by itself again. */
  UNMERGED,
  /** Its desk has gone home. */
  DESK_LEFT;

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name on the wire, for instance {@code put-back}. */
  public String code() {
    return code;
  }

  /** Null for null. @throws IllegalArgumentException where there is no such reason */
  static Release of(String code) {
    return code == null ? null : valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
