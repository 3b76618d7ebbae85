package huiwen.access;

import huiwen.http.Proxies;
import huiwen.limits.Visitor;
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

  /** Where a request's context keeps the asker whose cookie it carried, or was given. */
  private static final String ASKER = "huiwen.asker";
  /** Where it keeps that the cookie came with the request. */
  private static final String CARRIED = "huiwen.asker.carried";

  private final Sessions sessions;
  private final AskerKey key;
  private final Proxies proxies;

  public Callers(Sessions sessions, AskerKey key, Proxies proxies) {
    this.proxies = proxies;
    this.sessions = sessions;
    this.key = key;
  }

  /**
   * Looks at the asker's cookie of a request.
   *
   * @return a token that is not signed, as all were before they were signed, to be looked up; null where there is none, or
   *     where the asker is known
   */
  String takeCookie(RoutingContext ctx) {
    Cookie cookie = ctx.request().getCookie(ASKER_COOKIE);
    if (cookie == null) {
      return null;
    }
    String token = key.token(cookie.getValue());
    if (token != null) {
      ctx.put(ASKER, askerOf(token)).put(CARRIED, true);
      return null;
    }
    return Tokens.isToken(cookie.getValue()) ? cookie.getValue() : null;
  }

  /** Gives whoever has this token a signed cookie: she stays who she is. */
  void signAnew(RoutingContext ctx, String token) {
    ctx.put(ASKER, askerOf(token)).put(CARRIED, true);
    setCookie(ctx, ASKER_COOKIE, key.cookie(token), ASKER_LASTS);
  }

  /** The asker; a phone that calls for the first time is given its cookie. */
  public Caller asker(RoutingContext ctx) {
    Caller asker = ctx.get(ASKER);
    if (asker == null) {
      String token = Tokens.random();
      asker = askerOf(token);
      ctx.put(ASKER, asker);
      setCookie(ctx, ASKER_COOKIE, key.cookie(token), ASKER_LASTS);
    }
    return asker;
  }

  /** The asker of a request that cannot be given a cookie, such as a WebSocket; a nobody where it has none. */
  public Caller askerOrNobody(RoutingContext ctx) {
    Caller asker = ctx.get(ASKER);
    return asker == null ? askerOf(Tokens.random()) : asker;
  }

  /** The network address of the phone. */
  public String address(RoutingContext ctx) {
    return proxies.address(ctx.request());
  }

  /** Who the request comes from, as far as that says what it may cost. */
  public Visitor visitor(RoutingContext ctx) {
    String address = address(ctx);
    String session = sessionToken(ctx.request());
    if (session != null) {
      return Visitor.of(address, session, true);
    }
    return Visitor.of(address, carriesCookie(ctx) ? asker(ctx).id() : null, false);
  }

  /** Whether the request came with an asker's cookie that this hub has given: then the phone keeps cookies. */
  public boolean carriesCookie(RoutingContext ctx) {
    return ctx.get(CARRIED, false);
  }

  private static Caller askerOf(String token) {
    return Caller.asker(identity(token));
  }

  /** What says who asked, and is stored; only the token, which is not, lets somebody be that asker. */
  static String identity(String token) {
    return Tokens.hash(token).substring(0, 32);
  }

  /** The volunteer, translator, expert or organizer; fails with 401 where nobody is signed in. */
  public Future<Caller> staff(RoutingContext ctx) {
    return staffOrNull(ctx.request()).compose(caller -> caller == null
        ? Future.failedFuture(Problem.unauthenticated())
        : Future.succeededFuture(caller));
  }

  /** A volunteer or the organizer; fails with 401 where nobody is signed in, with 403 for anybody else. */
  public Future<Caller> volunteer(RoutingContext ctx) {
    return staff(ctx).compose(caller -> caller.isOrganizer() || caller.role() == Role.VOLUNTEER
        ? Future.succeededFuture(caller)
        : Future.failedFuture(Problem.forbidden()));
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

  /** Whoever is signed in is looked up anew: some session has ended or changed. */
  public void dropCopies() {
    sessions.dropCopies();
  }

  /** The session token that the request carries, or null. */
  public String sessionToken(HttpServerRequest request) {
    return token(request, SESSION_COOKIE);
  }

  static String token(HttpServerRequest request, String cookieName) {
    Cookie cookie = request.getCookie(cookieName);
    return cookie != null && Tokens.isToken(cookie.getValue()) ? cookie.getValue() : null;
  }

  void setCookie(RoutingContext ctx, String name, String value, Duration lasts) {
    ctx.response().addCookie(Cookie.cookie(name, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.LAX)
        .setSecure(proxies.isSecure(ctx.request()))
        .setMaxAge(lasts.toSeconds()));
  }
}
