package huiwen.embedding;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Meanings that were found once: to find a hundred thousand anew takes minutes, to read them seconds. */
public final class MeaningStore {

  private final Pool pool;

  public MeaningStore(Pool pool) {
    this.pool = pool;
  }

  public Future<Map<String, float[]>> of(Collection<String> ids) {
    return pool.preparedQuery("SELECT of, bytes FROM meaning WHERE of = ANY ($1::text[])")
        .execute(Tuple.of(ids.toArray(String[]::new)))
        .map(rows -> {
          var meanings = new HashMap<String, float[]>();
          rows.forEach(row -> meanings.put(row.getString("of"), unpacked(row.getBuffer("bytes").getBytes())));
          return meanings;
        });
  }

  /** Without waiting for the disk, which belongs to questions and answers: a meaning that is lost is found anew. */
  public Future<Void> put(Map<String, float[]> meanings) {
    if (meanings.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Tuple> rows = meanings.entrySet().stream()
        .map(entry -> Tuple.of(entry.getKey(), Buffer.buffer(Meanings.packed(entry.getValue())))).toList();
    return pool.withTransaction(connection -> connection.query("SET LOCAL synchronous_commit = off").execute()
        .compose(set -> connection.preparedQuery(
            "INSERT INTO meaning (of, bytes) VALUES ($1, $2) ON CONFLICT (of) DO UPDATE SET bytes = excluded.bytes")
            .executeBatch(rows))).mapEmpty();
  }

  private static float[] unpacked(byte[] bytes) {
    return Meanings.unpacked(bytes, 0, bytes.length);
  }
}
