package huiwen.access;

import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Finds out who calls, from the cookies that the contract names. */
public final class Callers {

  static final String SESSION_COOKIE = "hub_session";
  private static final String ASKER_COOKIE = "hub_asker";
  private static final Duration ASKER_LASTS = Duration.ofDays(180);

  private final Sessions sessions;

  public Callers(Sessions sessions) {
    this.sessions = sessions;
  }

  /** The asker; a phone that calls for the first time is given its cookie. */
  public Caller asker(RoutingContext ctx) {
    String token = token(ctx.request(), ASKER_COOKIE);
    if (token == null) {
      token = Tokens.random();
      setCookie(ctx, ASKER_COOKIE, token, ASKER_LASTS);
    }
    return askerOf(token);
  }

  /** The asker of a request that cannot be given a cookie, such as a WebSocket; a nobody where it has none. */
  public Caller asker(HttpServerRequest request) {
    String token = token(request, ASKER_COOKIE);
    return askerOf(token == null ? Tokens.random() : token);
  }

  /** The number says who asked and is stored; only the token, which is not, lets somebody be that asker. */
  private static Caller askerOf(String token) {
    return Caller.asker(Tokens.hash(token).substring(0, 32));
  }

  /** The volunteer, translator, expert or organizer; fails with 401 where nobody is signed in. */
  public Future<Caller> staff(RoutingContext ctx) {
    return staffOrNull(ctx.request()).compose(caller -> caller == null
        ? Future.failedFuture(Problem.unauthenticated())
        : Future.succeededFuture(caller));
  }

  /** The organizer; fails with 401 where nobody is signed in, with 403 for anybody else. */
  public Future<Caller> organizer(RoutingContext ctx) {
    return staff(ctx).compose(caller -> caller.isOrganizer()
        ? Future.succeededFuture(caller)
        : Future.failedFuture(Problem.forbidden()));
  }

  /** Whoever is signed in, or null. */
  public Future<Caller> staffOrNull(HttpServerRequest request) {
    return staffOrNull(sessionToken(request));
  }

  /** Whoever this session token, which may be null, belongs to, or null. */
  public Future<Caller> staffOrNull(String sessionToken) {
    return sessionToken == null ? Future.succeededFuture() : sessions.find(sessionToken);
  }

  /** The session token that the request carries, or null. */
  public String sessionToken(HttpServerRequest request) {
    return token(request, SESSION_COOKIE);
  }

  static String token(HttpServerRequest request, String cookieName) {
    Cookie cookie = request.getCookie(cookieName);
    return cookie != null && Tokens.isToken(cookie.getValue()) ? cookie.getValue() : null;
  }

  static void setCookie(RoutingContext ctx, String name, String value, Duration lasts) {
    ctx.response().addCookie(Cookie.cookie(name, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.LAX)
        .setSecure(ctx.request().isSSL())
        .setMaxAge(lasts.toSeconds()));
  }
}
