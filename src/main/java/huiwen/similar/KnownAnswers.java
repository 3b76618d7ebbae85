package huiwen.similar;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Changes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

/** Answers that a county has brought along: shown beside those given at the fair. */
public final class KnownAnswers {

  private final Pool pool;
  private final Bus bus;

  public KnownAnswers(Pool pool, Bus bus) {
    this.pool = pool;
    this.bus = bus;
  }

  /** In the order of their numbers. @param after the number after which to begin; "" = from the first */
  Future<List<KnownAnswer>> page(String after, int most) {
    return pool.preparedQuery("SELECT * FROM known_answer WHERE id > $1 ORDER BY id LIMIT $2")
        .execute(Tuple.of(after, most)).map(KnownAnswers::answers);
  }

  /** Those of these numbers. */
  public Future<List<KnownAnswer>> byIds(Collection<String> ids) {
    return pool.preparedQuery("SELECT * FROM known_answer WHERE id = ANY ($1::text[])")
        .execute(Tuple.of(ids.toArray(String[]::new))).map(KnownAnswers::answers);
  }

  private static List<KnownAnswer> answers(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(row -> new KnownAnswer(row.getString("id"),
        row.getString("department"), row.getString("question"), row.getString("answer"),
        row.getOffsetDateTime("created_at").toInstant(), row.getOffsetDateTime("updated_at").toInstant())).toList();
  }

  /** Adds these; one to the same question of the same department takes the place of the one before. */
  public Future<Changes> put(Collection<KnownAnswer> answers) {
    List<Tuple> rows = answers.stream()
        .map(answer -> Tuple.of(answer.id(), answer.department(), answer.question(), answer.answer(),
            answer.createdAt().atOffset(ZoneOffset.UTC), answer.updatedAt().atOffset(ZoneOffset.UTC))).toList();
    return rows.isEmpty() ? Future.succeededFuture(Changes.NONE) : pool.withTransaction(connection ->
        Changes.of(connection.preparedQuery("""
            INSERT INTO known_answer (id, department, question, answer, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (department, question) DO UPDATE SET answer = excluded.answer, updated_at = excluded.updated_at
            WHERE known_answer.answer <> excluded.answer
            RETURNING xmax = 0 AS added"""), rows))
        .onSuccess(changes -> bus.tell(Address.ANSWERS_CHANGED, new JsonObject()));
  }
}
