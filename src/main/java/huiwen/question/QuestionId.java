package huiwen.question;

import java.security.SecureRandom;
import java.time.Instant;

/**
 * A question's number: the code of its fair, a dot, and a ULID (48 bits of time, 80 random bits, in Crockford's
 * base 32). It cannot be guessed, grows with time so that the index stays dense, and tells its fair
 * so that a command finds the one queue of that fair with no look-up.
 *
 * @see <a href="https://github.com/ulid/spec">The ULID specification</a>
 */
public final class QuestionId {

  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final SecureRandom RANDOM = new SecureRandom();

  private QuestionId() {
  }

  /** A new one for a question of this fair. */
  public static String next(String fair, Instant now) {
    var id = new StringBuilder(fair).append('.');
    append(id, now.toEpochMilli(), 10);
    append(id, RANDOM.nextLong(), 8);
    append(id, RANDOM.nextLong(), 8);
    return id.toString();
  }

  private static void append(StringBuilder id, long bits, int digits) {
    for (int shift = (digits - 1) * 5; shift >= 0; shift -= 5) {
      id.append(DIGITS[(int) (bits >>> shift) & 31]);
    }
  }

  /** The code of the fair that the question belongs to. */
  public static String fair(String id) {
    int dot = id.indexOf('.');
    return dot < 0 ? "" : id.substring(0, dot);
  }
}
