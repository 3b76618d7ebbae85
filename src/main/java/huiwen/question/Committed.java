package huiwen.question;

/**
 * What the ledger answers once the database has committed.
 *
 * @param question as it is now
 * @param created whether this command has made it; false for the same key again, and for all other commands
 * @param ahead how many waited before it when it was made; -1 where it was not made now
 */
public record Committed(Question question, boolean created, int ahead) {

  static Committed changed(Question question) {
    return new Committed(question, false, -1);
  }
}
