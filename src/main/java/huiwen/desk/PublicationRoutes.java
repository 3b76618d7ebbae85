package huiwen.desk;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.http.Api;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.problem.Problem;
import huiwen.question.Answer;
import huiwen.question.Journal;
import huiwen.question.Publishing;
import huiwen.question.Question;
import huiwen.question.Seen;
import huiwen.screening.Screening;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.stream.Stream;

/** What a volunteer looks at before she shows a private question to everybody: the words as they would stand there. */
public final class PublicationRoutes implements Routes {

  private final Journal journal;
  private final Callers callers;
  private final Screening screening;

  public PublicationRoutes(Journal journal, Callers callers, Screening screening) {
    this.journal = journal;
    this.callers = callers;
    this.screening = screening;
  }

  @Override
  public void mount(Api api) {
    api.on("lookAtPublication", this::look);
  }

  private Future<Reply> look(RoutingContext ctx) {
    return callers.staff(ctx).compose(caller -> journal.question(ctx.pathParam("id")).map(seen -> Reply.ok(seen(seen, caller))));
  }

  /** @throws Problem why it may not be shown to everybody, or not by her */
  private JsonObject seen(Seen seen, Caller caller) {
    return new JsonObject()
        .put("question", Publishing.asEverybodySees(seen, caller))
        .put("concerns", concerns(seen.question()));
  }

  /** What somebody should look at twice: numbers are masked, while names stand where they were typed. */
  private JsonArray concerns(Question question) {
    Answer answer = question.answer();
    Stream<String> ofAnswer = answer == null ? Stream.empty() : screening.reasons(answer.text()).stream();
    return new JsonArray(Stream.concat(screening.reasons(question.asked().text()).stream(), ofAnswer).distinct().toList());
  }
}
