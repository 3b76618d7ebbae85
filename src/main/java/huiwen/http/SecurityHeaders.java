package huiwen.http;

import huiwen.log.RequestId;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** The headers of every answer: those by which a browser runs nothing but the hub's own files, and the name of its request. */
final class SecurityHeaders implements Handler<RoutingContext> {

  private final String contentSecurityPolicy;
  private final Proxies proxies;

  /** @param inlined the hashes of the style sheets that stand in pages */
  SecurityHeaders(Set<String> inlined, Proxies proxies) {
    this.proxies = proxies;
    contentSecurityPolicy = String.join("; ",
        "default-src 'self'",
        "script-src 'self'",
        ("style-src 'self' " + String.join(" ", inlined)).strip(),
        "img-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'");
  }

  @Override
  public void handle(RoutingContext ctx) {
    var headers = ctx.response().headers()
        .set("Content-Security-Policy", contentSecurityPolicy)
        .set("X-Content-Type-Options", "nosniff")
        // with no-referrer a form says that it comes from nowhere
        .set("Referrer-Policy", "same-origin")
        .set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        .set(RequestId.HEADER, RequestId.next());
    if (proxies.isSecure(ctx.request())) {
      headers.set("Cross-Origin-Opener-Policy", "same-origin"); // by plain http it is an error on the console
    }
    ctx.next();
  }
}
