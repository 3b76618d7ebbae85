package huiwen.http;

import huiwen.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One event loop's share of the web: all features' routes, on the one port. Deployed once per core. */
public final class HttpVerticle extends VerticleBase {

  /** Bytes of a WebSocket frame, and of a message, that a client may send. */
  public static final int FRAME_LIMIT = 16 * 1024;
  private static final int IDLE_SECONDS = 75;

  private final Settings settings;
  private final Contract contract;
  private final Supplier<List<Routes>> features;
  private final Assets assets;
  private List<Routes> mounted = List.of();
  private HttpServer server;

  private HttpVerticle(Settings settings, Contract contract, Assets assets,
      Supplier<List<Routes>> features) {
    this.settings = settings;
    this.contract = contract;
    this.assets = assets;
    this.features = features;
  }

  /**
   * Makes the verticles: one for each event loop, with the files of the pages held once for all.
   *
   * @param features makes the routes anew for each event loop
   */
  public static Supplier<HttpVerticle> factory(Vertx vertx, Settings settings, Contract contract,
      Supplier<List<Routes>> features) {
    var assets = new Assets(vertx);
    return () -> new HttpVerticle(settings, contract, assets, features);
  }

  @Override
  public Future<?> start() {
    server = vertx.createHttpServer(options());
    return server.requestHandler(router()).listen();
  }

  @Override
  public Future<?> stop() {
    mounted.forEach(Routes::close);
    return server.close();
  }

  /** The port that is really bound. */
  public int port() {
    return server.actualPort();
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(settings.host())
        // all instances share one free port when it is -1; with 0 each would take its own
        .setPort(settings.port() == 0 ? -1 : settings.port())
        .setAcceptBacklog(4096)
        .setMaxWebSocketFrameSize(FRAME_LIMIT)
        .setMaxWebSocketMessageSize(FRAME_LIMIT)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        // a phone answers our pings, so silence means that it is gone
        .setReadIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.route().handler(new SecurityHeaders());
    router.route().handler(new Origins(settings.publicUrl()));
    router.route().failureHandler(new ProblemHandler());

    Api api = new Api(router, contract);
    mounted = features.get();
    mounted.forEach(routes -> routes.mount(api));
    api.mustServeAll();

    router.route("/api/*").handler(ctx -> ctx.fail(404));
    Pages.mount(router, assets);
    return router;
  }
}
