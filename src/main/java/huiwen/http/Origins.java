package huiwen.http;

import huiwen.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses cross-site requests, which a foreign page sends in the name of somebody who is signed in here: those that
 * change something, and WebSockets, whose {@code Origin} is not the hub's own. A client that is no browser sends no
 * {@code Origin}, and is let in.
 */
public final class Origins implements Handler<RoutingContext> {

  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final Logger log = LoggerFactory.getLogger(Origins.class);
  private static final AtomicBoolean LOGGED = new AtomicBoolean();

  private final String publicOrigin;
  private final Proxies proxies;

  /** @param publicUrl the hub's address as phones see it, or empty */
  public Origins(String publicUrl, Proxies proxies) {
    this.proxies = proxies;
    this.publicOrigin = publicUrl.replaceFirst("^(https?://[^/]+).*$", "$1").toLowerCase(Locale.ROOT);
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (!SAFE.contains(ctx.request().method()) && isForeign(ctx.request())) {
      throw Problem.of(Problem.Type.FORBIDDEN, "forbidden.origin");
    }
    ctx.next();
  }

  /** Whether the request names an origin that is not the address by which it has reached the hub. */
  public boolean isForeign(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return false;
    }
    origin = origin.toLowerCase(Locale.ROOT);
    String own = proxies.origin(request);
    boolean foreign = !origin.equals(own) && (publicOrigin.isEmpty() || !origin.equals(publicOrigin));
    if (foreign && LOGGED.compareAndSet(false, true)) {
      log.warn("a request of the page {} was refused (said once): the hub knows itself as {}{}. Behind a proxy set HUB_PUBLIC_URL, or"
          + " HUB_TRUSTED_PROXIES to its address", origin, own, publicOrigin.isEmpty() ? "" : " and " + publicOrigin);
    }
    return foreign;
  }
}
