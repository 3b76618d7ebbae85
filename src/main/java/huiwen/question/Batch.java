package huiwen.question;

import huiwen.db.SqlState;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Some commands of one fair, decided by the rules in turn and written at once, in a transaction that gives the fair's
 * row a new version. A decision is never taken on what somebody else, on whatever node, is changing:
 *
 * <ul>
 * <li>{@link #ifUnchanged}: read what is not {@link Known} yet, if anything; decide; write if the fair's row still has the
 * version for which all of it is known, and else nothing. Most batches need one statement, in one round trip.
 * <li>{@link #underLock}, where that was not to be: lock the fair's row, read what the commands are about, decide, write,
 * commit. Two round trips, each of them pipelined.
 * </ul>
 */
final class Batch {

  /** @param results one for each command: committed or refused */
  record Outcome(List<Future<Committed>> results, List<Entry> entries) {
  }

  private final int fairId;
  private final List<Submission> submissions;
  private final Known known;

  /**
   * @param known what is known of the fair; a batch that is committed leaves in it what is known after it, one that is not
   *     leaves it unusable
   */
  Batch(int fairId, List<Submission> submissions, Known known) {
    this.fairId = fairId;
    this.submissions = submissions;
    this.known = known;
  }

  /**
   * Commits if what is known stays true until then.
   *
   * @param reading a pool whose statements are planned anew each time
   * @param writing a pool that keeps its plans
   * @return empty, and nothing is written, where another has written meanwhile, a key had been used before, a deadline is
   *     past, a claim was renewed, or there is nothing to write, which leaves what was decided unproved. Fails where the
   *     database did not say whether it committed
   */
  Future<Optional<Outcome>> ifUnchanged(Pool reading, Pool writing) {
    var reads = new Reads(fairId, submissions, known);
    return reads.unknown(reading).compose(read -> {
      Deciding deciding = deciding(reads);
      List<Future<Committed>> results = decide(deciding);
      return writeIfUnchanged(writing, deciding)
          .map(written -> written ? Optional.of(new Outcome(results, deciding.entries())) : Optional.empty());
    });
  }

  /** Fails where the database did not commit, or did not say whether it has. */
  Future<Outcome> underLock(Pool pool) {
    return pool.withConnection(connection -> {
      var reads = new Reads(fairId, submissions, known);
      return reads.underLock(connection)
          .compose(read -> {
            Deciding deciding = deciding(reads);
            List<Future<Committed>> results = decide(deciding);
            return write(connection, deciding).map(new Outcome(results, deciding.entries()));
          })
          .recover(failure -> connection.query("ROLLBACK").execute().transform(rolledBack ->
              Future.failedFuture(failure)));
    });
  }

  private Deciding deciding(Reads reads) {
    return new Deciding(fairId, known, reads.following(), reads.leased());
  }

  private List<Future<Committed>> decide(Deciding deciding) {
    return submissions.stream().map(deciding::decide).toList();
  }

  private Future<?> write(SqlConnection connection, Deciding decided) {
    var writes = new ArrayList<Future<?>>();
    if (!decided.entries().isEmpty()) {
      writes.add(connection.preparedQuery(Writes.STATEMENT).execute(Writes.arguments(fairId, known, decided))
          .compose(rows -> isWritten(rows) ? Future.succeededFuture() : Future.failedFuture(
              new TimeoutException("the deadline of a batch of fair " + fairId + " has passed under its lock"))));
    }
    writes.add(connection.query("COMMIT").execute());
    return Future.all(writes);
  }

  private Future<Boolean> writeIfUnchanged(Pool pool, Deciding decided) {
    return decided.entries().isEmpty()
        ? Future.succeededFuture(false)
        : pool.preparedQuery(Writes.STATEMENT).execute(Writes.arguments(fairId, known, decided)).map(this::isWritten)
            .recover(failure -> SqlState.isUniqueViolation(failure)
                ? Future.succeededFuture(false)
                : Future.failedFuture(failure));
  }

  private boolean isWritten(RowSet<Row> rows) {
    rows.forEach(known::written);
    return rows.size() == 1;
  }
}
