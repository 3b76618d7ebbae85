package huiwen.question;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/** Who has come to a question by the code of its ticket, and may do from then on what its asker may. */
public final class TicketVisitors {

  private final Pool pool;

  public TicketVisitors(Pool pool) {
    this.pool = pool;
  }

  /** This asker, who is not its own, has come to a question by its code. */
  public Future<Void> add(String asker, String questionId) {
    return pool.preparedQuery("INSERT INTO ticket_visitor (asker, question_id) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .execute(Tuple.of(asker, questionId)).mapEmpty();
  }

  /** For whom this asker may speak of a question, having come to it by its code: its own asker; null = for nobody. */
  public Future<String> speaksFor(String asker, String questionId) {
    return pool.preparedQuery("""
            SELECT p.asker FROM ticket_visitor v JOIN person p USING (question_id) WHERE v.asker = $1 AND v.question_id = $2""")
        .execute(Tuple.of(asker, questionId))
        .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString("asker"));
  }
}
