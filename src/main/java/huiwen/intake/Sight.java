package huiwen.intake;

import huiwen.access.Caller;
import huiwen.access.Callers;
import huiwen.bus.Bus;
import huiwen.question.Command;
import huiwen.question.Commands;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;

/**
 * That an answer stands before its asker's eyes, where a page is rendered with it: as good as her page's word for it, and all there is
 * where no script runs. It is told beside the page, which waits for nothing.
 */
final class Sight {

  private final Commands commands;
  private final Callers callers;

  Sight(Bus bus, Callers callers) {
    this.commands = new Commands(bus);
    this.callers = callers;
  }

  /**
   * Tells of the answers on a page that is sent now.
   *
   * @param owner whose questions they are
   * @param questions as she is shown them; of others' nothing is told
   */
  void shows(RoutingContext ctx, int fairId, Caller owner, Collection<JsonObject> questions) {
    if (!isLookedAt(ctx.request())) {
      return;
    }
    questions.stream().filter(Sight::isUnseen).forEach(question -> callers.staffOrNull(ctx.request())
        .onSuccess(staff -> {
          if (staff == null) { // who works here looks for somebody else
            commands.submit(new Command.See(owner, fairId, question.getString("id")));
          }
        }));
  }

  private static boolean isUnseen(JsonObject question) {
    JsonObject answer = question.getJsonObject("answer");
    return question.getBoolean("mine", false) && answer != null && !answer.getBoolean("seen", false);
  }

  /** A browser may fetch what nobody has opened yet. */
  private static boolean isLookedAt(HttpServerRequest request) {
    return request.method() == HttpMethod.GET
        && request.getHeader("Sec-Purpose") == null && request.getHeader("Purpose") == null;
  }
}
