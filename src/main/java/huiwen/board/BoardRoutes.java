package huiwen.board;

import huiwen.access.Callers;
import huiwen.access.Role;
import huiwen.access.Sessions;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Department;
import huiwen.fair.Departments;
import huiwen.fair.Fair;
import huiwen.fair.Fairs;
import huiwen.http.Api;
import huiwen.problem.Problem;
import huiwen.http.PublicAddress;
import huiwen.http.QrCodes;
import huiwen.http.Reply;
import huiwen.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/** What an organizer can do: set up fairs, open desks, read the tally. */
public final class BoardRoutes implements Routes {

  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 9999;

  private final Fairs fairs;
  private final Departments departments;
  private final Sessions sessions;
  private final Callers callers;
  private final PublicAddress address;
  private final Bus bus;

  public BoardRoutes(Fairs fairs, Departments departments, Sessions sessions, Callers callers,
      PublicAddress address, Bus bus) {
    this.fairs = fairs;
    this.departments = departments;
    this.sessions = sessions;
    this.callers = callers;
    this.address = address;
    this.bus = bus;
  }

  @Override
  public void mount(Api api) {
    api.on("createFair", this::create);
    api.on("changeFair", this::change);
    api.on("openDesk", this::openDesk);
    api.on("getTally", this::tally);
    api.on("getVillagersQr", this::villagersQr);
  }

  private Future<Reply> create(RoutingContext ctx) {
    JsonObject body = ctx.body().asJsonObject();
    var empty = new Fair.Plan("", "", null, null, Fair.OPEN);
    List<String> all = departments.all().stream().map(Department::code).toList();
    return callers.organizer(ctx)
        .compose(caller -> fairs.create(body.getString("code"), plan(empty, body), present(body, all),
            villages(body, List.of())))
        .map(fair -> Reply.created(view(fair)));
  }

  private Future<Reply> change(RoutingContext ctx) {
    JsonObject body = ctx.body().asJsonObject();
    return callers.organizer(ctx)
        .compose(caller -> fairs.change(ctx.pathParam("fair"), fair ->
            fair.with(plan(fair.plan(), body), present(body, fair.present()), villages(body, fair.villages()))))
        .map(fair -> Reply.ok(view(fair)));
  }

  /** The plan with what the body says; fails where that makes no sense. */
  private static Fair.Plan plan(Fair.Plan plan, JsonObject body) {
    OffsetDateTime startsAt = time(body, "startsAt", plan.startsAt());
    OffsetDateTime endsAt = time(body, "endsAt", plan.endsAt());
    if (!endsAt.isAfter(startsAt)) {
      throw Problem.invalid("endsAt", "field.ends-before-start");
    }
    return new Fair.Plan(body.getString("name", plan.name()), body.getString("place", plan.place()), startsAt, endsAt,
        body.getString("state", plan.state()));
  }

  private static List<String> villages(JsonObject body, List<String> otherwise) {
    JsonArray names = body.getJsonArray("villages");
    return names == null ? otherwise
        : names.stream().map(name -> name.toString().strip()).filter(name -> !name.isEmpty()).distinct().toList();
  }

  private static OffsetDateTime time(JsonObject body, String key, OffsetDateTime otherwise) {
    String value = body.getString(key);
    if (value == null) {
      return otherwise;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(value);
      if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // said below, as for a year that Java reads and PostgreSQL cannot store
    }
    throw Problem.invalid(key, "field.format");
  }

  private List<String> present(JsonObject body, List<String> otherwise) {
    JsonArray codes = body.getJsonArray("departments");
    if (codes == null) {
      return otherwise;
    }
    for (Object code : codes) {
      if (departments.get(code.toString()) == null) {
        throw Problem.invalid("departments", "field.department");
      }
    }
    return codes.stream().map(Object::toString).distinct().toList();
  }

  private static JsonObject view(Fair fair) {
    var present = new JsonArray();
    fair.present().forEach(code -> present.add(new JsonObject().put("code", code)));
    return fair.fullView().put("departments", present);
  }

  /** A department that was not at the fair comes to it when its desk is opened. */
  private Future<Reply> openDesk(RoutingContext ctx) {
    String department = ctx.pathParam("department");
    JsonObject body = ctx.body().isEmpty() ? new JsonObject() : ctx.body().asJsonObject();
    Role role = Role.of(body.getString("role", Role.VOLUNTEER.code()));
    return callers.organizer(ctx)
        .compose(caller -> fairs.byCode(ctx.pathParam("fair")))
        .compose(fair -> withDesk(fair, department, body.getString("booth")))
        .compose(fair -> body.getBoolean("renew", false)
            ? sessions.renewInvite(fair.id(), fair.code(), department, role)
            : sessions.invite(fair.id(), fair.code(), department, role))
        .map(invite -> {
          // behind the # so that no server's log and no referrer ever carries it
          String url = address.at(ctx.request()) + (role == Role.KIOSK ? "/kiosk/" + ctx.pathParam("fair") : "/desk")
              + "#invite=" + invite;
          return Reply.ok(new JsonObject()
              .put("invite", invite)
              .put("url", url)
              .put("qr", QrCodes.dataUri(url)));
        });
  }

  private Future<Fair> withDesk(Fair fair, String department, String booth) {
    if (fair.hasDesk(department) && booth == null) {
      return Future.succeededFuture(fair);
    }
    if (departments.get(department) == null && !department.equals(Departments.TRIAGE)) {
      return Future.failedFuture(Problem.notFound());
    }
    return fairs.openDesk(fair.code(), department, booth);
  }

  /** The QR code that villagers scan: for everybody. */
  private Future<Reply> villagersQr(RoutingContext ctx) {
    return fairs.byCode(ctx.pathParam("fair")).map(fair ->
        Reply.ok("image/svg+xml", QrCodes.svg(address.at(ctx.request()) + "/f/" + fair.code())));
  }

  private Future<Reply> tally(RoutingContext ctx) {
    return callers.organizer(ctx)
        .compose(caller -> bus.<String>request(Address.TALLY, ctx.pathParam("fair")))
        .map(tally -> Reply.ok("application/json", tally));
  }
}
