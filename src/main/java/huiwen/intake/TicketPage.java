package huiwen.intake;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.fair.FairViews;
import huiwen.fair.Fairs;
import huiwen.fair.ServiceItems;
import huiwen.http.Api;
import huiwen.http.Costs;
import huiwen.http.PageTexts;
import huiwen.http.ProblemHandler;
import huiwen.http.PublicAddress;
import huiwen.http.QrCodes;
import huiwen.http.Reply;
import huiwen.http.Templates;
import huiwen.http.Texts;
import huiwen.limits.Kind;
import huiwen.limits.Visitor;
import huiwen.problem.Problem;
import huiwen.question.Journal;
import huiwen.question.Seen;
import huiwen.question.Slips;
import huiwen.question.TicketVisitors;
import huiwen.question.Unsolved;
import huiwen.question.View;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A question by the code of its ticket, from any phone: as a call, and as a page. Who has come by the code may do what its asker
 * may. A code that is none is counted, and whoever tries many is told to wait.
 */
final class TicketPage {

  private static final String CODE = "code";

  private final Fairs fairs;
  private final FairViews views;
  private final Journal journal;
  private final TicketVisitors visitors;
  private final Slips slips;
  private final ServiceItems items;
  private final Callers callers;
  private final PublicAddress address;
  private final Sight sight;
  private final Unsolved unsolved;
  private Templates templates;
  private Costs costs;

  TicketPage(Fairs fairs, FairViews views, Journal journal, TicketVisitors visitors, Slips slips,
      ServiceItems items, Callers callers,
      PublicAddress address, Sight sight, Unsolved unsolved) {
    this.sight = sight;
    this.unsolved = unsolved;
    this.slips = slips;
    this.items = items;
    this.fairs = fairs;
    this.views = views;
    this.journal = journal;
    this.visitors = visitors;
    this.callers = callers;
    this.address = address;
  }

  void mount(Api api) {
    templates = api.templates();
    costs = api.costs();
    api.on("getTicket", ctx -> ticket(ctx).compose(this::withHistory).map(Reply::ok));
    api.page("/t", Kind.PAGE, this::lookUp);
    api.page("/t/:code", Kind.PAGE, ctx -> page(ctx, 200, null));
    api.page("/t/:code/qr.svg", Kind.PAGE, ctx -> Future.succeededFuture(
        Reply.ok("image/svg+xml", QrCodes.svg(address.at(ctx.request()) + "/t/" + code(ctx)))));
  }

  /** A form of the ticket's page that does what a call about its question does. */
  void form(Api api, String operationId, String path, Function<RoutingContext, Future<Reply>> service) {
    api.onForm(operationId, "/t/:code" + path, ctx -> ticket(ctx).compose(seen -> {
          ctx.pathParams().put("id", seen.question().id());
          return service.apply(ctx);
        }),
        (ctx, question) -> "/t/" + code(ctx),
        (ctx, problem) -> page(ctx, problem.type().status(), problem));
  }

  private static String code(RoutingContext ctx) {
    return ctx.pathParam(CODE).toLowerCase(Locale.ROOT);
  }

  /** Also where the code was typed in two halves, as it is printed. */
  private Future<Reply> lookUp(RoutingContext ctx) {
    String typed = ctx.queryParams().get(CODE);
    String code = typed == null ? "" : typed.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return Future.succeededFuture(code.isEmpty()
        ? Reply.page(200, templates.render("tickets.html", PageTexts.of(ctx), Map.of())) : Reply.seeOther("/t/" + code));
  }

  /** Whoever comes by a code is its asker from now on; a guess that was right costs nothing. */
  private Future<Seen> ticket(RoutingContext ctx) {
    Caller asker = callers.asker(ctx);
    Visitor visitor = callers.visitor(ctx);
    costs.admit(Kind.READ, visitor);
    costs.admit(Kind.TICKET, visitor);
    return journal.byCode(code(ctx)).onSuccess(seen -> costs.limiter().giveBack(Kind.TICKET, visitor, null))
        .compose(seen -> seen.question().isAskedBy(asker.id()) ? Future.succeededFuture(seen)
            : visitors.add(asker.id(), seen.question().id()).map(seen));
  }

  private Future<JsonObject> withHistory(Seen seen) {
    return journal.withHistories(List.of(seen), View.OWNER).compose(unsolved::marked).map(only -> only.get(0));
  }

  private Future<Reply> page(RoutingContext ctx, int status, Problem refused) {
    return ticket(ctx).compose(seen -> withHistory(seen).onSuccess(question -> sight.shows(ctx, seen.question().asked().fairId(),
        Caller.asker(seen.question().person().asker()), List.of(question))).compose(question ->
        fairs.byCode(seen.question().fair()).compose(fair -> views.of(fair, ctx.request()))
            .compose(view -> items.onAnswers(List.of(question))
                .map(cards -> Reply.page(status, page(ctx, view, question, cards, refused))))))
        .recover(failure -> Problem.isNotFound(failure) ? untyped(ctx, failure) : Future.failedFuture(failure));
  }

  /** A slip that nobody has typed in yet is no guess. */
  private Future<Reply> untyped(RoutingContext ctx, Throwable failure) {
    return slips.fairOf(code(ctx)).compose(fairId -> {
      if (fairId == null) {
        return Future.failedFuture(failure);
      }
      costs.limiter().giveBack(Kind.TICKET, callers.visitor(ctx), null);
      return Future.succeededFuture(Reply.page(200, templates.render("untyped.html", PageTexts.of(ctx), Map.of("code", code(ctx)))));
    });
  }

  private String page(RoutingContext ctx, JsonObject known, JsonObject question, JsonObject cards, Problem refused) {
    PageTexts texts = PageTexts.of(ctx);
    JsonObject view = FairViews.named(known, texts.language());
    var values = new HashMap<String, Object>();
    values.put("fair", view);
    values.put("desks", FairViews.byCode(view));
    values.put("told", Told.of(known, List.of(question)));
    values.put("question", question);
    values.put("items", cards);
    values.put("url", address.at(ctx.request()) + "/t/" + code(ctx));
    values.put("whyNot", AskPage.whyNot(view, texts));
    values.put("type", AskPage.type(ctx));
    values.put("refused", refused == null ? null : Map.of("about", question.getString("id"),
        "text", Api.body(ctx).getString("text", ""), "problem", ProblemHandler.words(refused, Texts.accepting(texts.language()))));
    return templates.render("ticket.html", texts, values);
  }
}
