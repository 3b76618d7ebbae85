package huiwen.board;

import huiwen.access.Callers;
import huiwen.http.Api;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.learning.Learning;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** What an organizer can do about what the hub learns. */
public final class LearningRoutes implements Routes {

  private final Learning learning;
  private final Callers callers;

  public LearningRoutes(Learning learning, Callers callers) {
    this.learning = learning;
    this.callers = callers;
  }

  @Override
  public void mount(Api api) {
    api.on("listModels", ctx -> asOrganizer(ctx, () ->
        learning.models().map(models -> Reply.ok(new JsonObject().put("models", models)))));
    api.on("useModel", ctx -> asOrganizer(ctx, () ->
        learning.use(Integer.parseInt(ctx.pathParam("number"))).map(done -> Reply.nothing())));
    api.on("listLessons", ctx -> asOrganizer(ctx, () ->
        learning.lessons().map(lessons -> Reply.ok(new JsonObject().put("lessons", lessons)))));
    api.on("strikeLesson", ctx -> asOrganizer(ctx, () ->
        learning.strike(ctx.pathParam("id")).map(done -> Reply.nothing())));
    api.on("restoreLesson", ctx -> asOrganizer(ctx, () ->
        learning.restore(ctx.pathParam("id")).map(done -> Reply.nothing())));
  }

  private Future<Reply> asOrganizer(RoutingContext ctx, Supplier<Future<Reply>> service) {
    return callers.organizer(ctx).compose(caller -> service.get());
  }
}
