package huiwen.desk;

import huiwen.access.Caller;
import huiwen.access.Tokens;
import huiwen.limits.Bounds;
import huiwen.problem.Problem;
import huiwen.question.CommandKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/** What a desk answers again and again: some for all who work there, some for one of them. */
final class ReadyAnswers {

  /** @param owner the name of her who alone is shown it; null = shared */
  record Ready(String id, String text, String owner) {
  }

  private final Pool pool;

  ReadyAnswers(Pool pool) {
    this.pool = pool;
  }

  /** Those of a desk, and hers: who comes in anew is known by her name. The oldest first, as their keys go by their places. */
  Future<List<Ready>> of(int fairId, String department, Caller caller) {
    return pool.preparedQuery("""
            SELECT id, text, owner FROM ready_answer
            WHERE fair_id = $1 AND department = $2 AND (owner IS NULL OR owner = $3) ORDER BY made_at, id""")
        .execute(Tuple.of(fairId, department, caller.name()))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ReadyAnswers::ready).toList());
  }

  /** @param key under which it was sent, or null: sent again, it is the same. @return fails with 409 where there are too many, or the key was another's */
  Future<Ready> add(int fairId, String department, Caller by, String text, boolean isShared, CommandKey key) {
    String owner = isShared ? null : by.name();
    String value = key == null ? null : key.value();
    return pool.preparedQuery("""
            INSERT INTO ready_answer (id, fair_id, department, owner, text, session, key, sent_hash)
            SELECT $1, $2::int, $3::text, $4::text, $5, $6, $7::text, $8::text
            WHERE (SELECT count(*) FROM ready_answer
              WHERE fair_id = $2 AND department = $3 AND owner IS NOT DISTINCT FROM $4) < $9::int
            ON CONFLICT DO NOTHING RETURNING id, text, owner""")
        .execute(Tuple.of(Tokens.random(), fairId, department, owner, text, by.id()).addString(value)
            .addString(key == null ? null : key.bodyHash()).addInteger(Bounds.READY_ANSWERS))
        .compose(rows -> rows.size() == 1 ? Future.succeededFuture(ready(rows.iterator().next()))
            : addedBefore(fairId, by, key));
  }

  private Future<Ready> addedBefore(int fairId, Caller by, CommandKey key) {
    return pool.preparedQuery("SELECT id, text, owner, sent_hash FROM ready_answer WHERE fair_id = $1 AND session = $2 AND key = $3")
        .execute(Tuple.of(fairId, by.id(), key == null ? null : key.value()))
        .map(rows -> {
          if (rows.size() == 0) {
            throw Problem.conflict("conflict.ready-answers");
          }
          if (!rows.iterator().next().getString("sent_hash").equals(key.bodyHash())) {
            throw Problem.conflict("conflict.other-body");
          }
          return ready(rows.iterator().next());
        });
  }

  /** Fails with 404 where there is none at this desk, or it is another's own. */
  Future<Ready> remove(int fairId, String department, Caller by, String id) {
    return pool.preparedQuery("""
            DELETE FROM ready_answer
            WHERE fair_id = $1 AND department = $2 AND id = $3 AND (owner IS NULL OR owner = $4) RETURNING id, text, owner""")
        .execute(Tuple.of(fairId, department, id, by.name()))
        .map(ReadyAnswers::only);
  }

  private static Ready only(RowSet<Row> rows) {
    if (rows.size() == 0) {
      throw Problem.notFound();
    }
    return ready(rows.iterator().next());
  }

  private static Ready ready(Row row) {
    return new Ready(row.getString("id"), row.getString("text"), row.getString("owner"));
  }
}
