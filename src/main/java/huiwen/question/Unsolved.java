package huiwen.question;

import static java.util.stream.Collectors.toSet;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Of what was answered some weeks ago nobody knows yet whether it is solved: whom to ask. By the database's clock. */
public final class Unsolved {

  /** On one list. */
  public static final int MOST_CALLS = 1_000;
  private static final String IS_ASKED = """
      q.state IN ('answered', 'merged') AND q.answer IS NOT NULL AND q.parent IS NULL
      AND (q.answer->>'at')::timestamptz <= now() - make_interval(days => $2::int)
      AND (q.solved IS NULL OR (q.solved->>'at')::timestamptz < (q.answer->>'at')::timestamptz)""";

  private final Pool pool;
  private final int afterDays;

  /** @param afterDays so long after its answer it is asked whether a question is solved */
  public Unsolved(Pool pool, int afterDays) {
    this.pool = pool;
    this.afterDays = afterDays;
  }

  /** Marks those of these questions, as their asker sees them, of which she is asked whether they are solved ({@code asksSolved}). */
  public Future<List<JsonObject>> marked(List<JsonObject> questions) {
    List<String> ids = questions.stream().filter(question -> question.getValue("answer") != null)
        .map(question -> question.getString("id")).toList();
    return ids.isEmpty() ? Future.succeededFuture(questions) : of(ids).map(asked -> {
      questions.stream().filter(question -> asked.contains(question.getString("id")))
          .forEach(question -> question.put("asksSolved", true));
      return questions;
    });
  }

  private Future<Set<String>> of(Collection<String> ids) {
    return pool.preparedQuery("SELECT q.id FROM question q WHERE q.id = ANY ($1::text[]) AND " + IS_ASKED)
        .execute(Tuple.tuple().addArrayOfString(ids.toArray(String[]::new)).addInteger(afterDays))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getString("id")).collect(toSet()));
  }

  /** Those of a fair whose askers somebody can go to or ring, by villages; at most {@value #MOST_CALLS}. */
  public Future<List<Question>> calls(int fairId) {
    return pool.preparedQuery("SELECT q.*, " + QuestionCodec.PERSON + """
             FROM question q JOIN person p ON p.question_id = q.id
            WHERE q.fair_id = $1 AND (p.name IS NOT NULL OR p.phone IS NOT NULL) AND %s
            ORDER BY q.village NULLS LAST, q.place LIMIT %d""".formatted(IS_ASKED, MOST_CALLS))
        .execute(Tuple.of(fairId, afterDays))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Journal::question).toList());
  }
}
