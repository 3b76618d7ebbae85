package huiwen.question;

import static java.util.stream.Collectors.toSet;

import huiwen.db.ReadOnce;
import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one reader of questions and entries. Nothing outside this package sees a row. */
public final class Journal {

  static final int MOST_MINE = 200;
  /** Questions of a queue that are read at once: an hour's work of a desk. Who has answered those, reads on. */
  public static final int MOST_AT_DESK = 500;
  /** Whose command is committed does not wait longer for what stood before. */
  private static final Duration READ_WITHIN = Duration.ofSeconds(2);

  /** A question with who asked it, of the tables {@link #TABLES}. */
  static final String QUESTION = "SELECT q.*, " + QuestionCodec.PERSON;
  private static final String TABLES = " FROM question q LEFT JOIN person p ON p.question_id = q.id ";
  private static final String SEEN = QUESTION + """
      , CASE WHEN q.state = 'waiting' THEN (
        SELECT count(*) FROM question before WHERE before.fair_id = q.fair_id
          AND before.department = q.department AND before.state = 'waiting' AND before.rank < q.rank)
        ELSE 0 END AS ahead""" + TABLES;
  private static final String OPEN = "state IN ('held', 'waiting', 'claimed', 'asked-back', 'follow-up')";
  static final String PUBLISHED =
      "public AND answer IS NOT NULL AND NOT answer ? 'concerns' AND state IN ('answered', 'follow-up', 'closed')";
  /** What would be published if a moderator had looked at the answer: as the index has it. */
  private static final String WITHHELD =
      "public AND answer ? 'concerns' AND state IN ('answered', 'follow-up', 'closed')";

  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  private record PageAsked(int fairId, long after, long upTo, int most) {
  }

  private final Pool pool;
  private final Snapshots snapshots;
  private final ReadOnce<PageAsked, Page> pages = new ReadOnce<>();

  public Journal(Pool pool) {
    this.pool = pool;
    this.snapshots = new Snapshots(pool);
  }

  /** How things are now, for who comes. */
  public Snapshots snapshots() {
    return snapshots;
  }

