package huiwen.desk;

import huiwen.question.Claim;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** How long claims last. They are made and ended by the ledger, with the entries that say so; here they are renewed and looked at. */
final class LeaseStore {

  /** A claim that has ended, or whose holder is gone. @param expired whether its time is up, by the database's clock */
  record Ended(int fairId, String question, String holder, boolean expired) {
  }

  /** Released in one look; the next one takes the rest. */
  private static final int MOST_AT_ONCE = 500;

  private static final Duration QUIET = Duration.ofSeconds(30);

  private final Pool pool;

  LeaseStore(Pool pool) {
    this.pool = pool;
  }

  /** Only what this session still holds. */
  Future<Void> renew(String session, Collection<String> questions) {
    return pool.preparedQuery("""
            UPDATE lease SET expires_at = clock_timestamp() + $3::int * interval '1 second'
            WHERE question_id = ANY ($1::text[]) AND holder = $2""")
        .execute(Tuple.of(questions.toArray(String[]::new), session, (int) Claim.LASTS.toSeconds()))
        .mapEmpty();
  }

  /** Those whose time is up, and those whose holder has no session any more and has been quiet: the bus mostly tells sooner. */
  Future<List<Ended>> ended() {
    return pool.preparedQuery("""
            SELECT fair_id, question_id, holder, expires_at <= clock_timestamp() AS expired FROM lease
            WHERE expires_at <= clock_timestamp()
              OR expires_at <= clock_timestamp() + $2::int * interval '1 second'
                AND NOT EXISTS (SELECT FROM session WHERE session.id = lease.holder)
            LIMIT $1""")
        .execute(Tuple.of(MOST_AT_ONCE, (int) Claim.LASTS.minus(QUIET).toSeconds())).map(LeaseStore::list);
  }

  /** What these sessions hold, which have ended. */
  Future<List<Ended>> heldBy(List<String> sessions) {
    return pool.preparedQuery("""
            SELECT fair_id, question_id, holder, false AS expired FROM lease WHERE holder = ANY ($1::text[])""")
        .execute(Tuple.tuple().addArrayOfString(sessions.toArray(String[]::new))).map(LeaseStore::list);
  }

  /** How many questions each of these sessions holds; none of those that hold nothing. */
  Future<Map<String, Integer>> holding(List<String> sessions) {
    return pool.preparedQuery("SELECT holder, count(*)::int AS many FROM lease WHERE holder = ANY ($1::text[]) GROUP BY holder")
        .execute(Tuple.tuple().addArrayOfString(sessions.toArray(String[]::new)))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
            .collect(Collectors.toMap(row -> row.getString("holder"), row -> row.getInteger("many"))));
  }

  private static List<Ended> list(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(row -> new Ended(row.getInteger("fair_id"),
        row.getString("question_id"), row.getString("holder"), row.getBoolean("expired"))).toList();
  }
}
