package huiwen.desk;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.fair.Fair;
import huiwen.fair.Fairs;
import huiwen.fair.Words;
import huiwen.http.Api;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.problem.Problem;
import huiwen.question.CommandKey;
import huiwen.question.Commands;
import huiwen.screening.Screening;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** A word to all who wait: said by a desk to those who wait there, by an organizer to those of any desk, or to all. */
public final class WordRoutes implements Routes {

  private static final int USUAL_MINUTES = 60;

  private final Fairs fairs;
  private final Callers callers;
  private final Words words;
  private final Screening screening;

  public WordRoutes(Fairs fairs, Callers callers, Words words, Screening screening) {
    this.fairs = fairs;
    this.callers = callers;
    this.words = words;
    this.screening = screening;
  }

  @Override
  public void mount(Api api) {
    api.on("sayWord", this::say);
    api.on("endWord", this::end);
  }

  private Future<Reply> say(RoutingContext ctx) {
    JsonObject body = ctx.body().asJsonObject();
    String text = body.getString("text").strip();
    CommandKey key = Commands.key(ctx);
    return speaker(ctx).compose(caller -> fairs.byCode(ctx.pathParam("fair")).compose(fair -> {
      String department = desk(caller, fair, body.getString("department"));
      mustBeFit(caller, text);
      return words.say(caller, fair, department, text, body.getInteger("minutes", USUAL_MINUTES),
          key == null ? null : key.value(), key == null ? null : key.bodyHash());
    })).map(word -> Reply.created(word.view()));
  }

  private Future<Reply> end(RoutingContext ctx) {
    return speaker(ctx).compose(caller -> fairs.byCode(ctx.pathParam("fair"))
        .compose(fair -> words.end(caller, fair, ctx.pathParam("word"))))
        .map(word -> Reply.ok(word.view()));
  }

  private Future<Caller> speaker(RoutingContext ctx) {
    return callers.volunteer(ctx).compose(caller -> caller.isOf(ctx.pathParam("fair"))
        ? Future.succeededFuture(caller) : Future.failedFuture(Problem.forbidden()));
  }

  /** At which desk it is said: a volunteer who serves one need not say which; null = everywhere, which is the organizers'. */
  private static String desk(Caller caller, Fair fair, String said) {
    String department = said == null && caller.departments().size() == 1 ? caller.departments().iterator().next() : said;
    if (department == null) {
      if (caller.isOrganizer()) {
        return null;
      }
      throw Problem.invalid("department", "field.required");
    }
    if (!fair.hasDesk(department)) {
      throw Problem.invalid("department", "field.department");
    }
    if (!caller.servesDesk(fair.code(), department)) {
      throw Problem.forbidden();
    }
    return department;
  }

  /** It stands on every phone and on the wall at once, with nobody who looks at it before: an organizer knows what she says. */
  private void mustBeFit(Caller caller, String text) {
    List<String> reasons = caller.isOrganizer() ? List.of() : screening.reasons(text);
    if (!reasons.isEmpty()) {
      throw Problem.invalid("text", "field.word", String.join("、", reasons));
    }
  }
}
