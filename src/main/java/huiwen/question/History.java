package huiwen.question;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was said about a question and what happened to it, after its first words.
 *
 * @param messages in order
 * @param happenings in order
 */
record History(List<Message> messages, List<Happening> happenings) {

  static final History NONE = new History(List.of(), List.of());

  /** By the numbers of these questions, those of which there is any. */
  static Future<Map<String, History>> read(Pool pool, Collection<String> questionIds) {
    return pool.preparedQuery("""
            SELECT question_id, seq, at, kind, question->>'department' AS department, question->>'claimed_by' AS claimed_by, message
            FROM entry WHERE question_id = ANY ($1::text[]) AND kind NOT IN ('asked', 'supported', 'seen') ORDER BY fair_id, seq""")
        .execute(Tuple.of(questionIds.toArray(String[]::new)))
        .map(rows -> {
          var histories = new HashMap<String, History>();
          for (Row row : rows) {
            History history = histories.computeIfAbsent(row.getString("question_id"),
                id -> new History(new ArrayList<>(), new ArrayList<>()));
            history.happenings.add(Happening.of(row));
            if (row.getJsonObject("message") != null) {
              history.messages.add(Message.of(row.getLong("seq"), row.getJsonObject("message")));
            }
          }
          return histories;
        });
  }
}
