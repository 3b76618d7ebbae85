package huiwen.desk;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.access.Role;
import huiwen.access.Sessions;
import huiwen.bus.Bus;
import huiwen.fair.Fairs;
import huiwen.http.Api;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.problem.Problem;
import huiwen.question.Command;
import huiwen.question.Commands;
import huiwen.question.Journal;
import huiwen.question.QuestionId;
import huiwen.question.View;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Experts who are far away: who of them is there, and what was put to them. */
public final class ExpertRoutes implements Routes {

  private final Fairs fairs;
  private final Sessions sessions;
  private final Callers callers;
  private final Journal journal;
  private final Commands commands;

  public ExpertRoutes(Fairs fairs, Sessions sessions, Callers callers, Journal journal, Bus bus) {
    this.fairs = fairs;
    this.sessions = sessions;
    this.callers = callers;
    this.journal = journal;
    this.commands = new Commands(bus);
  }

  @Override
  public void mount(Api api) {
    api.on("listExperts", this::experts);
    api.on("listEscalated", this::escalated);
    api.on("escalate", this::escalate);
  }

  private Future<Reply> experts(RoutingContext ctx) {
    return callers.volunteer(ctx).compose(caller -> fairs.byCode(ctx.pathParam("fair")).compose(fair ->
        caller.isOf(fair.code()) ? sessions.experts(fair.code()) : Future.failedFuture(Problem.forbidden()))).map(experts -> Reply.ok(new JsonObject().put("people", new JsonArray(experts.stream()
        .map(expert -> new JsonObject().put("id", expert.id()).put("name", expert.name())).toList()))));
  }

  private Future<Reply> escalated(RoutingContext ctx) {
    return callers.staff(ctx).compose(caller -> fairs.byCode(ctx.pathParam("fair")).compose(fair ->
        caller.role() != Role.EXPERT || !fair.code().equals(caller.fair()) ? Future.failedFuture(Problem.forbidden())
            : journal.putTo(fair.id(), caller.id()).map(seen -> Reply.ok(new JsonObject().put("questions", View.allFor(seen, caller))))));
  }

  private Future<Reply> escalate(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    JsonObject body = ctx.body().asJsonObject();
    String text = Api.filled(body, "text");
    return callers.staff(ctx).compose(caller -> fairs.byCode(QuestionId.fair(id)).compose(fair ->
        sessions.experts(fair.code()).map(experts -> named(experts, body.getString("expert").strip()))
            .compose(expert -> commands.submit(new Command.Escalate(caller, fair.id(), id, expert, text), Commands.key(ctx))))
        .compose(journal::seenAfter)
        .map(seen -> Reply.ok(View.forDoer(seen.question(), caller).of(seen))));
  }

  /** By her name, or the number of her session: two may have the same name. Null where there is none. */
  private static Caller named(Iterable<Caller> experts, String nameOrId) {
    Caller found = null;
    for (Caller expert : experts) {
      if (expert.id().equals(nameOrId)) {
        return expert;
      }
      found = expert.name().equals(nameOrId) ? expert : found;
    }
    return found;
  }
}
