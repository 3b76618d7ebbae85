package huiwen.desk;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.access.Sessions;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Fairs;
import huiwen.http.Api;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.problem.Problem;
import huiwen.question.Command;
import huiwen.question.Commands;
import huiwen.question.Journal;
import huiwen.question.Question;
import huiwen.question.QuestionId;
import huiwen.question.View;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The volunteers of a desk among each other: who is there, and how a question goes from one's hands into another's. */
public final class ColleagueRoutes implements Routes {

  private final LeaseStore leases;
  private final Fairs fairs;
  private final Sessions sessions;
  private final Callers callers;
  private final Journal journal;
  private final Bus bus;
  private final Commands commands;

  public ColleagueRoutes(Pool pool, Fairs fairs, Sessions sessions, Callers callers, Journal journal, Bus bus) {
    this.leases = new LeaseStore(pool);
    this.fairs = fairs;
    this.sessions = sessions;
    this.callers = callers;
    this.journal = journal;
    this.bus = bus;
    this.commands = new Commands(bus);
  }

  @Override
  public void mount(Api api) {
    api.on("listPeople", this::people);
    api.on("hand", this::hand);
    api.on("want", this::want);
  }

  private Future<Reply> people(RoutingContext ctx) {
    String department = ctx.pathParam("department");
    return callers.volunteer(ctx).compose(caller -> fairs.byCode(ctx.pathParam("fair")).compose(fair -> {
      if (!caller.servesDesk(fair.code(), department)) {
        return Future.failedFuture(Problem.forbidden());
      }
      if (!fair.hasDesk(department)) {
        return Future.failedFuture(Problem.notFound());
      }
      return sessions.volunteers(fair.code(), department).compose(people -> leases.holding(people.stream().map(Caller::id).toList())
          .compose(holding -> bus.<Set<String>>request(Address.CONNECTED, fair.id())
              .map(connected -> Reply.ok(new JsonObject().put("people", views(people, holding, connected))))));
    }));
  }

  private static JsonArray views(List<Caller> people, Map<String, Integer> holding, Set<String> connected) {
    return new JsonArray(people.stream().map(one -> new JsonObject()
        .put("id", one.id())
        .put("name", one.name())
        .put("holding", holding.getOrDefault(one.id(), 0))
        .put("online", connected.contains(one.id()))).toList());
  }

  private Future<Reply> hand(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    return callers.staff(ctx).compose(caller -> fairs.byCode(QuestionId.fair(id))
        .compose(fair -> sessions.byId(ctx.body().asJsonObject().getString("to"))
            .compose(to -> commands.submit(new Command.Hand(caller, fair.id(), id, to), Commands.key(ctx))))
        .compose(journal::seenAfter)
        .map(seen -> Reply.ok(View.forDoer(seen.question(), caller).of(seen))));
  }

  /** Nothing of it is kept: where the holder does not hear it, or does not want to, the claim ends as every claim does. */
  private Future<Reply> want(RoutingContext ctx) {
    return callers.volunteer(ctx).compose(caller -> journal.question(ctx.pathParam("id")).map(seen -> {
      Question question = seen.question();
      if (!caller.servesDesk(question.fair(), question.department())) {
        throw question.isPublished() ? Problem.forbidden() : Problem.notFound();
      }
      if (question.claim() == null) {
        throw Problem.conflict("conflict.not-claimed");
      }
      if (!question.isHeldBy(caller.id())) {
        bus.tell(Address.WANTED, new JsonObject().put("fair", question.asked().fairId()).put("question", question.id())
            .put("holder", question.claim().holder()).put("by", caller.id()).put("name", caller.name()));
      }
      return Reply.ok(View.forCaller(question, caller).of(seen));
    }));
  }
}
