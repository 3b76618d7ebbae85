package huiwen.http;

import huiwen.config.Settings;
import huiwen.config.SettingsException;
import huiwen.limits.Bounds;
import huiwen.limits.Refusals.Bound;
import huiwen.limits.Refusals.By;
import huiwen.problem.Problem;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's share of the web: all features' routes, on the one port. Deployed once per core. */
public final class HttpVerticle extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(HttpVerticle.class);

  /** The watch looks every few seconds. */
  private static final Duration LATER = Duration.ofSeconds(15);
  /** From here on a status is a refusal. */
  private static final int FIRST_REFUSAL = 400;
  private static final int LAST_REFUSAL = 599;

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(4);
  private static final Duration BETWEEN_LOOKS_AT_FILES = Duration.ofSeconds(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final Settings settings;
  private final Contract contract;
  private final Supplier<List<Routes>> features;
  private final Assets assets;
  private final Bundles bundles;
  private final Templates templates;
  private final Costs costs;
  private final Proxies proxies;
  private List<Routes> mounted = List.of();
  private HttpServer server;
  /** Whether the files of the certificate were no pair when they were looked at last. */
  private boolean renewing;
  private ConnectionWatch watch;

  private HttpVerticle(Settings settings, Contract contract, Assets assets, Bundles bundles, Templates templates, Costs costs,
      Proxies proxies, Supplier<List<Routes>> features) {
    this.settings = settings;
    this.contract = contract;
    this.assets = assets;
    this.bundles = bundles;
    this.templates = templates;
    this.costs = costs;
    this.proxies = proxies;
    this.features = features;
  }

  /**
   * Makes the verticles: one for each event loop, with the files of the pages held once for all.
   *
   * @param bundles the pages with their heads made ready
   * @param costs by what all of it is held to its bounds
   * @param proxies that are believed who they forward for
   * @param features makes the routes anew for each event loop
   */
  public static Supplier<HttpVerticle> factory(Vertx vertx, Settings settings, Contract contract, Bundles bundles, Costs costs,
      Proxies proxies, Supplier<List<Routes>> features) {
    var assets = new Assets(vertx);
    var templates = new Templates(bundles);
    return () -> new HttpVerticle(settings, contract, assets, bundles, templates, costs, proxies, features);
  }

  @Override
  public Future<?> start() {
    watch = new ConnectionWatch(vertx, costs.connections(), costs.refusals(), proxies);
    Router router = router();
    return options().compose(options -> {
      server = vertx.createHttpServer(options);
      return server.connectionHandler(watch::opened)
          .requestHandler(request -> {
            watch.begun(request);
            router.handle(request);
          })
          .invalidRequestHandler(this::refuse)
          .listen();
    }).recover(failure -> Future.failedFuture(isOfTheCertificate(failure)
        ? new SettingsException("tlsCertificate", "and tlsKey are no pair of PEM files: " + failure.getMessage()) : failure));
  }

  private boolean isOfTheCertificate(Throwable failure) {
    return settings.tls().isOn() && !(failure instanceof IOException) && !(failure instanceof SettingsException);
  }

  /** Renewed files are shown to whoever connects from then on. */
  private void lookAgainAt(Certificate certificate) {
    vertx.executeBlocking(certificate::renewed, false).onSuccess(renewed -> {
      renewed.ifPresent(options -> server.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(options), true)
          .onSuccess(updated -> log.info("the certificate was read again"))
          .onFailure(failure -> log.error("the renewed certificate is of no use, and the one before stays: {}", failure.toString())));
      if (certificate.isBeingRenewed() && !renewing) {
        log.warn("the files of the certificate are no pair now, and the one before is shown until they are");
      }
      renewing = certificate.isBeingRenewed();
    });
  }

  /** What is no HTTP, or too much of it, is told so as anything else is. */
  private void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    int status = cause instanceof TooLongHttpLineException ? 414 : cause instanceof TooLongHttpHeaderException ? 431 : 400;
    if (status != 400) {
      costs.refusals().count(status == 414 ? Bound.ADDRESS_LINE_BYTES : Bound.HEAD_BYTES, By.REQUEST);
    }
    ProblemHandler.send(request, ProblemHandler.problemOf(null, status));
    request.connection().close();
  }

  /** Who has asked is answered, for some seconds; then it is over. */
  @Override
  public Future<?> stop() {
    mounted.forEach(Routes::close);
    return untilAnswered(System.nanoTime() + ANSWERS_WITHIN.toNanos()).eventually(server::close);
  }

  private Future<?> untilAnswered(long end) {
    return watch.isAnswered() || System.nanoTime() > end ? Future.succeededFuture()
        : vertx.timer(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS).compose(later -> untilAnswered(end));
  }

  /** The port that is really bound. */
  public int port() {
    return server.actualPort();
  }

  private Future<HttpServerOptions> options() {
    if (!settings.tls().isOn()) {
      return Future.succeededFuture(plain());
    }
    return vertx.executeBlocking(() -> new Certificate(vertx, settings.tls()), false).map(certificate -> {
      vertx.setPeriodic(BETWEEN_LOOKS_AT_FILES.toMillis(), timer -> lookAgainAt(certificate));
      return plain().setSsl(true).setKeyCertOptions(certificate.options());
    });
  }

  private HttpServerOptions plain() {
    return new HttpServerOptions()
        .setHost(settings.host())
        // all instances share one free port when it is -1; with 0 each would take its own
        .setPort(settings.port() == 0 ? -1 : settings.port())
        .setAcceptBacklog(4096)
        // one connection is one request after the other: what it may cost is counted so
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(Bounds.ADDRESS_LINE_BYTES)
        .setMaxHeaderSize(Bounds.HEAD_BYTES)
        .setMaxWebSocketFrameSize(Bounds.FRAME_BYTES)
        .setMaxWebSocketMessageSize(Bounds.FRAME_BYTES)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        // a phone answers our pings, so silence means that it is gone; of what is no socket the watch sees it first, and counts it
        .setReadIdleTimeout((int) Bounds.IDLE.plus(LATER).toSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  private Router router() {
    Router router = Router.router(vertx);
    var problems = new ProblemHandler(costs.refusals(), templates);
    router.route().handler(new SecurityHeaders(bundles.inlined(), proxies));
    router.route().handler(HttpVerticle::check);
    router.route().handler(new Origins(settings.publicUrl(), proxies));
    router.route().failureHandler(problems);
    for (int status = FIRST_REFUSAL; status <= LAST_REFUSAL; status++) {
      int found = status;
      router.errorHandler(status, ctx -> problems.handle(ctx, found)); // what the router itself finds wrong
    }

    var allowed = new AllowedMethods(contract);
    Api api = new Api(router, contract, costs, templates);
    mounted = features.get();
    mounted.forEach(routes -> routes.mount(api));
    api.mustServeAll();

    router.route("/api/*").handler(allowed);
    Pages.mount(router, assets, bundles, costs, settings.undoSeconds());
    router.route().handler(allowed);
    return router;
  }

  /** Refuses what no feature could make sense of: for whom it is, what it expects, a query that cannot be read. */
  private static void check(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (request.headers().getAll("Host").size() > 1) {
      throw Problem.of(Problem.Type.MALFORMED, "host.detail");
    }
    String expected = request.getHeader("Expect");
    if (expected != null && !expected.equalsIgnoreCase("100-continue")) {
      throw Problem.of(Problem.Type.NOT_EXPECTED, "expect.detail");
    }
    try {
      ctx.queryParams();
    } catch (RuntimeException e) {
      throw Problem.of(Problem.Type.MALFORMED, "uri.malformed");
    }
    ctx.next();
  }
}
