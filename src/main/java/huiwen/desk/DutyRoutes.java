package huiwen.desk;

import huiwen.access.Callers;
import huiwen.fair.Departments;
import huiwen.fair.Duty;
import huiwen.http.Api;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.triage.Router;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Whose duty a matter is, for who passes a question on. */
public final class DutyRoutes implements Routes {

  private static final int MOST = 8;

  private final Callers callers;
  private final Router router;
  private final Departments departments;

  public DutyRoutes(Callers callers, Router router, Departments departments) {
    this.callers = callers;
    this.router = router;
    this.departments = departments;
  }

  @Override
  public void mount(Api api) {
    api.on("findDuties", this::find);
  }

  private Future<Reply> find(RoutingContext ctx) {
    return callers.volunteer(ctx).map(caller -> Reply.ok(new JsonObject().put("duties", new JsonArray(
        router.dutiesOf(ctx.queryParams().get("q"), MOST).stream().map(this::view).toList()))));
  }

  private JsonObject view(Duty duty) {
    return new JsonObject().put("matter", duty.matter()).put("department", duty.department())
        .put("departmentName", departments.name(duty.department())).put("level", duty.level()).put("basis", duty.basis());
  }
}
