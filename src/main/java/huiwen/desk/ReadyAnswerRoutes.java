package huiwen.desk;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.fair.Fair;
import huiwen.fair.Fairs;
import huiwen.http.Api;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.problem.Problem;
import huiwen.question.Commands;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.function.BiFunction;

/** The ready answers of a desk. What stands for a village, a ticket or a booth in them is filled in by the page that uses one. */
public final class ReadyAnswerRoutes implements Routes {

  private final Fairs fairs;
  private final Callers callers;
  private final ReadyAnswers answers;

  public ReadyAnswerRoutes(Pool pool, Fairs fairs, Callers callers) {
    this.answers = new ReadyAnswers(pool);
    this.fairs = fairs;
    this.callers = callers;
  }

  @Override
  public void mount(Api api) {
    api.on("listReadyAnswers", ctx -> atDesk(ctx, (fair, caller) -> answers.of(fair.id(), department(ctx), caller)
        .map(all -> Reply.ok(new JsonObject().put("answers", new JsonArray(all.stream().map(ReadyAnswerRoutes::view).toList()))))));
    api.on("addReadyAnswer", ctx -> atDesk(ctx, (fair, caller) -> answers.add(fair.id(), department(ctx), caller,
        ctx.body().asJsonObject().getString("text").strip(), ctx.body().asJsonObject().getBoolean("shared", false), Commands.key(ctx))
        .map(added -> Reply.created(view(added)))));
    api.on("removeReadyAnswer", ctx -> atDesk(ctx, (fair, caller) ->
        answers.remove(fair.id(), department(ctx), caller, ctx.pathParam("ready")).map(removed -> Reply.ok(view(removed)))));
  }

  private static String department(RoutingContext ctx) {
    return ctx.pathParam("department");
  }

  private Future<Reply> atDesk(RoutingContext ctx, BiFunction<Fair, Caller, Future<Reply>> act) {
    return callers.volunteer(ctx).compose(caller -> fairs.byCode(ctx.pathParam("fair")).compose(fair -> {
      if (!caller.servesDesk(fair.code(), department(ctx))) {
        return Future.failedFuture(Problem.forbidden());
      }
      return fair.hasDesk(department(ctx)) ? act.apply(fair, caller) : Future.failedFuture(Problem.notFound());
    }));
  }

  private static JsonObject view(ReadyAnswers.Ready ready) {
    return new JsonObject().put("id", ready.id()).put("text", ready.text()).put("shared", ready.owner() == null);
  }
}
