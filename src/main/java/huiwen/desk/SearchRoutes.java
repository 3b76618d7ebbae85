package huiwen.desk;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.fair.Fair;
import huiwen.fair.Fairs;
import huiwen.http.Api;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.problem.Problem;
import huiwen.question.Search;
import huiwen.question.Seen;
import huiwen.question.View;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/** How a volunteer finds what somebody before her asks about: “I am 农牧-137, what did you say?” */
public final class SearchRoutes implements Routes {

  private final Fairs fairs;
  private final Callers callers;
  private final Search search;

  public SearchRoutes(Fairs fairs, Callers callers, Search search) {
    this.fairs = fairs;
    this.callers = callers;
    this.search = search;
  }

  @Override
  public void mount(Api api) {
    api.on("searchDesk", this::find);
  }

  private Future<Reply> find(RoutingContext ctx) {
    String department = ctx.queryParams().get("department");
    return callers.staff(ctx).compose(caller -> fairs.byCode(ctx.pathParam("fair")).compose(fair ->
        search.find(fair.id(), desks(caller, fair, department), ctx.queryParams().get("q"), caller.isOrganizer())
            .map(found -> questions(found, caller))));
  }

  /** Codes of the desks at which is looked; null = all. @throws Problem forbidden, where one is not hers */
  private static Set<String> desks(Caller caller, Fair fair, String department) {
    if (department == null && caller.isOrganizer()) {
      return null;
    }
    Set<String> desks = department == null ? caller.departments() : Set.of(department);
    if (desks.isEmpty() || !desks.stream().allMatch(desk -> caller.servesDesk(fair.code(), desk))) {
      throw Problem.forbidden();
    }
    if (department != null && !fair.hasDesk(department)) {
      throw Problem.notFound();
    }
    return desks;
  }

  private static Reply questions(List<Seen> found, Caller caller) {
    return Reply.ok(new JsonObject().put("questions", View.allFor(found, caller)));
  }
}
