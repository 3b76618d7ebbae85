package huiwen.desk;

import huiwen.question.Question;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes each call to a booth on to a webhook, which may speak it where a whole village hears it: the ticket and the booth, nothing
 * of who is called or why. Once, at once: a call that comes later calls nobody.
 */
public final class Loudspeaker {

  private static final Logger log = LoggerFactory.getLogger(Loudspeaker.class);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
  private static final int FIRST_REDIRECT = 300;

  private final String webhook;
  private final HttpClient client;

  /** @param webhook its address; empty = there is none */
  public Loudspeaker(Vertx vertx, String webhook) {
    this.webhook = webhook;
    this.client = webhook.isEmpty() ? null
        : vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) ANSWERS_WITHIN.toMillis()));
  }

  /** Nobody waits for it: the wall and her own page call her as well. */
  void say(Question question, String booth) {
    if (client == null || booth == null) {
      return;
    }
    String ticket = question.ticket();
    var call = new JsonObject().put("ticket", ticket).put("booth", booth).put("text", "请 %s 号，到 %s".formatted(ticket, booth));
    client.request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(webhook))
        .compose(request -> request.putHeader("Content-Type", "application/json").send(call.toBuffer()))
        .compose(response -> response.statusCode() < FIRST_REDIRECT ? response.end()
            : Future.failedFuture("status " + response.statusCode()))
        .timeout(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failure -> log.warn("the loudspeaker's webhook did not take a call: {}", failure.toString()));
  }
}
