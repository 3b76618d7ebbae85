package huiwen.fair;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.bus.Changed;
import huiwen.db.Copies;
import huiwen.db.SqlState;
import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/** The fairs of this hub. Fairs change seldom and are asked for with every call, so copies are kept. */
public final class Fairs {

  /** How long a copy may be trusted where a message on the bus was lost. */
  private static final Duration COPY_LASTS = Duration.ofSeconds(10);
  private static final String SELECT = """
      SELECT id, uid, epoch, code, name, place, starts_at, ends_at, state,
        ARRAY(SELECT desk.department FROM desk JOIN department d ON d.code = desk.department
              WHERE desk.fair_id = fair.id AND desk.present ORDER BY d.position) AS present,
        (SELECT jsonb_object_agg(desk.department, desk.booth) FROM desk
         WHERE desk.fair_id = fair.id AND desk.booth IS NOT NULL) AS booths,
        ARRAY(SELECT village.name FROM village WHERE village.fair_id = fair.id ORDER BY village.position) AS villages
      FROM fair""";

  private final Pool pool;
  private final Bus bus;
  private final Copies<Fair> copies = new Copies<>(COPY_LASTS);

  public Fairs(Pool pool, Bus bus) {
    this.pool = pool;
    this.bus = bus;
    bus.hear(Address.FAIR_CHANGED, copies::drop);
    bus.hearChanged(Changed.FAIRS, copies::dropAll);
  }

  /** Gives journals new names after a restore, writes the departments and, where there is no fair at all, the open fair {@code demo} with all of them. */
  public Future<Void> prepare(Departments departments) {
    return Epochs.renewAfterRestore(pool)
        .compose(renewed -> departments.store(pool))
        .compose(stored -> pool.query("SELECT count(*) FROM fair").execute())
        .compose(rows -> rows.iterator().next().getInteger(0) > 0
            ? Future.succeededFuture()
            : create(demo(departments)).mapEmpty());
  }

  /** Whoever tries the hub can ask at once, whatever its clock says, at night too, and still a year later. */
  private static Fair demo(Departments departments) {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    return Fair.planned("demo",
        new Fair.Plan("集中示范服务活动（演示）", "临河区 · 演示会场", now.minusHours(1), now.plusYears(1), Fair.OPEN),
        departments.all().stream().map(Department::code).toList(), List.of());
  }

  /** Those that take questions now, by the database's clock. */
  public Future<List<Fair>> open() {
    return pool.preparedQuery(SELECT + """

            WHERE state = $1 AND starts_at <= now() AND ends_at > now() ORDER BY starts_at DESC, id DESC""")
        .execute(Tuple.of(Fair.OPEN))
        .map(Fairs::fairs);
  }

  /** Open and closed ones. */
  public Future<List<Fair>> all() {
    return pool.query(SELECT + " ORDER BY id").execute().map(Fairs::fairs);
  }

  private static List<Fair> fairs(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(Fairs::fair).toList();
  }

  /** Fails with 404 where there is none of this code. */
  public Future<Fair> byCode(String code) {
    return copies.get(code, () -> read(code));
  }

  private Future<Fair> read(String code) {
    return read(pool, code);
  }

  private static Future<Fair> read(SqlClient client, String code) {
    return client.preparedQuery(SELECT + " WHERE code = $1").execute(Tuple.of(code)).map(rows -> {
      if (rows.size() == 0) {
        throw Problem.notFound();
      }
      return fair(rows.iterator().next());
    });
  }

  /** Makes a fair, open or closed, of which nothing was stored. Fails with 409 where the code is taken. */
  public Future<Fair> create(String code, Fair.Plan plan, List<String> present, List<String> villages) {
    return create(Fair.planned(code, plan, present, villages));
  }

  private Future<Fair> create(Fair fair) {
    return pool.withTransaction(connection -> connection.preparedQuery("""
            INSERT INTO fair (code, name, place, starts_at, ends_at, state)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING id""")
        .execute(Tuple.of(fair.code(), fair.name(), fair.place(), fair.startsAt(), fair.endsAt(), fair.plan().state()))
        .map(rows -> rows.iterator().next().getInteger("id"))
        .compose(id -> setPresent(connection, id, fair.present())
            .compose(present -> setVillages(connection, id, fair.villages()))))
        .recover(failure -> SqlState.isUniqueViolation(failure)
            ? Future.failedFuture(Problem.conflict("conflict.fair-exists"))
            : Future.failedFuture(failure))
        .compose(created -> changed(fair.code()));
  }

