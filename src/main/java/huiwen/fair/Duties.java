package huiwen.fair;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

/** The 权责清单 of this hub. */
public final class Duties {

  private final Pool pool;
  private final Bus bus;

  public Duties(Pool pool, Bus bus) {
    this.pool = pool;
    this.bus = bus;
  }

  public Future<List<Duty>> all() {
    return pool.query("SELECT matter, department, level, basis FROM duty ORDER BY matter").execute()
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Duties::duty).toList());
  }

  private static Duty duty(Row row) {
    return new Duty(row.getString("matter"), row.getString("department"), row.getString("level"), row.getString("basis"));
  }

  /** Adds these, and changes those of whose matter there is a line already; brings which of them changed: added or changed. */
  public Future<Changes> put(Collection<Duty> duties) {
    List<Tuple> rows = duties.stream()
        .map(duty -> Tuple.of(duty.matter(), duty.department(), duty.level(), duty.basis())).toList();
    return rows.isEmpty() ? Future.succeededFuture(Changes.NONE) : pool.withTransaction(connection ->
        Changes.of(connection.preparedQuery("""
            INSERT INTO duty (matter, department, level, basis) VALUES ($1, $2, $3, $4)
            ON CONFLICT (matter) DO UPDATE SET department = excluded.department, level = excluded.level,
              basis = excluded.basis
            WHERE (duty.department, duty.level, duty.basis) <> (excluded.department, excluded.level, excluded.basis)
            RETURNING xmax = 0 AS added"""), rows))
        .onSuccess(changes -> bus.tell(Address.DUTIES_CHANGED, new JsonObject()));
  }
}
