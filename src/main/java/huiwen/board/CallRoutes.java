package huiwen.board;

import huiwen.access.Callers;
import huiwen.fair.Departments;
import huiwen.fair.Fairs;
import huiwen.http.Api;
import huiwen.http.PageTexts;
import huiwen.http.ProblemHandler;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.http.Templates;
import huiwen.http.Texts;
import huiwen.intake.SolvedAnswers;
import huiwen.limits.Kind;
import huiwen.problem.Problem;
import huiwen.question.Commands;
import huiwen.question.Question;
import huiwen.question.Unsolved;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * 真解决了吗: the list by which a village's cadre rings up whoever has no phone of her own kind, printed for an organizer, village by
 * village; what was heard is typed in on the same page.
 */
public final class CallRoutes implements Routes {

  private final Fairs fairs;
  private final Departments departments;
  private final Callers callers;
  private final Unsolved unsolved;
  private final SolvedAnswers solving;
  private final Commands commands;
  private Templates templates;

  public CallRoutes(Fairs fairs, Departments departments, Callers callers, Unsolved unsolved, SolvedAnswers solving, Commands commands) {
    this.fairs = fairs;
    this.departments = departments;
    this.callers = callers;
    this.unsolved = unsolved;
    this.solving = solving;
    this.commands = commands;
  }

  @Override
  public void mount(Api api) {
    templates = api.templates();
    api.page("/calls/:fair", Kind.READ, ctx -> page(ctx, 200, null));
    api.onForm("solve", "/calls/:fair/:id", this::typedIn, (ctx, done) -> "/calls/" + ctx.pathParam("fair"),
        (ctx, problem) -> page(ctx, problem.type().status(), problem));
  }

  private Future<Reply> typedIn(RoutingContext ctx) {
    return callers.organizer(ctx).compose(organizer -> fairs.byCode(ctx.pathParam("fair")).compose(fair ->
        solving.command(ctx).compose(maker ->
            commands.submit(maker.make(organizer, fair.id(), ctx.pathParam("id")), Commands.key(ctx)))))
        .map(committed -> Reply.ok(new JsonObject()));
  }

  private Future<Reply> page(RoutingContext ctx, int status, Problem refused) {
    return callers.organizer(ctx).compose(organizer -> fairs.byCode(ctx.pathParam("fair"))).compose(fair ->
        unsolved.calls(fair.id()).map(questions -> {
          var values = new HashMap<String, Object>();
          values.put("fair", fair.view());
          values.put("villages", byVillage(questions));
          values.put("problem", refused == null ? null : ProblemHandler.words(refused, Texts.accepting(PageTexts.usual().language())));
          return Reply.page(status, templates.render("calls.html", PageTexts.usual(), values));
        }));
  }

  /** Where none was named last. */
  private List<Map<String, Object>> byVillage(List<Question> questions) {
    var byVillage = new LinkedHashMap<String, List<JsonObject>>();
    for (Question question : questions) {
      String village = question.asked().village() == null ? "" : question.asked().village();
      byVillage.computeIfAbsent(village, first -> new ArrayList<>()).add(row(question));
    }
    return byVillage.entrySet().stream().map(village -> Map.<String, Object>of("name", village.getKey(), "calls", village.getValue())).toList();
  }

  /** The words of what is private are nobody's business in her village: the department alone says what it was. */
  private JsonObject row(Question question) {
    JsonObject row = new JsonObject()
        .put("id", question.id())
        .put("ticket", question.ticket())
        .put("name", question.person().name())
        .put("phone", question.person().phone())
        .put("department", departments.name(question.department()));
    return question.isPublic() && !question.isUrgent() ? row.put("text", question.asked().text()) : row;
  }
}
