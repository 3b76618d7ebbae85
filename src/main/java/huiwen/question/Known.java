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
  /** After so long without a batch the database is asked for the time again. */
  static final Duration LONGEST = Duration.ofSeconds(10);

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
  private boolean open;
  /** The database's time when it was asked, and this machine's nanoseconds then. */
  private Instant at;
  private long nanos;
  private final Map<String, Desk> desks = new HashMap<>();
  /** The one that was not used for the longest time first. */
  private final Map<String, Question> questions = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, String> idsByKey = new HashMap<>();

  /**
   * The fair as it stands. Where its row has another version all that was known before is forgotten. What is read after it
   * may be newer than this version, but then the row has another one by then.
   */
  void takeFair(Row row) {
    if (!row.getString("version").equals(version)) {
      desks.clear();
      questions.clear();
      idsByKey.clear();
    }
    seq = row.getLong("seq");
    open = Fair.OPEN.equals(row.getString("state"));
    takeVersion(row);
  }

  private void takeVersion(Row row) {
    version = row.getString("version");
    at = row.getOffsetDateTime("now").toInstant();
    nanos = System.nanoTime();
  }

  /** What was decided upon this has been written, which gave the fair's row another version. */
  void written(Row row) {
    takeVersion(row);
    for (Iterator<Question> oldest = questions.values().iterator(); questions.size() > MOST_QUESTIONS; ) {
      idsByKey.remove(key(oldest.next()));
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

  boolean isOpen() {
    return open;
  }

  /** The database's time, in its microseconds; where that jumped since the last batch, the next one will see it. */
  Instant now() {
    return at.plusNanos(System.nanoTime() - nanos).truncatedTo(ChronoUnit.MICROS);
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

  /** Null where nothing was asked with this key. */
  Question asked(String asker, String idempotencyKey) {
    return questions.get(idsByKey.get(key(asker, idempotencyKey)));
  }

  void put(Question question) {
    questions.put(question.id(), question);
    idsByKey.put(key(question), question.id());
  }

  private static String key(Question question) {
    return key(question.asked().asker(), question.asked().idempotencyKey());
  }

  private static String key(String asker, String idempotencyKey) {
    return asker + ' ' + idempotencyKey;
  }
}
