package huiwen.question;

import java.security.SecureRandom;

/**
 * Eight characters that reach one question from any phone, read from a slip and typed by hand: some 39 random bits in 31 signs
 * of which none is taken for another (no 0, 1, i, l, o).
 */
public final class TicketCode {

  /** Letters of a code. */
  public static final int LENGTH = 8;
  private static final String SIGNS = "23456789abcdefghjkmnpqrstuvwxyz";
  private static final SecureRandom RANDOM = new SecureRandom();

  private TicketCode() {
  }

  static String next() {
    var code = new StringBuilder(LENGTH);
    RANDOM.ints(LENGTH, 0, SIGNS.length()).forEach(i -> code.append(SIGNS.charAt(i)));
    return code.toString();
  }
}
