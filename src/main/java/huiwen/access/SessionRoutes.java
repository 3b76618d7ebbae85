package huiwen.access;

import huiwen.http.Api;
import huiwen.http.Costs;
import huiwen.limits.Kind;
import huiwen.limits.Visitor;
import huiwen.problem.Problem;
import huiwen.http.Reply;
import huiwen.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Signing in and out. */
public final class SessionRoutes implements Routes {

  private final Sessions sessions;
  private final Passwords passwords;
  private final Callers callers;

  public SessionRoutes(Sessions sessions, Passwords passwords, Callers callers) {
    this.sessions = sessions;
    this.passwords = passwords;
    this.callers = callers;
  }

  @Override
  public void mount(Api api) {
    api.on("getSession", ctx -> callers.staff(ctx).map(caller -> Reply.ok(view(caller))));
    api.on("openSession", ctx -> open(ctx, api.costs()));
    api.on("closeSession", this::close);
  }

  private Future<Reply> open(RoutingContext ctx, Costs costs) {
    JsonObject body = ctx.body().asJsonObject();
    return signIn(ctx, costs, body).compose(token -> sessions.find(token).map(caller -> {
      if (caller == null) {
        throw Problem.of(Problem.Type.UNAUTHENTICATED, "unauthenticated.invite"); // it was renewed in this instant
      }
      callers.setCookie(ctx, Callers.SESSION_COOKIE, token, Sessions.LASTS);
      return Reply.ok(view(caller));
    }));
  }

  private Future<String> signIn(RoutingContext ctx, Costs costs, JsonObject body) {
    String invite = body.getString("invite");
    String password = body.getString("password");
    if (invite != null) {
      String name = name(body, "");
      return name.isEmpty()
          ? Future.failedFuture(Problem.invalid("name", "field.required"))
          : sessions.openByInvite(invite, name, callers.sessionToken(ctx.request()), body.getBoolean("replace", false));
    }
    if (password == null) {
      return Future.failedFuture(Problem.invalid("password", "field.required"));
    }
    Visitor guesser = callers.visitor(ctx);
    costs.admit(Kind.PASSWORD, guesser);
    return passwords.matches(guesser.address(), password).compose(right -> right
        ? sessions.openForOrganizer(name(body, "组织者"), callers.sessionToken(ctx.request()))
        : Future.failedFuture(Problem.of(Problem.Type.UNAUTHENTICATED, "unauthenticated.password")));
  }

  private static String name(JsonObject body, String otherwise) {
    String name = body.getString("name"); // may be there and null
    return name == null ? otherwise : name.strip();
  }

  private Future<Reply> close(RoutingContext ctx) {
    String token = callers.sessionToken(ctx.request());
    callers.setCookie(ctx, Callers.SESSION_COOKIE, "", Duration.ZERO);
    return token == null
        ? Future.succeededFuture(Reply.nothing())
        : sessions.close(token).map(closed -> Reply.nothing());
  }

  private static JsonObject view(Caller caller) {
    return new JsonObject()
        .put("id", caller.id())
        .put("role", caller.role().code())
        .put("name", caller.name())
        .put("fair", caller.fair())
        .put("departments", new JsonArray(caller.departments().stream().sorted().toList()));
  }
}
