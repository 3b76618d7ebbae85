package huiwen.intake;

import huiwen.fair.Departments;
import huiwen.http.Api;
import huiwen.question.Attention;
import huiwen.question.Command;
import huiwen.question.Commands;
import huiwen.question.Journal;
import huiwen.screening.Screening;
import huiwen.text.Reading;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What somebody says of whether a question is solved, as a command: her reason is read as any of her words. */
public final class SolvedAnswers {

  private final Journal journal;
  private final Departments departments;
  private final Screening screening;

  public SolvedAnswers(Journal journal, Departments departments, Screening screening) {
    this.journal = journal;
    this.departments = departments;
    this.screening = screening;
  }

  /** Of a request about the question {@code id}. Fails with 404 where there is none. */
  public Future<Commands.Maker> command(RoutingContext ctx) {
    JsonObject body = Api.body(ctx);
    boolean solved = body.getBoolean("solved");
    String said = body.getString("reason");
    String reason = said == null || said.isBlank() || solved ? null : said.strip();
    return journal.question(ctx.pathParam("id")).compose(seen -> {
      String owner = departments.name(seen.question().department());
      return reason == null ? Future.succeededFuture(maker(solved, null, owner, false, Attention.NONE))
          : screening.consider(Reading.of(reason)).map(found ->
              maker(solved, reason, owner, found.isPrivate(), new Attention(found.urgency(), found.concerns(false))));
    });
  }

  private static Commands.Maker maker(boolean solved, String reason, String owner, boolean sensitive, Attention found) {
    return (by, fair, id) -> new Command.Solve(by, fair, id, solved, reason, owner, sensitive, found);
  }
}
