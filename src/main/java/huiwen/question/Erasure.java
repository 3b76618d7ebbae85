package huiwen.question;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * Forgets what somebody has said, and who she is: her words, her replies, her name, number and pictures. That she asked, from which
 * village, and what was answered stays, so that the counts stay what they were. It writes beside the ledger, as there is nothing to
 * tell: what others could see of it was taken back by a command before.
 */
public final class Erasure {

  private final Pool pool;

  public Erasure(Pool pool) {
    this.pool = pool;
  }

  /** All of it or nothing; done again, it does the same. The fair's row is written: it tells the ledger that its memory is old. */
  public Future<Void> of(int fairId, String questionId) {
    return pool.withTransaction(connection ->
        execute(connection, "UPDATE fair SET state = state WHERE id = $1", Tuple.of(fairId))
            .compose(told -> execute(connection, """
                DELETE FROM attachment WHERE id IN (
                  SELECT a.attachment_id FROM attached a JOIN entry e ON e.fair_id = $2 AND e.seq = a.seq
                  WHERE a.question_id = $1 AND (e.kind = 'asked' OR e.message->>'kind' = 'reply'))""", Tuple.of(questionId, fairId)))
            .compose(erased -> execute(connection, """
                DELETE FROM attached a WHERE question_id IN (SELECT id FROM question WHERE id = $1 OR parent = $1) AND NOT EXISTS (
                  SELECT FROM attachment WHERE id = a.attachment_id)""", Tuple.of(questionId)))
            .compose(erased -> execute(connection, """
                UPDATE question SET text = '', translation = NULL, attachments = '[]' WHERE id = $1 OR parent = $1""", Tuple.of(questionId)))
            .compose(erased -> execute(connection, """
                UPDATE person SET name = NULL, phone = NULL WHERE question_id = $1""", Tuple.of(questionId)))
            .compose(erased -> execute(connection, """
                UPDATE search SET terms = ARRAY(SELECT term FROM unnest(terms) term WHERE term >> 16 IN (-1, -2))
                WHERE question_id IN (SELECT id FROM question WHERE id = $1 OR parent = $1)""", Tuple.of(questionId))) // its fair and its ticket are left
            .compose(erased -> execute(connection, """
                UPDATE entry SET message = (jsonb_set(message::jsonb, '{text}', '""') - 'attachments')::json
                WHERE question_id = $1 AND kind NOT IN ('asked', 'supported') AND message->>'kind' = 'reply'""", Tuple.of(questionId))));
  }

  private static Future<Void> execute(SqlConnection connection, String statement, Tuple arguments) {
    return connection.preparedQuery(statement).execute(arguments).mapEmpty();
  }
}
