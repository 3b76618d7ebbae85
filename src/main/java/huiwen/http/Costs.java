package huiwen.http;

import huiwen.config.Settings;
import huiwen.limits.Bounds;
import huiwen.limits.Connections;
import huiwen.limits.Kind;
import huiwen.limits.Limiter;
import huiwen.limits.Refusals;
import huiwen.limits.Unread;
import huiwen.limits.Uploads;
import huiwen.limits.Visitor;
import huiwen.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * By what the web is held to its bounds; one for all event loops.
 *
 * @param visitors who a request comes from
 * @param files how many files may be taken in at once
 * @param uploads how much of pictures and sounds may come in at once
 * @param refusals counts what goes over a bound
 */
public record Costs(Limiter limiter, Connections connections, Unread unread,
    Function<RoutingContext, Visitor> visitors, Semaphore files, Uploads uploads, Refusals refusals) {

  /** As the bounds say. */
  public static Costs of(Settings.Limits settings, MeterRegistry metrics, Function<RoutingContext, Visitor> visitors) {
    long heap = Runtime.getRuntime().maxMemory();
    return new Costs(new Limiter(settings, metrics), new Connections(Connections.handles(), heap, settings.on(), metrics),
        new Unread(heap, metrics), visitors, new Semaphore(Bounds.FILES_AT_ONCE), new Uploads(heap),
        new Refusals(metrics));
  }

  /** Counts a request of this kind. @throws Problem too-many, where it may not come yet */
  public void admit(RoutingContext ctx, Kind kind) {
    admit(kind, visitors.apply(ctx));
  }

  /** The same for one whose visitor is known. */
  public void admit(Kind kind, Visitor visitor) {
    Problem tooMany = limiter.refuse(kind, visitor, null);
    if (tooMany != null) {
      throw tooMany;
    }
  }
}
