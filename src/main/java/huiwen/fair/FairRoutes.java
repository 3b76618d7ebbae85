package huiwen.fair;

import huiwen.access.Callers;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.http.Api;
import huiwen.http.PublicAddress;
import huiwen.http.Reply;
import huiwen.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What a villager sees of the fairs before she asks. */
public final class FairRoutes implements Routes {

  private final Fairs fairs;
  private final Departments departments;
  private final Callers callers;
  private final PublicAddress address;
  private final Bus bus;

  public FairRoutes(Fairs fairs, Departments departments, Callers callers, PublicAddress address,
      Bus bus) {
    this.fairs = fairs;
    this.departments = departments;
    this.callers = callers;
    this.address = address;
    this.bus = bus;
  }

  @Override
  public void mount(Api api) {
    api.on("listFairs", this::list);
    api.on("getFair", this::get);
  }

  private Future<Reply> list(RoutingContext ctx) {
    callers.asker(ctx);
    return fairs.open().map(open ->
        Reply.ok(new JsonObject().put("fairs", new JsonArray(open.stream().map(Fair::view).toList()))));
  }

  private Future<Reply> get(RoutingContext ctx) {
    callers.asker(ctx);
    return fairs.byCode(ctx.pathParam("fair"))
        .compose(fair -> bus.<JsonObject>request(Address.WAITS, fair.code())
            .map(waits -> Reply.ok(fair.fullView()
                .put("cookie", callers.carriesCookie(ctx))
                .put("url", address.at(ctx.request()) + "/f/" + fair.code())
                .put("departments", desks(fair, waits)))));
  }

  private JsonArray desks(Fair fair, JsonObject waits) {
    var desks = new JsonArray();
    for (String code : fair.present()) {
      Department department = departments.get(code);
      JsonObject count = waits.getJsonObject(code, new JsonObject());
      desks.add(new JsonObject()
          .put("code", code)
          .put("name", departments.name(code))
          .put("nameMn", department == null ? null : department.nameMn())
          .put("booth", fair.booths().get(code))
          .put("waiting", count.getInteger("waiting", 0))
          .put("typicalWaitSeconds", count.getInteger("medianWaitSeconds")));
    }
    return desks;
  }
}
