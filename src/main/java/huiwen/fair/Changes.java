package huiwen.fair;

import io.vertx.core.Future;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * What an import has done to a table.
 *
 * @param added rows that were not there
 * @param changed rows that were there and are different now
 */
public record Changes(int added, int changed) {

  public static final Changes NONE = new Changes(0, 0);

  /** Runs an {@code INSERT … ON CONFLICT … RETURNING added} for each row; a row that stays as it is returns nothing. */
  public static Future<Changes> of(PreparedQuery<RowSet<Row>> upsert, List<Tuple> rows) {
    return upsert.executeBatch(rows).map(first -> {
      int added = 0;
      int changed = 0;
      for (RowSet<Row> result = first; result != null; result = result.next()) {
        for (Row row : result) {
          if (row.getBoolean("added")) {
            added++;
          } else {
            changed++;
          }
        }
      }
      return new Changes(added, changed);
    });
  }
}
