package huiwen.intake;

import huiwen.fair.Fair;
import huiwen.fair.FairViews;
import huiwen.fair.Fairs;
import huiwen.fair.ServiceItems;
import huiwen.http.Api;
import huiwen.http.PageTexts;
import huiwen.http.PublicAddress;
import huiwen.http.QrCodes;
import huiwen.http.Reply;
import huiwen.limits.Kind;
import huiwen.problem.Problem;
import huiwen.question.Journal;
import huiwen.question.Question;
import huiwen.question.TicketCode;
import huiwen.question.View;
import huiwen.similar.Found;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/**
 * What was answered at a fair, for everybody to read and to search, page by page; and each answer as a page of its own, made to be
 * passed on and printed. Without any program.
 */
final class AnswersPage {

  private static final int PER_PAGE = 30;
  private static final int LAST_PAGE = 100;
  private static final int MOST_FOUND = 30;
  private static final int LONGEST_SEARCH = 200;

  private final Fairs fairs;
  private final FairViews views;
  private final Journal journal;
  private final Found found;
  private final ServiceItems items;
  private final PublicAddress address;
  private Api api;

  AnswersPage(Fairs fairs, FairViews views, Journal journal, Found found, ServiceItems items, PublicAddress address) {
    this.items = items;
    this.address = address;
    this.fairs = fairs;
    this.views = views;
    this.journal = journal;
    this.found = found;
  }

  void mount(Api mounted) {
    api = mounted;
    api.page("/f/:fair/answers", Kind.READ, this::show);
    api.page("/a/:id", Kind.READ, ctx -> published(ctx).compose(question -> one(ctx, question)));
    api.page("/a/:id/qr.svg", Kind.READ, ctx -> published(ctx).map(question ->
        Reply.ok("image/svg+xml", QrCodes.svg(urlOf(ctx, question)))));
  }

  /**
   * By its number, which lets nobody do anything. The code of its ticket leads here as well, but no page says so: whoever has that
   * may do what its asker may.
   */
  private Future<Question> published(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    return (id.length() == TicketCode.LENGTH ? journal.byCode(id.toLowerCase(Locale.ROOT)) : journal.question(id)).map(seen -> {
      if (!seen.question().isPublished()) {
        throw Problem.notFound();
      }
      return seen.question();
    });
  }

  private String urlOf(RoutingContext ctx, Question question) {
    return address.at(ctx.request()) + "/a/" + question.id();
  }

  private Future<Reply> one(RoutingContext ctx, Question question) {
    JsonObject shown = View.PUBLIC.of(question, 0);
    return fairs.byCode(question.fair()).compose(fair -> items.onAnswers(List.of(shown)).map(cards -> {
      PageTexts texts = PageTexts.of(ctx);
      JsonObject view = FairViews.named(views.lasting(fair, ctx.request()), texts.language());
      var values = new HashMap<String, Object>();
      values.put("fair", view);
      values.put("desks", FairViews.byCode(view));
      values.put("question", shown);
      values.put("items", cards);
      values.put("url", urlOf(ctx, question));
      return Reply.page(200, api.templates().render("answer.html", texts, values));
    }));
  }

  private Future<Reply> show(RoutingContext ctx) {
    String words = cut(ctx.queryParams().get("q"));
    return fairs.byCode(ctx.pathParam("fair")).compose(fair -> {
      String asked = ctx.queryParams().get("department");
      String department = asked != null && fair.hasDesk(asked) ? asked : null;
      int page = page(ctx.queryParams().get("page"));
      return (words.isEmpty() ? newest(fair, department, page) : searched(ctx, fair, words, department))
          .compose(questions -> items.onAnswers(questions)
              .map(cards -> Reply.page(200, page(ctx, fair, words, department, page, questions, cards))));
    });
  }

  private static String cut(String words) {
    String stripped = words == null ? "" : words.strip();
    return stripped.length() > LONGEST_SEARCH ? stripped.substring(0, LONGEST_SEARCH) : stripped;
  }

  private static int page(String asked) {
    return asked != null && asked.matches("[1-9]\\d{0,2}") ? Math.min(Integer.parseInt(asked), LAST_PAGE) : 1;
  }

  /** One more than is shown, by which is known whether there are more. */
  private Future<List<JsonObject>> newest(Fair fair, String department, int page) {
    return journal.published(fair.id(), department, (page - 1) * PER_PAGE, PER_PAGE + 1)
        .map(seen -> seen.stream().map(View.PUBLIC::of).toList());
  }

  private Future<List<JsonObject>> searched(RoutingContext ctx, Fair fair, String words, String department) {
    api.costs().admit(ctx, Kind.SEARCH);
    return found.answered(fair, words, null, MOST_FOUND).map(questions -> questions.stream().map(JsonObject.class::cast)
        .filter(question -> department == null || department.equals(question.getString("department"))).toList());
  }

  private String page(RoutingContext ctx, Fair fair, String words, String department, int page, List<JsonObject> questions,
      JsonObject cards) {
    PageTexts texts = PageTexts.of(ctx);
    JsonObject view = FairViews.named(views.lasting(fair, ctx.request()), texts.language());
    var values = new HashMap<String, Object>();
    values.put("fair", view);
    values.put("desks", FairViews.byCode(view));
    values.put("words", words);
    values.put("items", cards);
    values.put("department", department);
    values.put("questions", questions.subList(0, Math.min(PER_PAGE, questions.size())));
    values.put("page", page);
    values.put("hasMore", words.isEmpty() && questions.size() > PER_PAGE && page < LAST_PAGE);
    return api.templates().render("answers.html", texts, values);
  }
}
