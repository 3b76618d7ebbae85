package huiwen.question;

import io.vertx.core.Future;

/** What is kept up to date by following a fair's entries. */
public interface Keeper {

  /** The next entry. Where this throws, all that is kept is read afresh, and the entry is tried once more. */
  void take(Entry entry);

  /**
   * Reads afresh all that is kept: at the start, after {@link #take} has thrown, and after a hole in the journal.
   *
   * @param after number of the newest entry that was taken or passed over; -1 at the start
   * @return the number of the entry after which the follower goes on
   */
  Future<Long> readAfresh(long after);
}
