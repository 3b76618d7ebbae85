package huiwen.http;

import huiwen.log.RequestId;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.regex.Pattern;

/** The headers of every answer: those by which a browser runs nothing but the hub's own files, and the name of its request. */
final class SecurityHeaders implements Handler<RoutingContext> {

  /** Pages on which somebody speaks or takes pictures, and sees them before they are sent. */
  private static final Pattern RECORDING = Pattern.compile("/f/[^/]+(/questions.*)?|/desk");

  private final String contentSecurityPolicy;
  private final String whereSomebodySpeaks;
  private final Proxies proxies;

  /** @param inlined the hashes of the style sheets that stand in pages */
  SecurityHeaders(Set<String> inlined, Proxies proxies) {
    this.proxies = proxies;
    contentSecurityPolicy = policy(inlined, "");
    whereSomebodySpeaks = policy(inlined, " blob:");
  }

  /** @param made from where else pictures and sounds may come than from the hub */
  private static String policy(Set<String> inlined, String made) {
    return String.join("; ",
        "default-src 'self'",
        "script-src 'self'",
        ("style-src 'self' " + String.join(" ", inlined)).strip(),
        "img-src 'self' data:" + made,
        "media-src 'self'" + made,
        "connect-src 'self' ws: wss:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'");
  }

  @Override
  public void handle(RoutingContext ctx) {
    boolean isSpokenOn = RECORDING.matcher(ctx.request().path() == null ? "" : ctx.request().path()).matches();
    var headers = ctx.response().headers()
        .set("Content-Security-Policy", isSpokenOn ? whereSomebodySpeaks : contentSecurityPolicy)
        .set("X-Content-Type-Options", "nosniff")
        // with no-referrer a form says that it comes from nowhere
        .set("Referrer-Policy", "same-origin")
        .set("Permissions-Policy", "camera=(), microphone=" + (isSpokenOn ? "(self)" : "()") + ", geolocation=()")
        .set(RequestId.HEADER, RequestId.next());
    if (proxies.isSecure(ctx.request())) {
      headers.set("Cross-Origin-Opener-Policy", "same-origin"); // by plain http it is an error on the console
    }
    ctx.next();
  }
}
