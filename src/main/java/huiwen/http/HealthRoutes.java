package huiwen.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import java.util.function.Supplier;

/** {@code /healthz}: the process lives. {@code /readyz}: it can commit. */
public final class HealthRoutes implements Routes {

  private static final long WITHIN_MILLIS = 3_000;

  private final Vertx vertx;
  private final Supplier<Future<?>> canCommit;

  /** @param canCommit fails where the database does not commit */
  public HealthRoutes(Vertx vertx, Supplier<Future<?>> canCommit) {
    this.vertx = vertx;
    this.canCommit = canCommit;
  }

  @Override
  public void mount(Api api) {
    var ready = HealthChecks.create(vertx)
        .register("database", WITHIN_MILLIS, promise -> canCommit.get().onComplete(done ->
            promise.complete(done.succeeded() ? Status.OK() : Status.KO())));
    api.router().get("/healthz").handler(HealthCheckHandler.createWithHealthChecks(HealthChecks.create(vertx)));
    api.router().get("/readyz").handler(HealthCheckHandler.createWithHealthChecks(ready));
  }
}
