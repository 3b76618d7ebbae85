package huiwen.question;

import huiwen.fair.Fair;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of a fair as its row stood in one {@link #version}: its newest entry, its desks, and the questions that
 * were read or written last. As every batch of every node changes the fair's row, and so does who opens, closes or
 * changes the fair, all of it holds for as long as the row has that version.
 */
final class Known {

  /** Questions to be remembered, at 1 to 2 kB each. */
  static final int MOST_QUESTIONS = 2_048;
  /** Keys to be remembered; one that is not is found by the database. */
  private static final int MOST_KEYS = 4_096;
  /** After so long without a batch the database is asked for the time again. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  /** A command that was committed under a key. */
  record Recalled(String bodyHash, String questionId) {
  }

  /** A desk's counters: tickets given out, and questions that wait. */
  record Desk(boolean present, int tickets, int waiting) {

    Desk withTicket() {
      return new Desk(present, tickets + 1, waiting);
    }

    Desk withWaiting(int more) {
      return new Desk(present, tickets, waiting + more);
    }
  }

  private String version;
  private long seq;
  private String state;
  private Instant startsAt;
  private Instant endsAt;
  /** The database's time when it was asked, and this machine's nanoseconds then. */
  private Instant at;
  private long nanos;
  private final Map<String, Desk> desks = new HashMap<>();
  /** The one that was not used for the longest time first. */
  private final Map<String, Question> questions = new LinkedHashMap<>(64, 0.75f, true);
  /** What was committed of late under which key, the one that was not used for the longest time first. */
  private final Map<String, Recalled> recalled = new LinkedHashMap<>(64, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Recalled> eldest) {
      return size() > MOST_KEYS;
    }
  };

  /**
   * The fair as it stands. Where its row has another version all that was known before is forgotten. What is read after it
   * may be newer than this version, but then the row has another one by then.
   */
  void takeFair(Row row) {
    if (!row.getString("version").equals(version)) {
      desks.clear();
      questions.clear();
      recalled.clear();
    }
    takeFair(row.getLong("seq"), row.getString("state"), row.getOffsetDateTime("starts_at").toInstant(),
        row.getOffsetDateTime("ends_at").toInstant());
    takeVersion(row.getString("version"), row.getOffsetDateTime("now").toInstant());
  }

  void takeFair(long newest, String openOrClosed, Instant begins, Instant ends) {
    seq = newest;
    state = openOrClosed;
    startsAt = begins;
    endsAt = ends;
  }

  void takeVersion(String newVersion, Instant databaseTime) {
    version = newVersion;
    at = databaseTime;
    nanos = System.nanoTime();
  }

  /** What was decided upon this has been written, which gave the fair's row another version. */
  void written(Row row) {
    takeVersion(row.getString("version"), row.getOffsetDateTime("now").toInstant());
    for (Iterator<Question> oldest = questions.values().iterator(); questions.size() > MOST_QUESTIONS; ) {
      oldest.next();
      oldest.remove();
    }
  }

  /** Whether the fair and its desks are known, and of late. */
  boolean isFresh() {
    return version != null && System.nanoTime() - nanos < LONGEST.toNanos();
  }

  String version() {
    return version;
  }

  /** Number of the newest entry. */
  long seq() {
    return seq;
  }

  long nextSeq() {
    return ++seq;
  }

  /** Why nothing can be asked at this time, or null where it can. */
  Refusal refusesAsking(Instant now) {
    return switch (Fair.stateAt(state, startsAt, endsAt, now)) {
      case OPEN -> null;
      case NOT_BEGUN -> Refusal.FAIR_NOT_BEGUN;
      case OVER -> Refusal.FAIR_OVER;
      case CLOSED -> Refusal.FAIR_CLOSED;
    };
  }

  /** The database's time, in its microseconds; where that jumped since the last batch, the next one will see it. */
  Instant now() {
    return timeAt(System.nanoTime());
  }

  /** The database's time at a moment of {@link System#nanoTime}. */
  Instant timeAt(long moment) {
    return at.plusNanos(moment - nanos).truncatedTo(ChronoUnit.MICROS);
  }

  /** Null where the fair has no such desk. */
  Desk desk(String department) {
    return desks.get(department);
  }

  void put(String department, Desk desk) {
    desks.put(department, desk);
  }

  /** Null where there is none of this id. */
  Question question(String id) {
    return questions.get(id);
  }

  void put(Question question) {
    questions.put(question.id(), question);
  }

  /** Null where nothing is known to have been committed under this key, or its question is not known. */
  Recalled recall(String caller, String key) {
    Recalled earlier = recalled.get(key(caller, key));
    return earlier != null && questions.containsKey(earlier.questionId()) ? earlier : null;
  }

  void remember(String caller, CommandKey key, String questionId) {
    recalled.put(key(caller, key.value()), new Recalled(key.bodyHash(), questionId));
  }

  private static String key(String caller, String key) {
    return caller + ' ' + key;
  }
}
