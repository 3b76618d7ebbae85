package huiwen.desk;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;

/** Which answers their askers are to be told of by telephone. Whoever takes one is the only one, on whatever node, for a while. */
final class UnseenStore {

  /** @param id of this answer of this question, the same at each try */
  record Due(String questionId, OffsetDateTime answeredAt, String fair, String ticket, String phone, String code) {

    String id() {
      return questionId + '@' + answeredAt.toInstant();
    }
  }

  private static final int MOST_AT_ONCE = 50;
  private static final int MOST_TRIES = 6;
  /** Later nobody waits for it by the telephone: the desk's list still has it. */
  private static final Duration NO_LONGER_THAN = Duration.ofDays(1);

  private final Pool pool;

  UnseenStore(Pool pool) {
    this.pool = pool;
  }

  /** Takes those that are due: for the first time, or as the last try failed some minutes ago. Of what is urgent none: a person rings. */
  Future<List<Due>> take(Duration after) {
    return pool.preparedQuery("""
            WITH taken AS (
              INSERT INTO unseen_told AS told (question_id, answered_at, next_at)
              SELECT q.id, (q.answer->>'at')::timestamptz, now() + interval '1 minute'
              FROM question q JOIN person p ON p.question_id = q.id
              LEFT JOIN unseen_told t ON t.question_id = q.id AND t.answered_at = (q.answer->>'at')::timestamptz
              WHERE q.state = 'answered' AND q.parent IS NULL AND q.rating IS NULL AND (q.answer->>'seen_at') IS NULL
                AND q.urgency IS NULL AND p.phone IS NOT NULL
                AND (q.answer->>'at')::timestamptz BETWEEN now() - make_interval(secs => $2) AND now() - make_interval(secs => $1)
                AND (t.question_id IS NULL OR t.told_at IS NULL AND t.tries < $3 AND t.next_at <= now())
              LIMIT $4
              ON CONFLICT (question_id, answered_at) DO UPDATE
                SET tries = told.tries + 1, next_at = now() + 2 ^ told.tries * interval '1 minute'
                WHERE told.told_at IS NULL AND told.next_at <= now()
              RETURNING question_id, answered_at)
            SELECT taken.*, f.name AS fair, q.ticket, p.phone, p.code FROM taken
              JOIN question q ON q.id = taken.question_id JOIN person p ON p.question_id = q.id JOIN fair f ON f.id = q.fair_id""")
        .execute(Tuple.of((double) after.toSeconds(), (double) NO_LONGER_THAN.toSeconds(), MOST_TRIES, MOST_AT_ONCE))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> new Due(row.getString("question_id"),
            row.getOffsetDateTime("answered_at"), row.getString("fair"), row.getString("ticket"), row.getString("phone"),
            row.getString("code"))).toList());
  }

  /** It was taken on: never again. */
  Future<Void> told(Due due) {
    return pool.preparedQuery("UPDATE unseen_told SET told_at = now() WHERE question_id = $1 AND answered_at = $2")
        .execute(Tuple.of(due.questionId(), due.answeredAt())).mapEmpty();
  }
}
