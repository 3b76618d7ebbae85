package huiwen.intake;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.access.Role;
import huiwen.access.Sessions;
import huiwen.fair.Departments;
import huiwen.fair.Fair;
import huiwen.fair.FairViews;
import huiwen.fair.Fairs;
import huiwen.http.Api;
import huiwen.http.Idempotency;
import huiwen.http.PageTexts;
import huiwen.http.ProblemHandler;
import huiwen.http.PublicAddress;
import huiwen.http.QrCodes;
import huiwen.http.Reply;
import huiwen.http.Templates;
import huiwen.http.Texts;
import huiwen.limits.Kind;
import huiwen.problem.Problem;
import huiwen.question.Journal;
import huiwen.question.Slips;
import huiwen.question.View;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The kiosk's pages: where a volunteer asks for somebody, the slip that is printed then, and slips that are printed ahead. */
final class KioskPages {

  /** On a page; a printer's roll is not endless. */
  private static final int MOST_SLIPS = 100;

  private final Fairs fairs;
  private final FairViews views;
  private final Journal journal;
  private final Slips slips;
  private final Sessions sessions;
  private final Callers callers;
  private final PublicAddress address;
  private Templates templates;

  KioskPages(Fairs fairs, FairViews views, Journal journal, Slips slips, Sessions sessions, Callers callers, PublicAddress address) {
    this.fairs = fairs;
    this.views = views;
    this.journal = journal;
    this.slips = slips;
    this.sessions = sessions;
    this.callers = callers;
    this.address = address;
  }

  /** @param ask by which a form asks @param makeSlips by which another one has slips made */
  void mount(Api api, Function<RoutingContext, Future<Reply>> ask, Function<RoutingContext, Future<Reply>> makeSlips) {
    templates = api.templates();
    api.page("/kiosk/:fair", Kind.PAGE, ctx -> form(ctx, 200, null));
    api.onForm("askForOther", "/kiosk/:fair/questions", ask,
        (ctx, question) -> at(ctx) + "/tickets/" + question.getString("code"),
        (ctx, problem) -> form(ctx, problem.type().status(), problem));
    api.page("/kiosk/:fair/tickets/:code", Kind.PAGE, this::ticket);
    api.page("/kiosk/:fair/slips", Kind.PAGE, ctx -> slips(ctx, 200, null));
    api.onForm("makeSlips", "/kiosk/:fair/slips", makeSlips, (ctx, made) -> at(ctx) + "/slips?" + range(made.getJsonArray("slips")),
        (ctx, problem) -> slips(ctx, problem.type().status(), problem));
  }

  private static String at(RoutingContext ctx) {
    return "/kiosk/" + ctx.pathParam("fair");
  }

  private static String range(JsonArray slips) {
    return "from=" + slips.getJsonObject(0).getInteger("number")
        + "&to=" + slips.getJsonObject(slips.size() - 1).getInteger("number");
  }

  /** Her page, or where she is told how to come in. */
  private Future<Reply> form(RoutingContext ctx, int status, Problem refused) {
    return fairs.byCode(ctx.pathParam("fair")).compose(fair -> callers.staffOrNull(ctx.request()).compose(caller -> {
      if (caller == null || !caller.asksForOthers(fair.code())) {
        return Future.succeededFuture(Reply.page(status == 200 ? 200 : Problem.Type.UNAUTHENTICATED.status(),
            render("kiosk-door.html", ctx, fair, Map.of())));
      }
      JsonObject written = refused == null ? new JsonObject() : Api.body(ctx);
      var values = new HashMap<String, Object>();
      values.put("typist", caller.name());
      values.put("isOrganizer", caller.isOrganizer());
      values.put("written", written);
      values.put("key", refused != null && refused.type() == Problem.Type.UNAVAILABLE && Idempotency.key(ctx) != null
          ? Idempotency.key(ctx) : Templates.newKey());
      values.put("problem", refused == null ? null : words(refused));
      values.put("whyNot", AskPage.whyNot(fair.view(), PageTexts.usual()));
      return sessions.stay(caller).compose(stays -> pass(ctx, caller, fair)).map(pass -> {
        values.put("pass", pass);
        return Reply.page(status, render("kiosk.html", ctx, fair, values));
      });
    }));
  }

  /** By which others come in for the kiosk alone, as an organizer shows it. */
  private Future<String> pass(RoutingContext ctx, Caller caller, Fair fair) {
    return !caller.isOrganizer() ? Future.succeededFuture("")
        : sessions.invite(fair.id(), fair.code(), Departments.TRIAGE, Role.KIOSK)
            .map(invite -> address.at(ctx.request()) + "/kiosk/" + fair.code() + "#invite=" + invite);
  }

  /** What is printed when something was asked: only for who may ask. */
  private Future<Reply> ticket(RoutingContext ctx) {
    return staffOf(ctx).compose(fair -> journal.byCode(ctx.pathParam("code").toLowerCase(Locale.ROOT)).map(seen -> {
      if (!seen.question().fair().equals(fair.code())) {
        throw Problem.notFound();
      }
      return Reply.page(200, render("slip.html", ctx, fair, Map.of("question", View.OWNER.of(seen))));
    }));
  }

  private Future<Fair> staffOf(RoutingContext ctx) {
    return callers.staff(ctx).compose(caller -> fairs.byCode(ctx.pathParam("fair")).compose(fair ->
        caller.asksForOthers(fair.code()) ? Future.succeededFuture(fair) : Future.failedFuture(Problem.forbidden())));
  }

  private Future<Reply> slips(RoutingContext ctx, int status, Problem refused) {
    return callers.organizer(ctx).compose(organizer -> fairs.byCode(ctx.pathParam("fair"))).compose(fair -> {
      int from = number(ctx.queryParams().get("from"));
      int to = Math.min(number(ctx.queryParams().get("to")), from + MOST_SLIPS - 1);
      return (from == 0 ? Future.succeededFuture(List.<Slips.Slip>of()) : slips.open(fair.id(), from, to)).map(open -> {
        var values = new HashMap<String, Object>();
        values.put("slips", open.stream().map(slip -> Map.of("number", slip.number(), "code", slip.code())).toList());
        values.put("problem", refused == null ? null : words(refused));
        values.put("from", from);
        values.put("to", to);
        return Reply.page(status, render("slips.html", ctx, fair, values));
      });
    });
  }

  private static int number(String asked) {
    return asked != null && asked.matches("[1-9]\\d{0,6}") ? Integer.parseInt(asked) : 0;
  }

  /** Always in the staff's language. */
  private String render(String name, RoutingContext ctx, Fair fair, Map<String, Object> more) {
    var values = new HashMap<>(more);
    JsonObject view = views.lasting(fair, ctx.request());
    values.put("fair", view);
    values.put("hub", address.at(ctx.request()));
    values.put("paper", "80".equals(ctx.queryParams().get("paper")) ? "80" : "58");
    Object pass = values.get("pass");
    if (pass instanceof String url && !url.isEmpty()) {
      values.put("passQr", QrCodes.dataUri(url));
    }
    return templates.render(name, PageTexts.usual(), values);
  }

  private static String words(Problem problem) {
    return ProblemHandler.words(problem, Texts.accepting(PageTexts.usual().language()));
  }
}
