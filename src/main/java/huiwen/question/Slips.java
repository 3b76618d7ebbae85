package huiwen.question;

import huiwen.access.Caller;
import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Slips of paper that were printed ahead, each with the code of a ticket to come: torn in two, one half is written on and dropped
 * into a box, with the other its writer finds her answer when somebody has typed it in. And who typed what in for whom.
 */
public final class Slips {

  /** Printed and not typed in, of one fair: each is a code that a guess may hit. */
  public static final int MOST_OPEN = 2_000;

  /** @param number by which people tell it apart, counted within its fair */
  public record Slip(int number, String code) {
  }

  private final Pool pool;

  public Slips(Pool pool) {
    this.pool = pool;
  }

  /** Makes so many new ones; fails with 409 where too many lie about. */
  public Future<List<Slip>> make(int fairId, int many) {
    String[] codes = IntStream.range(0, many).mapToObj(i -> TicketCode.next()).toArray(String[]::new);
    return pool.withTransaction(connection -> open(connection, fairId).compose(open -> open + many > MOST_OPEN
        ? Future.failedFuture(Problem.conflict("conflict.slips"))
        : connection.preparedQuery("""
            INSERT INTO slip (code, fair_id, number)
            SELECT code, $1, (SELECT coalesce(max(number), 0) FROM slip WHERE fair_id = $1) + place
            FROM unnest($2::text[]) WITH ORDINALITY AS made (code, place) RETURNING number, code""")
            .execute(Tuple.of(fairId).addArrayOfString(codes)).map(Slips::slips)));
  }

  /** How many are not typed in; two who make some do it one after the other. */
  private static Future<Long> open(SqlConnection connection, int fairId) {
    return connection.preparedQuery("SELECT id FROM fair WHERE id = $1 FOR NO KEY UPDATE").execute(Tuple.of(fairId))
        .compose(locked -> connection.preparedQuery("SELECT count(*) FROM slip WHERE fair_id = $1 AND typed_at IS NULL")
            .execute(Tuple.of(fairId)))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private static List<Slip> slips(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> new Slip(row.getInteger("number"), row.getString("code"))).toList();
  }

  /** Those of a fair with these numbers that are not typed in. */
  public Future<List<Slip>> open(int fairId, int from, int to) {
    return pool.preparedQuery("""
            SELECT number, code FROM slip WHERE fair_id = $1 AND number BETWEEN $2 AND $3 AND typed_at IS NULL ORDER BY number""")
        .execute(Tuple.of(fairId, from, to)).map(Slips::slips);
  }

  /** The number of the fair of a slip that is not typed in yet; null = there is no such slip. */
  public Future<Integer> fairOf(String code) {
    return pool.preparedQuery("SELECT fair_id FROM slip WHERE code = $1 AND typed_at IS NULL").execute(Tuple.of(code))
        .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getInteger("fair_id"));
  }

  /** Fails with 422 where there is no such slip at this fair, with 409 where it was typed in for another asker. */
  public Future<Void> mustBeOpen(int fairId, String code, String asker) {
    return pool.preparedQuery("""
            SELECT typed_at IS NOT NULL OR p.asker IS NOT NULL AS typed, p.asker FROM slip LEFT JOIN person p USING (code)
            WHERE code = $1 AND slip.fair_id = $2""").execute(Tuple.of(code, fairId)).compose(rows -> {
          if (rows.size() == 0) {
            return Future.failedFuture(Problem.invalid("slip", "field.slip"));
          }
          Row row = rows.iterator().next();
          return row.getBoolean("typed") && !asker.equals(row.getString("asker"))
              ? Future.failedFuture(Problem.conflict("conflict.slip")) : Future.succeededFuture();
        });
  }

  /** It has become a question. @param code or null: then there was none */
  public Future<Void> typed(String code) {
    return code == null ? Future.succeededFuture() : pool.preparedQuery("UPDATE slip SET typed_at = coalesce(typed_at, now()) WHERE code = $1").execute(Tuple.of(code)).mapEmpty();
  }

  /** Somebody says that an asker has agreed to her typing in what she asks: written down before it is asked. */
  public Future<Void> agreed(int fairId, String asker, Caller by) {
    return pool.preparedQuery("""
            INSERT INTO typed_in (asker, fair_id, session, role, name) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING""")
        .execute(Tuple.of(asker, fairId, by.id(), by.role().code(), by.name())).mapEmpty();
  }
}
