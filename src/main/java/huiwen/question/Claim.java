package huiwen.question;

import java.time.Duration;

/**
 * In whose hands a question is.
 *
 * @param holder number of the session
 * @param name of the person, as shown to others
 */
public record Claim(String holder, String name) {

  /** After its holder's last action on it, or beat from a page that shows it; then it ends by itself. */
  public static final Duration LASTS = Duration.ofMinutes(10);
}
