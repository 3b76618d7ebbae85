package huiwen.desk;

import huiwen.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks somebody else, by a webhook, to send a text message to whoever has left a number and has not seen her answer: that there is
 * one, and where; nothing of what was asked or answered. Each answer once; where the webhook fails, some times more, later each time.
 */
public final class UnseenVerticle extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(UnseenVerticle.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final UnseenStore store;
  private final Settings.Unseen settings;
  private final Supplier<String> hub;
  private Webhook webhook;
  private boolean isLooking;

  /** @param hub its address, as phones reach it */
  public UnseenVerticle(Pool pool, Settings.Unseen settings, Supplier<String> hub) {
    this.store = new UnseenStore(pool);
    this.settings = settings;
    this.hub = hub;
  }

  @Override
  public Future<?> start() {
    webhook = new Webhook(vertx, settings.webhook());
    if (webhook.isOn()) {
      vertx.setPeriodic(BETWEEN_LOOKS.toMillis(), timer -> look());
    }
    return Future.succeededFuture();
  }

  /** Tells of those that are due. Never fails. */
  Future<Void> look() {
    if (isLooking) {
      return Future.succeededFuture();
    }
    isLooking = true;
    return store.take(Duration.ofMinutes(settings.minutes())).compose(this::tell)
        .onFailure(failure -> log.warn("whose answers were not seen is not known: {}", failure.toString()))
        .otherwiseEmpty().onComplete(done -> isLooking = false);
  }

  /** One after the other: who sends messages takes few at a time. */
  private Future<Void> tell(List<UnseenStore.Due> due) {
    Future<Void> told = Future.succeededFuture();
    for (UnseenStore.Due one : due) {
      told = told.compose(before -> tell(one));
    }
    return told;
  }

  /** What fails is tried again by a later look; nothing of the number is logged. */
  private Future<Void> tell(UnseenStore.Due due) {
    return send(due).compose(sent -> store.told(due))
        .onFailure(failure -> log.warn("the webhook did not take on a message: {}", failure.getClass().getSimpleName()))
        .otherwiseEmpty();
  }

  private Future<Void> send(UnseenStore.Due due) {
    var message = new JsonObject().put("id", due.id()).put("phone", due.phone())
        .put("text", "您在“%s”问的 %s 有答复了，请打开看：%s/t/%s".formatted(due.fair(), due.ticket(), hub.get(), due.code()));
    return webhook.tell(message);
  }
}
