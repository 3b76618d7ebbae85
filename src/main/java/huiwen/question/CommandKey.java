package huiwen.question;

import huiwen.access.Tokens;
import java.util.UUID;

/**
 * Under which a caller sends a command, so that the same one again is answered and not carried out.
 *
 * @param value 8 to 64 of {@code [A-Za-z0-9-]}, made by the caller
 * @param bodyHash the same for the same command, to know the key when it comes with another one
 */
public record CommandKey(String value, String bodyHash) {

  private static final int LENGTH = 32;

  /** One of the hub's own, for a command whose caller gave none. */
  static CommandKey made() {
    String value = UUID.randomUUID().toString();
    return new CommandKey(value, value);
  }

  /** Of a further command that the same request brings, the same each time. @param what tells it from its others */
  public CommandKey further(String what) {
    return new CommandKey(Tokens.hash(value + ' ' + what).substring(0, LENGTH), bodyHash);
  }
}
