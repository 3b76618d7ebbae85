package huiwen.access;

import java.util.Locale;

/** What somebody is to a fair. */
public enum Role {
  /** Anyone with a phone. */
  ASKER,
  /** Answers at the desks whose invites were accepted. */
  VOLUNTEER,
  /** Translates questions and answers. */
  TRANSLATOR,
  /** Helps from far away. */
  EXPERT,
  /** Asks for people who are there and have no phone; answers nothing. */
  KIOSK,
  /** Runs the fairs of this hub. */
  ORGANIZER,
  /** The hub itself: what timers do. Nobody signs in as it. */
  SYSTEM;

  /** The name in the contract, in lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException where there is no such role */
  public static Role of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
