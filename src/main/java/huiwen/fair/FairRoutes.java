package huiwen.fair;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.http.Api;
import huiwen.http.PageTexts;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.http.Templates;
import huiwen.limits.Kind;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** What a villager sees of the fairs before she asks. */
public final class FairRoutes implements Routes {

  private final Fairs fairs;
  private final Callers callers;
  private final FairViews views;
  private Templates templates;

  public FairRoutes(Fairs fairs, Callers callers, FairViews views) {
    this.fairs = fairs;
    this.callers = callers;
    this.views = views;
  }

  @Override
  public void mount(Api api) {
    api.on("listFairs", this::list);
    api.on("getFair", this::get);
    templates = api.templates();
    api.page("/", Kind.PAGE, ctx -> fairs.open().map(open -> page(ctx, open)));
  }

  private Future<Reply> list(RoutingContext ctx) {
    callers.asker(ctx);
    return fairs.open().map(open ->
        Reply.ok(new JsonObject().put("fairs", new JsonArray(open.stream().map(Fair::view).toList()))));
  }

  private Future<Reply> get(RoutingContext ctx) {
    Caller asker = callers.asker(ctx);
    return fairs.byCode(ctx.pathParam("fair"))
        .compose(fair -> views.of(fair, ctx.request()))
        .map(view -> Reply.ok(view.put("cookie", callers.carriesCookie(ctx)).put("me", asker.mark())));
  }

  /** Where there is one fair only, nobody has to choose. */
  private Reply page(RoutingContext ctx, List<Fair> open) {
    return open.size() == 1 ? Reply.seeOther("/f/" + open.get(0).code())
        : Reply.page(200, templates.render("index.html", PageTexts.of(ctx),
            Map.of("fairs", open.stream().map(Fair::view).toList())));
  }
}
