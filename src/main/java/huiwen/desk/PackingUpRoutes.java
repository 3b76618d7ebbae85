package huiwen.desk;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.bus.Bus;
import huiwen.fair.Departments;
import huiwen.fair.Fair;
import huiwen.fair.Fairs;
import huiwen.http.Api;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.problem.Problem;
import huiwen.question.Command;
import huiwen.question.CommandKey;
import huiwen.question.Commands;
import huiwen.question.Journal;
import huiwen.question.Question;
import huiwen.question.Seen;
import huiwen.question.State;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A desk that goes home before the fair ends: nothing new comes to it, and what waits there goes on to another desk, or is promised
 * for later; each asker is told. What a colleague has in hand stays hers.
 */
public final class PackingUpRoutes implements Routes {

  private static final Set<State> SENT_ON = Set.of(State.WAITING, State.CLAIMED, State.ASKED_BACK);

  private final Fairs fairs;
  private final Departments departments;
  private final Callers callers;
  private final Journal journal;
  private final Commands commands;

  public PackingUpRoutes(Fairs fairs, Departments departments, Callers callers, Journal journal, Bus bus) {
    this.fairs = fairs;
    this.departments = departments;
    this.callers = callers;
    this.journal = journal;
    this.commands = new Commands(bus);
  }

  @Override
  public void mount(Api api) {
    api.on("packUp", this::packUp);
  }

  /** What becomes of each question. */
  private interface Next {
    Command of(Question question);
  }

  private Future<Reply> packUp(RoutingContext ctx) {
    String department = ctx.pathParam("department");
    JsonObject body = ctx.body().asJsonObject();
    return callers.volunteer(ctx).compose(caller -> fairs.byCode(ctx.pathParam("fair")).compose(fair -> {
      if (!caller.servesDesk(fair.code(), department)) {
        return Future.failedFuture(Problem.forbidden());
      }
      if (department.equals(Departments.TRIAGE) || departments.get(department) == null) {
        return Future.failedFuture(Problem.notFound()); // somebody has to know where to
      }
      Next next = next(body, caller, fair, department);
      return fairs.change(fair.code(), now -> now.with(now.plan(),
              now.present().stream().filter(code -> !code.equals(department)).toList(), now.villages()))
          .compose(left -> sendOn(fair.id(), department, next, new Sent(Commands.key(ctx), new ArrayList<>(), new ArrayList<>())));
    })).map(sent -> Reply.ok(new JsonObject().put("moved", sent.moved.size()).put("left", new JsonArray(sent.left))));
  }

  /** @throws Problem where it says where to, or until when, and there is no such place or day */
  private Next next(JsonObject body, Caller by, Fair fair, String department) {
    String name = departments.name(department);
    String said = Api.filled(body, "text");
    if (body.getString("due") != null) {
      String due = Api.day(body.getString("due"), "due");
      String words = said == null ? name + "的服务台先收了，会后接着办。" : said.strip();
      return question -> new Command.Promise(by, fair.id(), question.id(), body.getString("owner", name), due, words);
    }
    String to = body.getString("to") == null ? nearest(fair, department) : body.getString("to");
    if (to.equals(department) || !fair.hasDesk(to)) {
      throw Problem.invalid("to", "field.department");
    }
    String reason = said == null ? name + "的服务台先收了。" : said.strip();
    return question -> new Command.Transfer(by, fair.id(), question.id(), to, departments.ticketName(to), departments.isSensitive(to), reason, true);
  }

  private String nearest(Fair fair, String department) {
    return departments.get(department).nearestOf(fair.present()).orElse(Departments.TRIAGE);
  }

  /** @param key under which the whole was sent, or null @param moved numbers of those that went on */
  private record Sent(CommandKey key, List<String> moved, List<JsonObject> left) {

    /** Of its own for each question, so that who sends it again moves nothing twice. */
    CommandKey keyOf(Question question) {
      return key == null ? null : key.further(question.id());
    }
  }

  /** As many as are read at once, then what is left of them, until none goes any more. */
  private Future<Sent> sendOn(int fairId, String department, Next next, Sent sent) {
    return journal.atDesk(fairId, department, null).compose(seen -> {
      List<Question> there = seen.stream().map(Seen::question)
          .filter(question -> SENT_ON.contains(question.state()) && !question.isPart()).toList();
      int before = sent.moved.size();
      sent.left.clear();
      Future<?> done = Future.succeededFuture();
      for (Question question : there) {
        done = done.compose(earlier -> sendOn(question, next, sent));
      }
      return done.compose(all -> sent.moved.size() == before || there.size() < Journal.MOST_AT_DESK
          ? Future.succeededFuture(sent) : sendOn(fairId, department, next, sent));
    });
  }

  private Future<?> sendOn(Question question, Next next, Sent sent) {
    return commands.submit(next.of(question), sent.keyOf(question)).onSuccess(moved -> sent.moved.add(question.id()))
        .mapEmpty().recover(failure -> {
          if (!Problem.isRefusal(failure)) {
            return Future.failedFuture(failure);
          }
          sent.left.add(new JsonObject().put("id", question.id()).put("ticket", question.asked().ticket())
              .put("claimedBy", question.claim() == null ? null : question.claim().name()));
          return Future.succeededFuture();
        });
  }
}
