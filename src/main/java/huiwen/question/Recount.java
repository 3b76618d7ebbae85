package huiwen.question;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * What a fair's questions add up to when its newest entry was this one: what the tally starts from, and is
 * checked against.
 *
 * @param seq number of the newest entry
 * @param listed the villages that were asked for by name; empty = those of which somebody spoke first
 */
public record Recount(long seq, List<String> listed, List<Questions> questions, List<Waits> waits, List<Grades> grades,
    List<Parts> parts, List<SolvedCounts> solved) {

  /** Villages that are counted by their names where the fair has no list of them. */
  public static final int MOST_VILLAGES = 100;
  /** The heading of all others. */
  public static final String OTHER_VILLAGES = "其他";

  /** The villages that are counted by name. */
  private static final String NAMED = """
      SELECT unnest($2::text[]) AS village
      UNION ALL
      (SELECT village FROM question WHERE fair_id = $1 AND parent IS NULL AND village <> $3 AND cardinality($2::text[]) = 0
        GROUP BY village ORDER BY min(place) LIMIT %d)""".formatted(MOST_VILLAGES);

  public Recount {
    listed = List.copyOf(listed);
  }

  /**
   * How many questions of one village, at one desk, are in one state; {@code village} is null where none was named, and
   * {@link #OTHER_VILLAGES} for all that are not counted by name.
   *
   * @param answered whether they have had an answer
   */
  public record Questions(String department, String village, State state, boolean answered, int count) {
  }

  /** How many parts a desk was asked for, and how many of them it has answered. */
  public record Parts(String department, int asked, int answered) {
  }

  /** How many questions of a desk had to wait so many whole seconds for their first answer. */
  public record Waits(String department, long seconds, int count) {
  }

  /** How many answers of a desk have this grade. */
  public record Grades(String department, int grade, int count) {
  }

  /** How many askers of one village have said of a desk's answers that it is solved, or is not; {@code village} as above. */
  public record SolvedCounts(String department, String village, boolean solved, int count) {
  }

  static Future<Recount> read(SqlConnection connection, int fairId, Collection<String> listed) {
    Tuple fair = Tuple.of(fairId);
    Tuple villages = Tuple.of(fairId, listed.toArray(String[]::new), OTHER_VILLAGES);
    // one snapshot for all four; the statements are pipelined; nobody waits for this as for a question: one processor will do
    Future<?> begin = connection.query("""
        BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL max_parallel_workers_per_gather = 0""").execute();
    Future<RowSet<Row>> seq = connection.preparedQuery("SELECT seq FROM fair WHERE id = $1").execute(fair);
    Future<RowSet<Row>> questions = connection.preparedQuery("""
        WITH named AS (%s)
        SELECT department, CASE WHEN q.village IS NULL THEN NULL ELSE coalesce(n.village, $3) END AS village, state,
          first_answered_at IS NOT NULL AS answered, count(*)::int AS count
        FROM question q LEFT JOIN named n ON n.village = q.village WHERE fair_id = $1 AND parent IS NULL
        GROUP BY 1, 2, 3, 4""".formatted(NAMED)).execute(villages);
    Future<RowSet<Row>> solved = connection.preparedQuery("""
        WITH named AS (%s)
        SELECT department, CASE WHEN q.village IS NULL THEN NULL ELSE coalesce(n.village, $3) END AS village,
          (solved->>'solved')::boolean AS solved, count(*)::int AS count
        FROM question q LEFT JOIN named n ON n.village = q.village WHERE fair_id = $1 AND solved IS NOT NULL
        GROUP BY 1, 2, 3""".formatted(NAMED)).execute(villages);
    Future<RowSet<Row>> waits = connection.preparedQuery("""
        SELECT department, greatest(0, floor(extract(epoch FROM first_answered_at - created_at)))::bigint AS seconds,
          count(*)::int AS count
        FROM question WHERE fair_id = $1 AND first_answered_at IS NOT NULL AND parent IS NULL GROUP BY 1, 2""").execute(fair);
    Future<RowSet<Row>> grades = connection.preparedQuery("""
        SELECT department, (rating->>'grade')::int AS grade, count(*)::int AS count
        FROM question WHERE fair_id = $1 AND rating IS NOT NULL GROUP BY 1, 2""").execute(fair);
    Future<RowSet<Row>> parts = connection.preparedQuery("""
        SELECT department, count(*)::int AS asked, count(first_answered_at)::int AS answered
        FROM question WHERE fair_id = $1 AND parent IS NOT NULL GROUP BY 1""").execute(fair);
    Future<?> commit = connection.query("COMMIT").execute();
    return Future.all(List.of(begin, seq, questions, waits, grades, parts, solved, commit)).map(done -> new Recount(
        seq.result().iterator().next().getLong("seq"),
        List.copyOf(listed),
        list(questions.result(), row -> new Questions(row.getString("department"), row.getString("village"),
            State.of(row.getString("state")), row.getBoolean("answered"), row.getInteger("count"))),
        list(waits.result(), row -> new Waits(row.getString("department"), row.getLong("seconds"),
            row.getInteger("count"))),
        list(grades.result(), row -> new Grades(row.getString("department"), row.getInteger("grade"),
            row.getInteger("count"))),
        list(parts.result(), row -> new Parts(row.getString("department"), row.getInteger("asked"), row.getInteger("answered"))),
        list(solved.result(), row -> new SolvedCounts(row.getString("department"), row.getString("village"), row.getBoolean("solved"),
            row.getInteger("count")))));
  }

  private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> map) {
    var list = new ArrayList<T>();
    rows.forEach(row -> list.add(map.apply(row)));
    return list;
  }
}
