package huiwen.desk;

import huiwen.question.Question;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes each call to a booth on to a webhook, which may speak it where a whole village hears it: the ticket and the booth, nothing
 * of who is called or why. Once, at once: a call that comes later calls nobody.
 */
public final class Loudspeaker {

  private static final Logger log = LoggerFactory.getLogger(Loudspeaker.class);
  private final Webhook webhook;

  /** @param address of the webhook; empty = there is none */
  public Loudspeaker(Vertx vertx, String address) {
    this.webhook = new Webhook(vertx, address);
  }

  /** Nobody waits for it: the wall and her own page call her as well. */
  void say(Question question, String booth) {
    if (!webhook.isOn() || booth == null) {
      return;
    }
    String ticket = question.ticket();
    var call = new JsonObject().put("ticket", ticket).put("booth", booth).put("text", "请 %s 号，到 %s".formatted(ticket, booth));
    webhook.tell(call).onFailure(failure -> log.warn("the loudspeaker's webhook did not take a call: {}", failure.toString()));
  }
}