  /** Fails with 404 where there is none of this number. */
  public Future<Seen> question(String id) {
    return pool.preparedQuery(SEEN + "WHERE q.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> {
          if (rows.size() == 0) {
            throw Problem.notFound();
          }
          return seen(rows.iterator().next());
        });
  }

  /** By the code of its ticket, in small letters. Fails with 404 where there is none. */
  public Future<Seen> byCode(String code) {
    return pool.preparedQuery(SEEN + "WHERE p.code = $1")
        .execute(Tuple.of(code))
        .map(rows -> {
          if (rows.size() == 0) {
            throw Problem.notFound();
          }
          return seen(rows.iterator().next());
        });
  }

  /** What was put to an expert, the newest change first. */
  public Future<List<Seen>> putTo(int fairId, String session) {
    return pool.preparedQuery(SEEN + "WHERE q.fair_id = $1 AND q.expert = $2 ORDER BY q.updated_at DESC LIMIT $3")
        .execute(Tuple.of(fairId, session, MOST_MINE))
        .map(Journal::seen);
  }

  /** The numbers of all that the asker of this question has asked at its fair, at most a thousand; itself among them. */
  public Future<List<String>> ofSameAsker(String id) {
    return pool.preparedQuery("""
            SELECT other.question_id FROM person p JOIN person other ON other.fair_id = p.fair_id AND other.asker = p.asker
            WHERE p.question_id = $1 LIMIT 1000""")
        .execute(Tuple.of(id))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getString("question_id")).toList());
  }

  /** What an asker has asked at a fair, the newest first. */
  public Future<List<Seen>> askedBy(int fairId, String asker) {
    return pool.preparedQuery(SEEN + """
            WHERE p.fair_id = $1 AND p.asker = $2 ORDER BY q.place DESC LIMIT $3""")
        .execute(Tuple.of(fairId, asker, MOST_MINE))
        .map(Journal::seen);
  }

  /**
   * What is at a desk, in queue order, at most {@value #MOST_AT_DESK} of it. As it begins at the front of the queue, what
   * waits before each is counted while it is read.
   *
   * @param state only those in it; null = all that are open
   */
  public Future<List<Seen>> atDesk(int fairId, String department, State state) {
    String[] states = state == null
        ? State.OPEN.stream().map(State::code).toArray(String[]::new) : new String[] {state.code()};
    return pool.preparedQuery("""
            SELECT q.*, %s FROM (
              SELECT first.*, CASE WHEN state = 'waiting' THEN (count(*) FILTER (WHERE state = 'waiting')
                OVER (ORDER BY rank ROWS UNBOUNDED PRECEDING))::int - 1 ELSE 0 END AS ahead
              FROM (
                SELECT one.* FROM unnest($3::text[]) AS s (state) CROSS JOIN LATERAL (SELECT * FROM question
                  WHERE fair_id = $1 AND department = $2 AND state = s.state ORDER BY rank LIMIT %2$d) one
                ORDER BY rank LIMIT %2$d) first) q
            LEFT JOIN person p ON p.question_id = q.id ORDER BY q.rank""".formatted(QuestionCodec.PERSON, MOST_AT_DESK))
        .execute(Tuple.tuple().addInteger(fairId).addString(department).addArrayOfString(states))
        .map(Journal::seen);
  }

  /** What was answered at this desk so long ago and its asker has not seen, that which was answered first before all else. */
  public Future<List<Seen>> unseenAt(int fairId, String department, Duration since) {
    return Unseen.at(pool, fairId, department, since);
  }

  /** A question with what was said about it. */
  public record Thread(Seen seen, List<Message> messages) {

    /** As this reader sees it. */
    public JsonObject as(View view) {
      return view.of(seen, messages);
    }
  }

  /**
   * What a committed command is answered with: the question as it was committed. How many wait before it is read only where it
   * waits again. Never fails: it is committed whatever can be read.
   */
  public Future<Seen> seenAfter(Committed committed) {
    Question question = committed.question();
    var known = new Seen(question, Math.max(0, committed.ahead()));
    return question.state() != State.WAITING || committed.ahead() >= 0 ? Future.succeededFuture(known)
        : question(question.id()).timeout(READ_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
            .map(seen -> new Seen(question, seen.ahead())).otherwise(known);
  }

  /** The same with what was said before, or, where that cannot be read at once, with what was said now. */
  public Future<Thread> after(Committed committed) {
    String id = committed.question().id();
    Future<List<Message>> messages = messages(List.of(id))
        .timeout(READ_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .map(said -> said.getOrDefault(id, List.of()))
        .otherwise(failure -> committed.said() == null ? List.of() : List.of(committed.said()));
    return seenAfter(committed).compose(seen -> messages.map(said -> new Thread(seen, said)));
  }

  /** What was said about these questions after their first words, in order. */
  public Future<Map<String, List<Message>>> messages(Collection<String> questionIds) {
    return pool.preparedQuery("""
            SELECT question_id, seq, message FROM entry
            WHERE question_id = ANY ($1::text[]) AND message IS NOT NULL AND kind NOT IN ('asked', 'supported')
            ORDER BY fair_id, seq""")
        .execute(Tuple.of(questionIds.toArray(String[]::new)))
        .map(rows -> {
          var messages = new HashMap<String, List<Message>>();
          for (Row row : rows) {
            messages.computeIfAbsent(row.getString("question_id"), id -> new ArrayList<>())
                .add(Message.of(row.getLong("seq"), row.getJsonObject("message")));
          }
          return messages;
        });
  }

  /** Questions as this reader sees them, each with what was said about it and what happened to it. */
  public Future<List<JsonObject>> withHistories(List<Seen> questions, View view) {
    return questions.isEmpty() ? Future.succeededFuture(List.of())
        : History.read(pool, questions.stream().map(seen -> seen.question().id()).toList()).map(histories -> questions.stream()
            .map(seen -> view.of(seen, histories.getOrDefault(seen.question().id(), History.NONE))).toList());
  }

  /** Of these questions those whose answers this asker, who is not theirs, also wants to know. */
  public Future<Set<String>> followedBy(String asker, Collection<String> questionIds) {
    return questionIds.isEmpty() ? Future.succeededFuture(Set.of())
        : pool.preparedQuery("SELECT question_id FROM follower WHERE asker = $1 AND question_id = ANY ($2::text[])")
            .execute(Tuple.tuple().addString(asker).addArrayOfString(questionIds.toArray(String[]::new)))
            .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getString(0)).collect(toSet()));
  }

  /** What this asker also wants to know of a fair, and others have asked; what has changed last first. */
  public Future<List<Seen>> followed(int fairId, String asker) {
    return pool.preparedQuery(SEEN + """
            WHERE q.fair_id = $1 AND q.id IN (SELECT question_id FROM follower WHERE asker = $2)
            ORDER BY q.updated_at DESC LIMIT $3""")
        .execute(Tuple.of(fairId, asker, MOST_MINE))
        .map(Journal::seen);
  }

  /** The number of a fair's newest entry. */
  public Future<Long> newestSeq(int fairId) {
    return pool.preparedQuery("SELECT seq FROM fair WHERE id = $1")
        .execute(Tuple.of(fairId))
        .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong("seq"));
  }

  /** The numbers of these fairs' newest entries, in one read. */
  public Future<Map<Integer, Long>> newestSeqs(Collection<Integer> fairIds) {
    return pool.preparedQuery("SELECT id, seq FROM fair WHERE id = ANY ($1::int[])")
        .execute(Tuple.tuple().addArrayOfInteger(fairIds.toArray(Integer[]::new)))
        .map(rows -> {
          var newest = new HashMap<Integer, Long>();
          rows.forEach(row -> newest.put(row.getInteger("id"), row.getLong("seq")));
          return newest;
        });
  }

  /**
   * The entries with {@code after < seq <= upTo}, at most {@code most} of them. One that cannot be read is left out. Those who ask
   * for the same at once are given the same: where another node has written it, all followers of this one hear of it together.
   */
  public Future<Page> page(int fairId, long after, long upTo, int most) {
    var asked = new PageAsked(fairId, after, upTo, most);
    return pages.get(asked, () -> read(asked));
  }

  private Future<Page> read(PageAsked asked) {
    return pool.preparedQuery("""
            SELECT fair.seq AS newest_seq, e.fair_id AS fair, e.seq, e.at, e.kind, e."from", e.question, e.message, e.reason,
              %s, %s
            FROM fair LEFT JOIN LATERAL (
              SELECT * FROM entry WHERE fair_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4) e ON true
            LEFT JOIN question q ON q.id = e.question_id LEFT JOIN person p ON p.question_id = q.id
            WHERE fair.id = $1 ORDER BY e.seq""".formatted(QuestionCodec.FIXED, QuestionCodec.PERSON))
        .execute(Tuple.of(asked.fairId, asked.after, asked.upTo, asked.most))
        .map(rows -> {
          long complete = asked.after;
          var entries = new ArrayList<Entry>();
          for (Row row : rows) {
            if (row.getLong("seq") != null) {
              complete = row.getLong("seq");
              addReadable(entries, row);
            }
            if (rows.size() < asked.most) {
              complete = Math.max(complete, Math.min(asked.upTo, row.getLong("newest_seq")));
            }
          }
          return new Page(complete, entries);
        });
  }

  /** An entry of another version of the hub must not keep those after it from being read. */
  private static void addReadable(List<Entry> entries, Row row) {
    try {
      entries.add(entry(row));
    } catch (RuntimeException e) {
      log.error("entry {} of fair {} cannot be read: {}", row.getLong("seq"), row.getInteger("fair"),
          e.getClass().getName());
    }
  }

  /** Who waits where in the queues of a fair: looked up desk by desk, as most questions of a day do not wait any more. */
  public Future<Queues> queues(int fairId) {
    return pool.preparedQuery("""
            SELECT fair.seq, q.id, coalesce(p.asker, '') AS asker, q.department, q.rank FROM fair
            LEFT JOIN (desk CROSS JOIN LATERAL (SELECT id, department, rank FROM question
                WHERE fair_id = $1 AND department = desk.department AND state = 'waiting' ORDER BY rank) q)
              ON desk.fair_id = fair.id
            LEFT JOIN person p ON p.question_id = q.id
            WHERE fair.id = $1 ORDER BY q.rank""")
        .execute(Tuple.of(fairId))
        .map(rows -> {
          var queues = new Queues();
          for (Row row : rows) {
            queues.startAt(row.getLong("seq"));
            if (row.getString("department") != null) {
              queues.add(row.getString("asker"), new Queues.Waiting(
                  row.getString("id"), row.getString("department"), row.getLong("rank")));
            }
          }
          return queues;
        });
  }

  /**
   * The counts of a fair, from its questions as they are now.
   *
   * @param villages that are counted by name; none = those of which somebody spoke first
   */
  public Future<Recount> recount(int fairId, Collection<String> villages) {
    return pool.withConnection(connection -> Recount.read(connection, fairId, villages));
  }

  /** The newest published questions with their answers. */
  public Future<List<Seen>> published(int fairId, int most) {
    return published(fairId, null, 0, most);
  }

  /**
   * Published questions with their answers, the newest first.
   *
   * @param department at which they were answered, or null for all
   * @param skipped how many newer ones are left out
   */
  public Future<List<Seen>> published(int fairId, String department, int skipped, int most) {
    return pool.preparedQuery(QUESTION + ", 0 AS ahead" + TABLES + "WHERE q.fair_id = $1 AND ($2::text IS NULL OR q.department = $2) AND "
            + PUBLISHED + " ORDER BY q.updated_at DESC OFFSET $3 LIMIT $4")
        .execute(Tuple.of(fairId, department, skipped, most))
        .map(Journal::seen);
  }

  /** What was answered or passed on last, and where: each at most once. */
  public Future<List<Lesson>> lessons(int most) {
    return Lesson.read(pool, "(first_answered_at IS NOT NULL OR routed_by = 'volunteer')", most);
  }

  /** Those of them that a volunteer has passed on. */
  public Future<List<Lesson>> corrections(int most) {
    return Lesson.read(pool, "routed_by = 'volunteer'", most);
  }

  /** What a moderator has to look at: questions that wait for it, and answers that others are not shown before. */
  public Future<List<Seen>> held(int fairId) {
    return pool.preparedQuery(QUESTION + """
            , 0 AS ahead FROM (
              (SELECT * FROM question WHERE fair_id = $1 AND state = 'held' ORDER BY rank LIMIT 500)
              UNION ALL
              (SELECT * FROM question WHERE fair_id = $1 AND %s ORDER BY rank LIMIT 500)) q
            LEFT JOIN person p ON p.question_id = q.id ORDER BY q.rank""".formatted(WITHHELD))
        .execute(Tuple.of(fairId))
        .map(Journal::seen);
  }

  /**
   * Questions that others may be like: those that are published, and those that are open, of one fair, in the order of their numbers.
   *
   * @param after the number after which to begin; "" = from the first
   */
  public Future<List<Question>> comparable(int fairId, String after, int most) {
    return pool.preparedQuery(QUESTION + TABLES + "WHERE q.fair_id = $1 AND q.id > $2 AND (" + PUBLISHED + " OR " + OPEN
            + ") ORDER BY q.id LIMIT $3")
        .execute(Tuple.of(fairId, after, most))
        .map(Journal::plain);
  }

  /** These questions as they are now, in no order; those that are not there are left out. */
  public Future<List<Question>> now(Collection<String> ids) {
    return pool.preparedQuery(QUESTION + TABLES + "WHERE q.id = ANY ($1::text[])")
        .execute(Tuple.tuple().addArrayOfString(ids.toArray(String[]::new)))
        .map(Journal::plain);
  }

  /** The same, each with how many wait before it. */
  public Future<List<Seen>> questions(Collection<String> ids) {
    return pool.preparedQuery(SEEN + "WHERE q.id = ANY ($1::text[])")
        .execute(Tuple.of(ids.toArray(String[]::new)))
        .map(Journal::seen);
  }

  static List<Seen> seen(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(Journal::seen).toList();
  }

  private static Seen seen(Row row) {
    return new Seen(question(row), row.getInteger("ahead"));
  }

  private static List<Question> plain(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(Journal::question).toList();
  }

  static Question question(Row row) {
    return QuestionCodec.fromJson(row.toJson());
  }

  /** What can change as the entry left it, beside what cannot and who asked. */
  private static Entry entry(Row row) {
    JsonObject message = row.getJsonObject("message");
    long seq = row.getLong("seq");
    JsonObject question = row.toJson().mergeIn(row.getJsonObject("question"));
    return new Entry(row.getInteger("fair"), seq, row.getOffsetDateTime("at").toInstant(),
        Kind.of(row.getString("kind")), QuestionCodec.fromJson(question),
        QuestionCodec.fromOf(row.getJsonObject("from")),
        message == null ? null : Message.of(seq, message), Release.of(row.getString("reason")));
  }
}
