package huiwen.question;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What can be learned from what became of a question: at which desk it belongs.
 *
 * @param department where it was answered or, not being answered yet, was passed to
 * @param from the desk that passed it on there; null where none did
 * @param moved who passed it on; null where nobody did
 * @param answered who answered it; null where nobody has yet
 */
public record Lesson(String question, String ticket, String text, String department, String from, Who moved, Who answered) {

  /**
   * Somebody of the staff.
   *
   * @param id of her session; null where it is not known any more
   * @param invites by which she had come in, as far as is known, each named by a hash; none for an organizer
   */
  public record Who(String id, String name, Set<String> invites) {

    public Who {
      invites = Set.copyOf(invites);
    }

    /** Whether this is surely another person: one who has come in twice, or by two invites, is one. */
    boolean isSurelyOtherThan(Who other) {
      return id != null && other.id != null && !id.equals(other.id)
          && !(invites.isEmpty() && other.invites.isEmpty()) && Collections.disjoint(invites, other.invites);
    }
  }

  public boolean wasMoved() {
    return from != null;
  }

  public boolean isAnswered() {
    return answered != null;
  }

  /** Whether the desk to which it was passed has taken it on, by another person who has come in by another invite. */
  public boolean isBorneOut() {
    return wasMoved() && moved != null && answered != null && moved.isSurelyOtherThan(answered);
  }

  /** The newest of what became of questions. @param which a condition on the columns of {@code question} */
  static Future<List<Lesson>> read(Pool pool, String which, int most) {
    return pool.preparedQuery("""
            SELECT q.id, coalesce(q.tickets->>-1, q.ticket) AS ticket, q.text, q.department, q.answer, moved.desk, moved.by, moved.by_id,
              ARRAY(SELECT invite FROM came_in_by WHERE session_id = moved.by_id) AS moved_by_invites,
              ARRAY(SELECT invite FROM came_in_by WHERE session_id = q.answer->>'by_id') AS answered_by_invites
            FROM (
              SELECT * FROM question
              WHERE %s AND parent IS NULL AND state <> 'withdrawn' AND text <> '' AND (public OR concerns = '[]')
              ORDER BY updated_at DESC LIMIT $1) q
            LEFT JOIN LATERAL (
              SELECT "from"->>'department' AS desk, message->>'by' AS by, message->>'by_id' AS by_id FROM entry
              WHERE question_id = q.id AND message IS NOT NULL AND kind = 'transferred'
              ORDER BY seq DESC LIMIT 1) moved ON true
            LEFT JOIN LATERAL (
              SELECT true AS desk FROM entry
              WHERE question_id = q.id AND kind = 'transferred' AND reason = 'desk-left' LIMIT 1) gone ON true
            WHERE q.department <> 'triage' AND gone.desk IS NULL""".formatted(which))
        .execute(Tuple.of(most))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Lesson::of).toList());
  }

  private static Lesson of(Row row) {
    JsonObject answer = row.getJsonObject("answer");
    return new Lesson(row.getString("id"), row.getString("ticket"), row.getString("text"), row.getString("department"),
        row.getString("desk"),
        row.getString("desk") == null ? null
            : new Who(row.getString("by_id"), row.getString("by"), invites(row, "moved_by_invites")),
        answer == null ? null
            : new Who(answer.getString("by_id"), answer.getString("by"), invites(row, "answered_by_invites")));
  }

  private static Set<String> invites(Row row, String column) {
    return Set.of(row.getArrayOfStrings(column));
  }
}
