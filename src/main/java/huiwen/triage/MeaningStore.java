package huiwen.triage;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Meanings that were found once: to find a hundred thousand anew takes minutes, to read them seconds. */
final class MeaningStore {

  private static final float BYTES = 127;

  private final Pool pool;

  MeaningStore(Pool pool) {
    this.pool = pool;
  }

  Future<Map<String, float[]>> of(Collection<String> ids) {
    return pool.preparedQuery("SELECT of, bytes FROM meaning WHERE of = ANY ($1::text[])")
        .execute(Tuple.of(ids.toArray(String[]::new)))
        .map(rows -> {
          var meanings = new HashMap<String, float[]>();
          rows.forEach(row -> meanings.put(row.getString("of"), unpacked(row.getBuffer("bytes"))));
          return meanings;
        });
  }

  Future<Void> put(Map<String, float[]> meanings) {
    return meanings.isEmpty() ? Future.succeededFuture() : pool
        .preparedQuery("INSERT INTO meaning (of, bytes) VALUES ($1, $2) ON CONFLICT (of) DO UPDATE SET bytes = excluded.bytes")
        .executeBatch(meanings.entrySet().stream().map(entry -> Tuple.of(entry.getKey(), packed(entry.getValue()))).toList())
        .mapEmpty();
  }

  private static Buffer packed(float[] meaning) {
    var bytes = new byte[meaning.length];
    for (int i = 0; i < meaning.length; i++) {
      bytes[i] = (byte) Math.round(meaning[i] * BYTES);
    }
    return Buffer.buffer(bytes);
  }

  private static float[] unpacked(Buffer bytes) {
    var meaning = new float[bytes.length()];
    for (int i = 0; i < meaning.length; i++) {
      meaning[i] = bytes.getByte(i) / BYTES;
    }
    return Meanings.normalised(meaning);
  }
}
