package huiwen.learning;

import huiwen.classifier.Example;
import huiwen.fair.Changes;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What an organizer says of what is to be learned: examples that she brings along, and lessons that she strikes. */
final class TeachingStore {

  private final Pool pool;

  TeachingStore(Pool pool) {
    this.pool = pool;
  }

  Future<List<Example>> examples() {
    return pool.query("SELECT department, question FROM example ORDER BY question").execute()
        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
            .map(row -> new Example(row.getString("department"), row.getString("question"))).toList());
  }

  Future<Integer> countExamples() {
    return pool.query("SELECT count(*)::int AS count FROM example").execute()
        .map(rows -> rows.iterator().next().getInteger("count"));
  }

  Future<Changes> put(Collection<Example> examples) {
    List<Tuple> rows = examples.stream().map(example -> Tuple.of(example.text(), example.department())).toList();
    return rows.isEmpty() ? Future.succeededFuture(Changes.NONE) : pool.withTransaction(connection ->
        Changes.of(connection.preparedQuery("""
            INSERT INTO example (question, department) VALUES ($1, $2)
            ON CONFLICT (question) DO UPDATE SET department = excluded.department
            WHERE example.department <> excluded.department
            RETURNING xmax = 0 AS added"""), rows));
  }

  /** Numbers of the questions that are not to be learned from. */
  Future<Set<String>> struck() {
    return pool.query("SELECT question_id FROM struck_lesson").execute().map(rows -> {
      var struck = new HashSet<String>();
      rows.forEach(row -> struck.add(row.getString("question_id")));
      return struck;
    });
  }

  /** By which invites people came in whose lessons nobody looks at any more. */
  Future<Void> forgetWhoTaughtLongAgo() {
    return pool.query("DELETE FROM came_in_by WHERE at < now() - interval '1 year'").execute().mapEmpty();
  }

  Future<Void> strike(String question) {
    return pool.preparedQuery("INSERT INTO struck_lesson (question_id) VALUES ($1) ON CONFLICT DO NOTHING")
        .execute(Tuple.of(question)).mapEmpty();
  }

  Future<Void> restore(String question) {
    return pool.preparedQuery("DELETE FROM struck_lesson WHERE question_id = $1").execute(Tuple.of(question)).mapEmpty();
  }
}
