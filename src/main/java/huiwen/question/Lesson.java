package huiwen.question;

/**
 * What can be learned from what became of a question: at which desk it belongs.
 *
 * @param department where it was answered or, not being answered yet, was passed to
 * @param from the desk that passed it on there; null where none did
 * @param movedBy name of who passed it on; null where nobody did
 * @param answeredBy number of who answered it; null where nobody has yet
 * @param answeredByName name of who answered it, or null
 */
public record Lesson(String question, String ticket, String text, String department, String from, String movedBy,
    String answeredBy, String answeredByName) {

  /** Whether the desk to which it was passed has taken it on: the word of one is less than that of two. */
  public boolean isAccepted() {
    return answeredBy != null;
  }

  public boolean wasMoved() {
    return from != null;
  }
}
