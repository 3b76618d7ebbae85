package huiwen.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of something that a request wants (RFC 9110, 14.2): players of sounds ask for the first two bytes, and then for the rest.
 *
 * @param from first byte
 * @param to last byte; before {@code from} where there is no such part
 */
record ByteRange(int from, int to) {

  private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,9})\\s*-\\s*(\\d{0,9})\\s*");

  /** There is none: 416. */
  static final ByteRange UNSATISFIABLE = new ByteRange(0, -1);

  boolean isSatisfiable() {
    return to >= from;
  }

  int length() {
    return to - from + 1;
  }

  /**
   * What a {@code Range} header asks for; null = all of it: where there is none, it is not understood, or it asks for several parts,
   * which nobody has to send.
   *
   * @param length of the whole, in bytes
   */
  static ByteRange of(String header, int length) {
    Matcher one = ONE.matcher(header == null ? "" : header);
    if (!one.matches() || one.group(1).isEmpty() && one.group(2).isEmpty()) {
      return null;
    }
    if (one.group(1).isEmpty()) {
      int last = Integer.parseInt(one.group(2));
      return last == 0 ? UNSATISFIABLE : new ByteRange(Math.max(0, length - last), length - 1);
    }
    int from = Integer.parseInt(one.group(1));
    int to = one.group(2).isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(one.group(2));
    if (to < from) {
      return null;
    }
    return from >= length ? UNSATISFIABLE : new ByteRange(from, Math.min(to, length - 1));
  }
}
