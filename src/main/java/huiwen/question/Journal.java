package huiwen.question;

import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The one reader of questions and entries. Nothing outside this package sees a row. */
public final class Journal {

  /** Finished or published questions that a page is given to begin with. */
  private static final int NEWEST = 50;
  private static final int MOST_MINE = 200;

  private static final String SEEN = """
      SELECT q.*, CASE WHEN q.state = 'waiting' THEN (
        SELECT count(*) FROM question before WHERE before.fair_id = q.fair_id
          AND before.department = q.department AND before.state = 'waiting' AND before.place < q.place)
        ELSE 0 END AS ahead
      """;
  private static final String OPEN = "state IN ('held', 'waiting', 'claimed', 'asked-back', 'follow-up')";
  private static final String PUBLISHED =
      "public AND answer IS NOT NULL AND state IN ('answered', 'follow-up', 'closed')";

  private final Pool pool;

  public Journal(Pool pool) {
    this.pool = pool;
  }

  /** Fails with 404 where there is none of this number. */
  public Future<Seen> question(String id) {
    return pool.preparedQuery(SEEN + "FROM question q WHERE q.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> {
          if (rows.size() == 0) {
            throw Problem.notFound();
          }
          return seen(rows.iterator().next());
        });
  }

  /** What an asker has asked at a fair, the newest first. */
  public Future<List<Seen>> askedBy(int fairId, String asker) {
    return pool.preparedQuery(SEEN + """
            FROM question q WHERE q.fair_id = $1 AND q.asker = $2 ORDER BY q.place DESC LIMIT $3""")
        .execute(Tuple.of(fairId, asker, MOST_MINE))
        .map(Journal::seen);
  }

  /**
   * What is at a desk, in queue order.
   *
   * @param state only those in it; null = all that are open
   */
  public Future<List<Seen>> atDesk(int fairId, String department, State state) {
    return pool.preparedQuery(SEEN + "FROM question q WHERE q.fair_id = $1 AND q.department = $2 AND "
            + (state == null ? "q." + OPEN + " AND q.state <> $3" : "q.state = $3")
            + " ORDER BY q.place LIMIT 1000")
        .execute(Tuple.of(fairId, department, state == null ? "" : state.code()))
        .map(Journal::seen);
  }

  /** What was said about these questions after their first words, in order. */
  public Future<Map<String, List<Message>>> messages(Collection<String> questionIds) {
    return pool.preparedQuery("""
            SELECT question_id, message FROM entry
            WHERE question_id = ANY ($1::text[]) AND message IS NOT NULL ORDER BY fair_id, seq""")
        .execute(Tuple.of(questionIds.toArray(String[]::new)))
        .map(rows -> {
          var messages = new HashMap<String, List<Message>>();
          for (Row row : rows) {
            messages.computeIfAbsent(row.getString("question_id"), id -> new ArrayList<>())
                .add(Message.of(row.getJsonObject("message")));
          }
          return messages;
        });
  }

  /** The number of a fair's newest entry. */
  public Future<Long> newestSeq(int fairId) {
    return pool.preparedQuery("SELECT seq FROM fair WHERE id = $1")
        .execute(Tuple.of(fairId))
        .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong("seq"));
  }

  /** The entries with {@code after < seq <= upTo}, in order, at most {@code most} of them. */
  public Future<List<Entry>> entries(int fairId, long after, long upTo, int most) {
    return pool.preparedQuery("""
            SELECT * FROM entry WHERE fair_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4""")
        .execute(Tuple.of(fairId, after, upTo, most))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Journal::entry).toList());
  }

  /** What an asker has asked at a fair. */
  public Future<Snapshot> snapshotOfAsker(int fairId, String asker) {
    return snapshot("SELECT * FROM question WHERE fair_id = $1 AND asker = $2 ORDER BY place DESC LIMIT " + MOST_MINE,
        Tuple.of(fairId, asker));
  }

  /** The newest published questions of a fair. */
  public Future<Snapshot> snapshotOfPublished(int fairId, int most) {
    return snapshot("SELECT * FROM question WHERE fair_id = $1 AND " + PUBLISHED
        + " ORDER BY updated_at DESC LIMIT $2", Tuple.of(fairId, most));
  }

  /** For a desk's page: what is open at these desks, and what was finished last. */
  public Future<Snapshot> snapshotForDesk(int fairId, Collection<String> departments) {
    return snapshot("""
        SELECT * FROM question WHERE fair_id = $1 AND department = ANY ($2::text[]) AND %s
        UNION
        SELECT * FROM (SELECT * FROM question WHERE fair_id = $1 AND department = ANY ($2::text[])
          ORDER BY updated_at DESC LIMIT %d) newest""".formatted(OPEN, NEWEST),
        Tuple.tuple().addInteger(fairId).addArrayOfString(departments.toArray(String[]::new)));
  }

  /** For the board: what was moved last. */
  public Future<Snapshot> snapshotForBoard(int fairId) {
    return snapshot("SELECT * FROM question WHERE fair_id = $1 ORDER BY updated_at DESC LIMIT " + NEWEST,
        Tuple.of(fairId));
  }

  /** One statement sees one state of the database: the questions and the number belong together. */
  private Future<Snapshot> snapshot(String questions, Tuple arguments) {
    return pool.preparedQuery("WITH chosen AS (" + questions + ") "
            + SEEN + ", fair.seq AS newest_seq FROM fair LEFT JOIN chosen q ON true WHERE fair.id = $1 "
            + "ORDER BY q.place")
        .execute(arguments)
        .map(rows -> {
          long seq = 0;
          var seen = new ArrayList<Seen>();
          for (Row row : rows) {
            seq = row.getLong("newest_seq");
            if (row.getString("id") != null) {
              seen.add(seen(row));
            }
          }
          return new Snapshot(seq, seen);
        });
  }

  /** Who waits where in the queues of a fair. */
  public Future<Queues> queues(int fairId) {
    return pool.preparedQuery("""
            SELECT fair.seq, q.id, q.asker, q.department, q.place FROM fair
            LEFT JOIN question q ON q.fair_id = fair.id AND q.state = 'waiting'
            WHERE fair.id = $1 ORDER BY q.place""")
        .execute(Tuple.of(fairId))
        .map(rows -> {
          var queues = new Queues();
          for (Row row : rows) {
            queues.startAt(row.getLong("seq"));
            if (row.getString("department") != null) {
              queues.add(row.getString("asker"), new Queues.Waiting(
                  row.getString("id"), row.getString("department"), row.getLong("place")));
            }
          }
          return queues;
        });
  }

  /** The counts of a fair, from its questions as they are now. */
  public Future<Recount> recount(int fairId) {
    return pool.withConnection(connection -> Recount.read(connection, fairId));
  }

  /** The newest published questions with their answers. */
  public Future<List<Seen>> published(int fairId, int most) {
    return pool.preparedQuery(SEEN + "FROM question q WHERE q.fair_id = $1 AND " + PUBLISHED
            + " ORDER BY q.updated_at DESC LIMIT $2")
        .execute(Tuple.of(fairId, most))
        .map(Journal::seen);
  }

  /** What was answered or passed on last, and where: each at most once. */
  public Future<List<Lesson>> lessons(int most) {
    return lessons("(first_answered_at IS NOT NULL OR routed_by = 'volunteer')", most);
  }

  /** Those of them that a volunteer has passed on. */
  public Future<List<Lesson>> corrections(int most) {
    return lessons("routed_by = 'volunteer'", most);
  }

  private Future<List<Lesson>> lessons(String which, int most) {
    return pool.preparedQuery("""
            SELECT q.id, q.ticket, q.text, q.department, q.answer, moved.desk, moved.by FROM (
              SELECT * FROM question
              WHERE %s AND state <> 'withdrawn' AND (public OR concerns = '[]')
              ORDER BY updated_at DESC LIMIT $1) q
            LEFT JOIN LATERAL (
              SELECT "from"->>'department' AS desk, message->>'by' AS by FROM entry
              WHERE question_id = q.id AND message IS NOT NULL AND kind = 'transferred'
              ORDER BY seq DESC LIMIT 1) moved ON true
            WHERE q.department <> 'triage'""".formatted(which))
        .execute(Tuple.of(most))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Journal::lesson).toList());
  }

  private static Lesson lesson(Row row) {
    JsonObject answer = row.getJsonObject("answer");
    return new Lesson(row.getString("id"), row.getString("ticket"), row.getString("text"), row.getString("department"),
        row.getString("desk"), row.getString("by"), answer == null ? null : answer.getString("by_id"),
        answer == null ? null : answer.getString("by"));
  }

  /** What a moderator has to look at, in the order of asking. */
  public Future<List<Seen>> held(int fairId) {
    return pool.preparedQuery(SEEN + "FROM question q WHERE q.fair_id = $1 AND q.state = 'held' ORDER BY q.place LIMIT 500")
        .execute(Tuple.of(fairId))
        .map(Journal::seen);
  }

  /**
   * Questions that others may be like: those that are published, and those that are open, of one fair, in the order of their numbers.
   *
   * @param after the number after which to begin; "" = from the first
   */
  public Future<List<Question>> comparable(int fairId, String after, int most) {
    return pool.preparedQuery("SELECT * FROM question WHERE fair_id = $1 AND id > $2 AND (" + PUBLISHED + " OR " + OPEN
            + ") ORDER BY id LIMIT $3")
        .execute(Tuple.of(fairId, after, most))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
            .map(row -> QuestionCodec.fromJson(row.toJson())).toList());
  }

  /** These questions, in no order; those that are not there are left out. */
  public Future<List<Seen>> questions(Collection<String> ids) {
    return pool.preparedQuery(SEEN + "FROM question q WHERE q.id = ANY ($1::text[])")
        .execute(Tuple.of(ids.toArray(String[]::new)))
        .map(Journal::seen);
  }

  private static List<Seen> seen(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(Journal::seen).toList();
  }

  private static Seen seen(Row row) {
    return new Seen(QuestionCodec.fromJson(row.toJson()), row.getInteger("ahead"));
  }

  private static Entry entry(Row row) {
    JsonObject message = row.getJsonObject("message");
    return new Entry(row.getInteger("fair_id"), row.getLong("seq"), row.getOffsetDateTime("at").toInstant(),
        Kind.of(row.getString("kind")), QuestionCodec.fromJson(row.getJsonObject("question")),
        QuestionCodec.fromOf(row.getJsonObject("from")),
        message == null ? null : Message.of(message));
  }
}
