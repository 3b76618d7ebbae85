package huiwen.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import java.time.Duration;
import java.util.function.Supplier;

/** {@code /healthz}: the process lives. {@code /readyz}: it can commit. */
public final class HealthRoutes implements Routes {

  private static final long WITHIN_MILLIS = 3_000;

  /** However often it is asked, it is looked at so often. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Supplier<Future<?>> canCommit;
  private Future<?> newest;
  private long lookedAt;

  /** @param canCommit fails where the database does not commit */
  public HealthRoutes(Vertx vertx, Supplier<Future<?>> canCommit) {
    this.vertx = vertx;
    this.canCommit = canCommit;
  }

  @Override
  public void mount(Api api) {
    var ready = HealthChecks.create(vertx)
        .register("database", WITHIN_MILLIS, promise -> look().onComplete(done ->
            promise.tryComplete(done.succeeded() ? Status.OK() : Status.KO()))); // it may be too late by then
    api.router().get("/healthz").handler(HealthCheckHandler.createWithHealthChecks(HealthChecks.create(vertx)));
    api.router().get("/readyz").handler(HealthCheckHandler.createWithHealthChecks(ready));
  }

  private Future<?> look() {
    long now = System.nanoTime();
    if (newest == null || newest.isComplete() && now - lookedAt > BETWEEN_LOOKS.toNanos()) {
      lookedAt = now;
      newest = canCommit.get();
    }
    return newest;
  }
}