  /**
   * Changes a fair as it stands: nobody else changes it between being read and being written, so that of two changes that
   * come at once both hold. Its row is written whatever changes: it tells the ledger that something did. Fails with 404
   * where there is none of this code.
   *
   * @param change what it is to be; its number and code stay, its booths are {@link #openDesk}'s
   */
  public Future<Fair> change(String code, UnaryOperator<Fair> change) {
    return pool.withTransaction(connection -> lock(connection, code)
        .compose(locked -> read(connection, code))
        .compose(fair -> {
          Fair changed = change.apply(fair);
          return update(connection, fair.id(), changed.plan())
              .compose(updated -> changed.present().equals(fair.present())
                  ? Future.succeededFuture() : setPresent(connection, fair.id(), changed.present()))
              .compose(updated -> changed.villages().equals(fair.villages())
                  ? Future.succeededFuture() : setVillages(connection, fair.id(), changed.villages()));
        }))
        .compose(updated -> changed(code));
  }

  /** Before anything of it is read: what is read in the statement that waits for a lock is from before the wait. */
  private static Future<?> lock(SqlConnection connection, String code) {
    return connection.preparedQuery("SELECT id FROM fair WHERE code = $1 FOR UPDATE").execute(Tuple.of(code));
  }

  private static Future<?> update(SqlConnection connection, int id, Fair.Plan plan) {
    return connection.preparedQuery("""
            UPDATE fair SET name = $2, place = $3, starts_at = $4, ends_at = $5, state = $6 WHERE id = $1""")
        .execute(Tuple.of(id, plan.name(), plan.place(), plan.startsAt(), plan.endsAt(), plan.state()));
  }

  /**
   * Brings a department to the fair, if it is not there yet, and says where it stands. Desks that are opened at once do not
   * know of each other. The fair's row is written: it tells the ledger.
   *
   * @param booth in the organizer's words; null leaves what was said before
   */
  public Future<Fair> openDesk(String code, String department, String booth) {
    return pool.preparedQuery("""
            WITH told AS (UPDATE fair SET state = state WHERE code = $1 RETURNING id)
            INSERT INTO desk (fair_id, department, present, booth) SELECT id, $2, true, $3 FROM told
            ON CONFLICT (fair_id, department) DO UPDATE SET present = true, booth = coalesce($3, desk.booth)""")
        .execute(Tuple.of(code, department, booth))
        .compose(opened -> changed(code));
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

  private static Future<Void> setVillages(SqlConnection connection, int fairId, List<String> villages) {
    return connection.preparedQuery("DELETE FROM village WHERE fair_id = $1").execute(Tuple.of(fairId))
        .compose(deleted -> connection.preparedQuery("""
                INSERT INTO village (fair_id, name, position)
                SELECT $1, v.name, v.position FROM unnest($2::text[]) WITH ORDINALITY AS v (name, position)""")
            .execute(Tuple.tuple().addInteger(fairId).addArrayOfString(villages.toArray(String[]::new))))
        .mapEmpty();
  }

  private Future<Fair> changed(String code) {
    copies.drop(code);
    bus.tell(Address.FAIR_CHANGED, code);
    return read(code);
  }

  private static Fair fair(Row row) {
    return new Fair(row.getInteger("id"), row.getUUID("uid"), row.getString("epoch"), row.getString("code"),
        new Fair.Plan(row.getString("name"), row.getString("place"), row.getOffsetDateTime("starts_at"),
            row.getOffsetDateTime("ends_at"), row.getString("state")),
        List.of(row.getArrayOfStrings("present")), booths(row.getJsonObject("booths")),
        List.of(row.getArrayOfStrings("villages")));
  }

  private static Map<String, String> booths(JsonObject byDepartment) {
    var booths = new HashMap<String, String>();
    if (byDepartment != null) {
      byDepartment.forEach(desk -> booths.put(desk.getKey(), (String) desk.getValue()));
    }
    return booths;
  }
}
