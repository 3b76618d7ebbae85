package huiwen.intake;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The pictures and sounds that askers have sent along. */
final class Attachments {

  private final Pool pool;

  Attachments(Pool pool) {
    this.pool = pool;
  }

  /** Whether all of these are there, at this fair, and were sent by this asker. */
  Future<Boolean> areHers(int fairId, String asker, List<String> ids) {
    return ids.isEmpty() ? Future.succeededFuture(true)
        : pool.preparedQuery("""
                SELECT count(*) AS found FROM attachment WHERE fair_id = $1 AND asker = $2 AND id = ANY ($3::text[])""")
            .execute(Tuple.tuple().addInteger(fairId).addString(asker).addArrayOfString(ids.toArray(String[]::new)))
            .map(rows -> rows.iterator().next().getLong("found") == ids.stream().distinct().count());
  }
}
