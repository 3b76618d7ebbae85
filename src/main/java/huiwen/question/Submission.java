package huiwen.question;

/**
 * A command on its way to the ledger.
 *
 * @param key or null where its caller gave none
 * @param deadlineNanos of {@link System#nanoTime}: later it is not carried out, as its caller has been told that it failed
 */
public record Submission(Command command, CommandKey key, long deadlineNanos) {

  boolean isOverdue() {
    return System.nanoTime() - deadlineNanos > 0;
  }
}
