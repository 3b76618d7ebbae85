package huiwen.question;

import java.util.Collections;
import java.util.Set;

/**
 * What can be learned from what became of a question: at which desk it belongs.
 *
 * @param department where it was answered or, not being answered yet, was passed to
 * @param from the desk that passed it on there; null where none did
 * @param moved who passed it on; null where nobody did
 * @param answered who answered it; null where nobody has yet
 */
public record Lesson(String question, String ticket, String text, String department, String from, Who moved, Who answered) {

  /**
   * Somebody of the staff.
   *
   * @param id of her session; null where it is not known any more
   * @param invites by which she had come in, as far as is known, each named by a hash; none for an organizer
   */
  public record Who(String id, String name, Set<String> invites) {

    public Who {
      invites = Set.copyOf(invites);
    }

    /** Whether this is surely another person: one who has come in twice, or by two invites, is one. */
    boolean isSurelyOtherThan(Who other) {
      return id != null && other.id != null && !id.equals(other.id)
          && !(invites.isEmpty() && other.invites.isEmpty()) && Collections.disjoint(invites, other.invites);
    }
  }

  public boolean wasMoved() {
    return from != null;
  }

  public boolean isAnswered() {
    return answered != null;
  }

  /** Whether the desk to which it was passed has taken it on, by another person who has come in by another invite. */
  public boolean isBorneOut() {
    return wasMoved() && moved != null && answered != null && moved.isSurelyOtherThan(answered);
  }
}
