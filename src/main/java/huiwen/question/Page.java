package huiwen.question;

import java.util.List;

/**
 * Some entries of a fair, as one state of the database has them.
 *
 * @param upTo the number up to which there are no others: what is missing below it is a hole, and stays one, as entries are
 *     committed in the order of their numbers
 * @param entries in order
 */
public record Page(long upTo, List<Entry> entries) {

  public Page {
    entries = List.copyOf(entries);
  }
}
