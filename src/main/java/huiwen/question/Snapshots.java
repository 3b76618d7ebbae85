package huiwen.question;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;

/** What pages are given to begin with: the questions that they show, with the number of the newest entry that is in them. */
public final class Snapshots {

  /** Finished or published questions that a page is given to begin with. */
  private static final int NEWEST = 50;
  /** Waiting questions that a desk's page is given to begin with, shared among its desks. */
  private static final int MOST_WAITING = 200;
  /** Of each other open state, likewise. */
  private static final int MOST_OTHERS = 50;
  /** Of each desk, however many desks a page follows. */
  private static final int FEWEST = 5;
  private static final String STILL_OPEN = "ARRAY['held', 'waiting', 'claimed', 'asked-back']";
  private static final String SETTLED = "ARRAY['answered', 'follow-up', 'closed', 'merged', 'withdrawn']";
  /** As the index of what is finished has it. */
  private static final String FINISHED = "state IN ('answered', 'closed', 'merged', 'withdrawn')";

  private final Pool pool;

  Snapshots(Pool pool) {
    this.pool = pool;
  }

  /** What an asker has asked at a fair. */
  public Future<Snapshot> ofAsker(int fairId, String asker) {
    return read("SELECT q.* FROM person p JOIN question q ON q.id = p.question_id"
        + " WHERE p.fair_id = $1 AND p.asker = $2 ORDER BY q.place DESC LIMIT " + Journal.MOST_MINE, Tuple.of(fairId, asker));
  }

  /** The newest published questions of a fair. */
  public Future<Snapshot> ofPublished(int fairId, int most) {
    return read("SELECT * FROM question WHERE fair_id = $1 AND " + Journal.PUBLISHED
        + " ORDER BY updated_at DESC LIMIT $2", Tuple.of(fairId, most));
  }

  /**
   * For a desk's page: the first of what is open at these desks, each state in the order of its queue, and what was
   * finished last. However long the queues are, it reads no more than it brings.
   */
  public Future<Snapshot> forDesk(int fairId, Collection<String> departments) {
    int desks = Math.max(1, departments.size());
    return read("""
        SELECT q.* FROM unnest($2::text[]) AS d (department)
        CROSS JOIN (VALUES ('waiting', $3::int), ('held', $4::int), ('claimed', $4), ('asked-back', $4), ('follow-up', $4))
          AS s (state, most)
        CROSS JOIN LATERAL (SELECT * FROM question
          WHERE fair_id = $1 AND department = d.department AND state = s.state ORDER BY rank LIMIT s.most) q
        UNION ALL
        SELECT * FROM (
          SELECT q.* FROM unnest($2::text[]) AS d (department)
          CROSS JOIN LATERAL (SELECT * FROM question
            WHERE fair_id = $1 AND department = d.department AND %s
            ORDER BY updated_at DESC LIMIT %d) q
          ORDER BY updated_at DESC LIMIT %2$d) newest""".formatted(FINISHED, NEWEST),
        Tuple.tuple().addInteger(fairId).addArrayOfString(departments.toArray(String[]::new))
            .addInteger(Math.max(FEWEST, MOST_WAITING / desks)).addInteger(Math.max(FEWEST, MOST_OTHERS / desks)));
  }

  /** For an expert: what was put to her and is still to be done, and what was answered last. */
  public Future<Snapshot> forExpert(int fairId, String session) {
    return read("SELECT * FROM question WHERE fair_id = $1 AND expert = $2 ORDER BY updated_at DESC LIMIT " + MOST_WAITING,
        Tuple.of(fairId, session));
  }

  /** For the board: what was moved last, and all that is urgent and still open, however long ago it was asked. */
  public Future<Snapshot> forBoard(int fairId) {
    return read("""
        SELECT * FROM (SELECT * FROM question WHERE fair_id = $1 AND NOT (rank < 0 AND state <> ALL (%s))
          ORDER BY updated_at DESC LIMIT %d) newest
        UNION ALL
        SELECT q.* FROM desk CROSS JOIN (SELECT unnest(%s) AS state) s
        CROSS JOIN LATERAL (SELECT * FROM question
          WHERE fair_id = $1 AND department = desk.department AND state = s.state AND rank < 0 ORDER BY rank LIMIT %d) q
        WHERE desk.fair_id = $1""".formatted(SETTLED, NEWEST, STILL_OPEN, NEWEST), Tuple.of(fairId));
  }

  /** For a wall: who is seen to and who waits the longest at each desk, and what was answered to all last. */
  public Future<Snapshot> forScreen(int fairId) {
    return read("""
        SELECT q.* FROM desk CROSS JOIN (SELECT unnest(%s) AS state) s
        CROSS JOIN LATERAL (SELECT * FROM question
          WHERE fair_id = $1 AND department = desk.department AND state = s.state AND parent IS NULL ORDER BY rank LIMIT %d) q
        WHERE desk.fair_id = $1
        UNION ALL
        SELECT * FROM (SELECT * FROM question WHERE fair_id = $1 AND %s
          ORDER BY updated_at DESC LIMIT %2$d) answered""".formatted(STILL_OPEN, NEWEST, Journal.PUBLISHED), Tuple.of(fairId));
  }

  /** One statement sees one state of the database: the questions and the number belong together. */
  private Future<Snapshot> read(String questions, Tuple arguments) {
    return pool.preparedQuery("WITH chosen AS (" + questions + ") "
            + Journal.QUESTION + ", fair.seq AS newest_seq FROM fair LEFT JOIN chosen q ON true"
            + " LEFT JOIN person p ON p.question_id = q.id WHERE fair.id = $1 ORDER BY q.rank")
        .execute(arguments)
        .map(rows -> {
          long seq = 0;
          var found = new ArrayList<Question>();
          for (Row row : rows) {
            seq = row.getLong("newest_seq");
            if (row.getString("id") != null) {
              found.add(Journal.question(row));
            }
          }
          return new Snapshot(seq, found);
        });
  }
}
