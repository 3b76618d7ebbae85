package huiwen.desk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Somebody else's address that is told of something, as JSON; it answers with 2xx within ten seconds, or the telling has failed. */
final class Webhook {

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int REDIRECTS = 300;

  private final String address;
  private final HttpClient client;

  /** @param address empty = there is none */
  Webhook(Vertx vertx, String address) {
    this.address = address;
    this.client = address.isEmpty() ? null
        : vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) ANSWERS_WITHIN.toMillis()));
  }

  boolean isOn() {
    return client != null;
  }

  /** Only where it is on. */
  Future<Void> tell(JsonObject message) {
    return client.request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(address))
        .compose(request -> request.putHeader("Content-Type", "application/json").send(message.toBuffer()))
        .compose(response -> response.statusCode() >= OK && response.statusCode() < REDIRECTS ? response.end()
            : Future.failedFuture(new IllegalStateException("status " + response.statusCode())))
        .timeout(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }
}
