package huiwen.fair;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.bus.Changed;
import huiwen.db.Copies;
import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The 四办 items of this hub. All of them are kept in memory, on each node, as every answer's page asks for some: an import says
 * on the bus that they have changed, and the database counts it for nodes that were not told.
 */
public final class ServiceItems {

  /** All nodes keep all of them: a banner's list has about a thousand. */
  public static final int MOST = 5_000;
  /** Of a search. */
  public static final int MOST_FOUND = 20;
  /** So much of an item's title stands in a question that may be about it. */
  private static final double SUGGESTED_SHARE = 0.18;
  /** What has changed is told, and counted by the database: this is for what nobody thought of. */
  private static final Duration COPY_LASTS = Duration.ofMinutes(10);
  private static final String ALL = "";

  private final Vertx vertx;
  private final Pool pool;
  private final Bus bus;
  private final Copies<ServiceItemIndex> copies = new Copies<>(COPY_LASTS);

  public ServiceItems(Vertx vertx, Pool pool, Bus bus) {
    this.vertx = vertx;
    this.pool = pool;
    this.bus = bus;
    bus.hear(Address.SERVICE_ITEMS_CHANGED, changed -> copies.dropAll());
    bus.hearChanged(Changed.SERVICE_ITEMS, copies::dropAll);
  }

  private Future<ServiceItemIndex> index() {
    return copies.get(ALL, () -> pool.query("""
            SELECT code, title, department, kind, level, place, materials, days, fee, hours, steps, changed_at
            FROM service_item""").execute()
        .compose(rows -> vertx.executeBlocking(() -> new ServiceItemIndex(
            StreamSupport.stream(rows.spliterator(), false).map(ServiceItems::item).toList()), false)));
  }

  private static ServiceItem item(Row row) {
    return new ServiceItem(row.getString("code"), row.getString("title"), row.getString("department"), row.getString("kind"),
        row.getString("level"), row.getString("place"), List.of(row.getArrayOfStrings("materials")), row.getInteger("days"),
        row.getInteger("fee"), row.getString("hours"), row.getString("steps"), row.getOffsetDateTime("changed_at").toInstant());
  }

  /**
   * What these words name, the best first.
   *
   * @param kind only those of this kind; null = of any
   * @param department only those of the department of this code; null = of any
   */
  public Future<List<ServiceItem>> find(String words, String kind, String department) {
    Predicate<ServiceItem> wanted = item -> (kind == null || kind.equals(item.kind()))
        && (department == null || department.equals(item.department()));
    return index().map(index -> index.find(words, wanted, MOST_FOUND));
  }

  /** Those of these codes, in this order; what is not there is left out. */
  public Future<List<ServiceItem>> byCodes(Collection<String> codes) {
    return codes.isEmpty() ? Future.succeededFuture(List.of()) : index().map(index -> index.byCodes(codes));
  }

  /** Those that a question of this department may be about, the best first. */
  public Future<List<ServiceItem>> about(String text, String department, int most) {
    return index().map(index -> index.about(text, item -> department.equals(Departments.TRIAGE)
        || department.equals(item.department()), SUGGESTED_SHARE, most));
  }

  /** Fails with 422 where there is none of some of these codes. */
  public Future<Void> mustHave(Collection<String> codes) {
    return codes.isEmpty() ? Future.succeededFuture() : index().compose(index -> {
      List<String> unknown = codes.stream().filter(code -> !index.has(code)).toList();
      return unknown.isEmpty() ? Future.succeededFuture()
          : Future.failedFuture(Problem.invalid("serviceItems", "field.service-items", String.join("、", unknown)));
    });
  }

  /** As answers to calls show them. */
  public static JsonArray views(List<ServiceItem> items) {
    return new JsonArray(items.stream().map(ServiceItem::view).toList());
  }

  /** The same by their codes, as pages look them up. */
  public static JsonObject viewsByCode(List<ServiceItem> items) {
    var byCode = new JsonObject();
    items.forEach(item -> byCode.put(item.code(), item.view()));
    return byCode;
  }

  /** Those that the answers to these questions, as callers are shown them, name: by their codes. */
  public Future<JsonObject> onAnswers(Collection<JsonObject> questions) {
    List<String> codes = questions.stream().map(question -> question.getJsonObject("answer")).filter(Objects::nonNull)
        .flatMap(answer -> answer.getJsonArray("serviceItems").stream()).map(Object::toString).distinct().toList();
    return byCodes(codes).map(ServiceItems::viewsByCode);
  }

  /** Adds these, and changes those of whose code there is one already; brings how many were added or changed. */
  public Future<Changes> put(Collection<ServiceItem> items) {
    List<Tuple> rows = items.stream().map(item -> Tuple.of(item.code(), item.title(), item.department(), item.kind(), item.level(),
        item.where()).addArrayOfString(item.materials().toArray(String[]::new)).addInteger(item.days()).addInteger(item.fee())
        .addString(item.hours()).addString(item.steps())).map(Tuple.class::cast).toList();
    return rows.isEmpty() ? Future.succeededFuture(Changes.NONE) : pool.withTransaction(connection ->
        Changes.of(connection.preparedQuery("""
            INSERT INTO service_item (code, title, department, kind, level, place, materials, days, fee, hours, steps)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (code) DO UPDATE SET title = excluded.title, department = excluded.department, kind = excluded.kind,
              level = excluded.level, place = excluded.place, materials = excluded.materials, days = excluded.days,
              fee = excluded.fee, hours = excluded.hours, steps = excluded.steps, changed_at = now()
            WHERE (service_item.title, service_item.department, service_item.kind, service_item.level, service_item.place,
              service_item.materials, service_item.days, service_item.fee, service_item.hours, service_item.steps) <>
              (excluded.title, excluded.department, excluded.kind, excluded.level, excluded.place,
              excluded.materials, excluded.days, excluded.fee, excluded.hours, excluded.steps)
            RETURNING xmax = 0 AS added"""), rows)
            .compose(changes -> mustFit(connection).map(changes)))
        .onSuccess(changes -> {
          copies.dropAll(); // whoever has brought them finds them at once
          bus.tell(Address.SERVICE_ITEMS_CHANGED, new JsonObject());
        });
  }

  private static Future<Void> mustFit(SqlConnection connection) {
    return connection.query("SELECT count(*) FROM service_item").execute().compose(rows ->
        rows.iterator().next().getLong(0) <= MOST ? Future.succeededFuture()
            : Future.failedFuture(Problem.invalid("rows", "import.too-many-items", MOST)));
  }
}
