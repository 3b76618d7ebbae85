package huiwen.fair;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.db.Copies;
import huiwen.db.SqlState;
import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The fairs of this hub. Fairs change seldom and are asked for with every call, so copies are kept. */
public final class Fairs {

  /** How long a copy may be trusted where a message on the bus was lost. */
  private static final Duration COPY_LASTS = Duration.ofSeconds(10);
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final String SELECT = """
      SELECT id, code, name, place, starts_at, ends_at, state,
        ARRAY(SELECT desk.department FROM desk JOIN department d ON d.code = desk.department
              WHERE desk.fair_id = fair.id AND desk.present ORDER BY d.position) AS present
      FROM fair""";

  private final Pool pool;
  private final Bus bus;
  private final Copies<Fair> copies = new Copies<>(COPY_LASTS);

  public Fairs(Pool pool, Bus bus) {
    this.pool = pool;
    this.bus = bus;
    bus.subscribe(Address.FAIR_CHANGED, code -> copies.drop((String) code));
  }

  /** Writes the departments and, where there is no fair at all, the open fair {@code demo} with all of them. */
  public Future<Void> prepare(Departments departments) {
    return departments.store(pool)
        .compose(stored -> pool.query("SELECT count(*) FROM fair").execute())
        .compose(rows -> rows.iterator().next().getInteger(0) > 0
            ? Future.succeededFuture()
            : create(demo(departments)).mapEmpty());
  }

  private static Fair demo(Departments departments) {
    OffsetDateTime today = OffsetDateTime.now(CHINA).with(LocalTime.of(9, 0));
    return new Fair(0, "demo", "集中示范服务活动（演示）", "临河区 · 演示会场", today, today.plusHours(8),
        Fair.OPEN, departments.all().stream().map(Department::code).toList());
  }

  public Future<List<Fair>> open() {
    return pool.preparedQuery(SELECT + " WHERE state = $1 ORDER BY starts_at DESC, id DESC")
        .execute(Tuple.of(Fair.OPEN))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Fairs::fair).toList());
  }

  /** Open and closed ones. */
  public Future<List<Fair>> all() {
    return pool.query(SELECT + " ORDER BY id").execute()
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Fairs::fair).toList());
  }

  /** Fails with 404 where there is none of this code. */
  public Future<Fair> byCode(String code) {
    return copies.get(code, () -> read(code));
  }

  private Future<Fair> read(String code) {
    return pool.preparedQuery(SELECT + " WHERE code = $1").execute(Tuple.of(code)).map(rows -> {
      if (rows.size() == 0) {
        throw Problem.notFound();
      }
      return fair(rows.iterator().next());
    });
  }

  /** Makes a fair; its number is given by the database. Fails with 409 where the code is taken. */
  public Future<Fair> create(Fair fair) {
    return pool.withTransaction(connection -> connection.preparedQuery("""
            INSERT INTO fair (code, name, place, starts_at, ends_at, state)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING id""")
        .execute(Tuple.of(fair.code(), fair.name(), fair.place(), fair.startsAt(), fair.endsAt(), fair.state()))
        .map(rows -> rows.iterator().next().getInteger("id"))
        .compose(id -> setPresent(connection, id, fair.present())))
        .recover(failure -> SqlState.isUniqueViolation(failure)
            ? Future.failedFuture(Problem.conflict("conflict.fair-exists"))
            : Future.failedFuture(failure))
        .compose(created -> changed(fair.code()));
  }

  /** Stores the fair under its number. Its row is written even if only its desks change: it tells the ledger that they did. */
  public Future<Fair> update(Fair fair) {
    return pool.withTransaction(connection -> connection.preparedQuery("""
            UPDATE fair SET name = $2, place = $3, starts_at = $4, ends_at = $5, state = $6 WHERE id = $1""")
        .execute(Tuple.of(fair.id(), fair.name(), fair.place(), fair.startsAt(), fair.endsAt(), fair.state()))
        .compose(updated -> setPresent(connection, fair.id(), fair.present())))
        .compose(updated -> changed(fair.code()));
  }

  /** A desk that goes keeps its row: it has given out tickets. */
  private static Future<Void> setPresent(SqlConnection connection, int fairId, List<String> present) {
    var desks = new ArrayList<>(present);
    desks.add(Departments.TRIAGE);
    return connection.preparedQuery("""
            INSERT INTO desk (fair_id, department, present) SELECT $1, unnest($2::text[]), true
            ON CONFLICT (fair_id, department) DO UPDATE SET present = true""")
        .execute(Tuple.tuple().addInteger(fairId).addArrayOfString(desks.toArray(String[]::new)))
        .compose(inserted -> connection.preparedQuery("""
                UPDATE desk SET present = false WHERE fair_id = $1 AND department <> ALL ($2::text[])""")
            .execute(Tuple.tuple().addInteger(fairId).addArrayOfString(desks.toArray(String[]::new))))
        .mapEmpty();
  }

  private Future<Fair> changed(String code) {
    copies.drop(code);
    bus.publish(Address.FAIR_CHANGED, code);
    return read(code);
  }

  private static Fair fair(Row row) {
    return new Fair(row.getInteger("id"), row.getString("code"), row.getString("name"), row.getString("place"),
        row.getOffsetDateTime("starts_at"), row.getOffsetDateTime("ends_at"), row.getString("state"),
        List.of(row.getArrayOfStrings("present")));
  }
}
