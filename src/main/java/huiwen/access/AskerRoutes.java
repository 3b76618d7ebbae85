package huiwen.access;

import huiwen.http.Api;
import huiwen.http.Costs;
import huiwen.http.Routes;
import huiwen.limits.Kind;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * Finds out, before anything else of a request, which asker it is from, so that whoever answers need not wait for it. To be
 * mounted before all other routes.
 */
public final class AskerRoutes implements Routes {

  private final Callers callers;
  private final Pool pool;
  private Costs costs;

  public AskerRoutes(Callers callers, Pool pool) {
    this.callers = callers;
    this.pool = pool;
  }

  @Override
  public void mount(Api api) {
    Router router = api.router();
    costs = api.costs();
    router.route("/api/*").handler(this::know);
    router.route("/live").handler(this::know);
    // f: her page at a fair, t: a ticket, a: an answer
    List.of("/f/*", "/t/*", "/a/*").forEach(pages -> router.route(pages).handler(this::know));
  }

  private void know(RoutingContext ctx) {
    String unsigned = callers.takeCookie(ctx);
    if (unsigned == null) {
      ctx.next();
      return;
    }
    costs.admit(ctx, Kind.READ);
    ctx.request().pause(); // the look-up takes a moment, and nobody reads the body yet
    askedBeforeCookiesWereSigned(Callers.identity(unsigned)).onComplete(found -> {
      if (found.failed()) {
        ctx.fail(found.cause()); // as nobody she would be given another cookie, and lose her questions
      } else {
        if (found.result()) {
          callers.signAnew(ctx, unsigned);
        }
        ctx.next();
      }
      ctx.request().resume();
    });
  }

  private Future<Boolean> askedBeforeCookiesWereSigned(String asker) {
    return pool.preparedQuery("SELECT FROM unsigned_asker WHERE asker = $1").execute(Tuple.of(asker))
        .map(rows -> rows.size() > 0);
  }
}
