package huiwen.question;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds questions of a fair by what is said of them at a desk: a ticket, its code, a name, a village, words. */
public final class Search {

  /** Questions that are found at once. */
  public static final int MOST = 50;
  /** Tickets of one number, one a desk, of which those are chosen that were meant. */
  private static final int MOST_TICKETS = 200;
  /** What is looked through before the index of words is asked: there is found what stands in most questions. */
  private static final int NEWEST = 5_000;
  private static final String AT_DESKS = "s.fair_id = $1 AND ($2::text[] IS NULL OR s.department = ANY ($2::text[]))";
  private static final String FOUND = """
      WITH newest AS MATERIALIZED (
        SELECT question_id, place FROM (SELECT * FROM search WHERE fair_id = $1 ORDER BY place DESC LIMIT %5$d) s
        WHERE $6 AND terms @> $5::int[] AND %2$s ORDER BY place DESC LIMIT %4$d)
      SELECT q.*, %1$s, hit.how, hit.by_words, CASE WHEN q.state = 'waiting' THEN (
          SELECT count(*) FROM question before WHERE before.fair_id = q.fair_id
            AND before.department = q.department AND before.state = 'waiting' AND before.rank < q.rank)
          ELSE 0 END AS ahead
      FROM (SELECT question_id, min(how) AS how, max(how) = 2 AS by_words FROM (
          (SELECT question_id, 0 AS how FROM person JOIN search s USING (question_id) WHERE code = $3 AND %2$s)
          UNION ALL
          (SELECT question_id, 1 FROM search s WHERE $4::int[] IS NOT NULL AND terms @> $4::int[] AND %2$s
            ORDER BY place DESC LIMIT %3$d)
          UNION ALL
          SELECT question_id, 2 FROM newest
          UNION ALL
          (SELECT question_id, 2 FROM search s
            WHERE $6 AND (SELECT count(*) FROM newest) < %4$d AND terms @> $5::int[] AND %2$s
            ORDER BY place DESC LIMIT %4$d)) found GROUP BY question_id) hit
      JOIN question q ON q.id = hit.question_id LEFT JOIN person p ON p.question_id = q.id
      ORDER BY hit.how, q.place DESC""".formatted(QuestionCodec.PERSON, AT_DESKS, MOST_TICKETS, MOST, NEWEST);

  private final Pool pool;

  public Search(Pool pool) {
    this.pool = pool;
  }

  /**
   * Those that were meant: by their ticket or its code first, then those in which all of the words stand, the newest first; at most
   * {@value #MOST}.
   *
   * @param departments at whose desks they are now; null = at any
   * @param hidden whether words are looked for also in what a moderator has not passed, and in what its asker took back
   */
  public Future<List<Seen>> find(int fairId, Collection<String> departments, String typed, boolean hidden) {
    Searched searched = Searched.of(typed);
    if (searched.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return pool.preparedQuery(FOUND)
        .execute(Tuple.of(fairId)
            .addArrayOfString(departments == null ? null : departments.toArray(String[]::new))
            .addString(searched.code())
            .addArrayOfInteger(searched.ticketTerms(fairId))
            .addArrayOfInteger(searched.terms(fairId))
            .addBoolean(!searched.words().isEmpty()))
        .map(rows -> {
          var found = new ArrayList<Seen>();
          for (Row row : rows) {
            var seen = new Seen(Journal.question(row), row.getInteger("ahead"));
            if (found.size() < MOST && isMeant(seen.question(), row, searched, departments, hidden)) {
              found.add(seen);
            }
          }
          return found;
        });
  }

  private static boolean isMeant(Question question, Row row, Searched searched, Collection<String> departments, boolean hidden) {
    boolean isThere = departments == null || departments.contains(question.department());
    boolean isHidden = question.state() == State.HELD || question.state() == State.WITHDRAWN;
    int how = row.getInteger("how");
    boolean isByTicket = how == 0 || how == 1 && question.tickets().stream().anyMatch(searched::means);
    return isThere && (isByTicket || row.getBoolean("by_words") && (hidden || !isHidden));
  }
}
