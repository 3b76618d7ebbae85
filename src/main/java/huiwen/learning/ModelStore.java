package huiwen.learning;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/** What was learned, each time: kept, so that one can go back, and so that every node routes by the same. */
final class ModelStore {

  static final String IN_USE = "in-use";
  static final String KEPT = "kept";
  static final String REJECTED = "rejected";
  /** Older ones are forgotten, the one in use excepted. */
  private static final int MOST_KEPT = 8;
  private static final String DESCRIBED = "SELECT number, made_at, basis, examples, lessons, figures, state FROM model ";

  /**
   * A model without its bytes.
   *
   * @param basis what the hub came with when it was learned
   * @param figures how good it was on questions that it had not seen
   */
  record Version(int number, String madeAt, String basis, int examples, int lessons, JsonObject figures, String state) {

    JsonObject view() {
      return new JsonObject().put("number", number).put("madeAt", madeAt).put("examples", examples)
          .put("lessons", lessons).put("figures", figures).put("state", state);
    }
  }

  /** Two nodes that change which one is in use do it one after the other; reading goes on. */
  private static final String ONE_AT_A_TIME = "LOCK TABLE model IN SHARE ROW EXCLUSIVE MODE";

  private final Pool pool;

  ModelStore(Pool pool) {
    this.pool = pool;
  }

  /** The newest first. */
  Future<List<Version>> all() {
    return pool.query(DESCRIBED + "ORDER BY number DESC").execute()
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ModelStore::version).toList());
  }

  private static Version version(Row row) {
    return new Version(row.getInteger("number"), row.getOffsetDateTime("made_at").toInstant().toString(),
        row.getString("basis"), row.getInteger("examples"), row.getInteger("lessons"), row.getJsonObject("figures"),
        row.getString("state"));
  }

  /** Null where there is none of this number. */
  Future<Buffer> bytes(int number) {
    return pool.preparedQuery("SELECT bytes FROM model WHERE number = $1").execute(Tuple.of(number))
        .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getBuffer("bytes"));
  }

  /**
   * Keeps a model; brings its number. One that is to be used takes the place of the one that was.
   *
   * @param state {@link #IN_USE}, {@link #KEPT} or {@link #REJECTED}
   */
  Future<Integer> add(String basis, int examples, int lessons, JsonObject figures, String state, Buffer bytes) {
    return pool.withTransaction(connection -> connection.query(ONE_AT_A_TIME).execute().compose(alone -> state.equals(IN_USE)
        ? connection.query("UPDATE model SET state = '" + KEPT + "' WHERE state = '" + IN_USE + "'").execute()
        : Future.succeededFuture())
        .compose(kept -> connection.preparedQuery("""
                INSERT INTO model (basis, examples, lessons, figures, state, bytes) VALUES ($1, $2, $3, $4, $5, $6)
                RETURNING number""")
            .execute(Tuple.of(basis, examples, lessons, figures, state, bytes)))
        .map(rows -> rows.iterator().next().getInteger("number"))
        .compose(number -> connection.preparedQuery(
                "DELETE FROM model WHERE state <> '" + IN_USE + "' AND number <= $1")
            .execute(Tuple.of(number - MOST_KEPT)).map(number)));
  }

  /** Puts this one in the place of the one in use; 0 = the one that the hub came with. Brings whether there is such a one. */
  Future<Boolean> use(int number) {
    return pool.withTransaction(connection -> connection.query(ONE_AT_A_TIME).execute()
        .compose(alone -> connection.preparedQuery("SELECT 1 FROM model WHERE number = $1").execute(Tuple.of(number)))
        .compose(found -> {
          if (number != 0 && found.size() == 0) {
            return Future.succeededFuture(false);
          }
          return connection.query("UPDATE model SET state = '" + KEPT + "' WHERE state = '" + IN_USE + "'").execute()
              .compose(kept -> connection.preparedQuery("UPDATE model SET state = '" + IN_USE + "' WHERE number = $1")
                  .execute(Tuple.of(number)))
              .map(used -> true);
        }));
  }
}
