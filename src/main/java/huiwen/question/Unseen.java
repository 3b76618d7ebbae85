package huiwen.question;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/** Answers that their askers have not seen. Who has rated one has. */
final class Unseen {

  private Unseen() {
  }

  /** Those given at this desk so long ago, by the database's clock; the first one first. */
  static Future<List<Seen>> at(Pool pool, int fairId, String department, Duration since) {
    return pool.preparedQuery("""
            SELECT q.*, 0 AS ahead, %s FROM question q LEFT JOIN person p ON p.question_id = q.id
            WHERE q.fair_id = $1 AND q.department = $2 AND q.state = 'answered' AND q.parent IS NULL AND q.rating IS NULL
              AND (q.answer->>'seen_at') IS NULL AND (q.answer->>'at')::timestamptz <= now() - make_interval(secs => $3)
            ORDER BY (q.answer->>'at')::timestamptz LIMIT %d""".formatted(QuestionCodec.PERSON, Journal.MOST_AT_DESK))
        .execute(Tuple.of(fairId, department, (double) since.toSeconds()))
        .map(Journal::seen);
  }
}
