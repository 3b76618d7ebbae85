package huiwen.http;

import huiwen.limits.Kind;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/** The pages, their files, the browser libraries out of their jars, and the contract with its reading page. */
final class Pages {

  private static final Map<String, String> PAGES = Map.of(
      "/", "/index.html",
      "/f/:fair", "/ask.html",
      "/desk", "/desk.html",
      "/board", "/board.html",
      "/screen/:fair", "/screen.html",
      "/openapi", "/openapi.html");

  private Pages() {
  }

  static void mount(Router router, Assets assets, Costs costs) {
    route(router, "/*").handler(ctx -> {
      costs.admit(ctx, Kind.PAGE);
      ctx.next();
    });
    PAGES.forEach((path, file) -> route(router, path).handler(ctx -> assets.send(ctx, "webroot", file)));
    route(router, "/openapi.yaml").handler(ctx -> assets.send(ctx, "", "/openapi.yaml"));
    libraries().forEach((name, folder) -> {
      String prefix = "/lib/" + name;
      route(router, prefix + "/*").handler(ctx ->
          assets.send(ctx, folder.toString(), ctx.normalizedPath().substring(prefix.length())));
    });
    route(router, "/*").handler(ctx -> assets.send(ctx, "webroot", ctx.normalizedPath()));
    router.route("/*").handler(ctx -> assets.refuseToChange(ctx, "webroot", ctx.normalizedPath()));
    route(router, "/*").handler(ctx -> sayThereIsNone(ctx, assets));
  }

  /** A person is told by a page what to do; a program, by a problem. */
  private static void sayThereIsNone(RoutingContext ctx, Assets assets) {
    String accepted = ctx.request().getHeader("Accept");
    boolean isPerson = accepted != null && accepted.contains("text/html") && !ctx.normalizedPath().startsWith("/api/");
    if (!isPerson) {
      ctx.fail(404);
      return;
    }
    ctx.response().setStatusCode(404);
    assets.send(ctx, "webroot", "/404.html");
  }

  private static Route route(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  private static Map<Object, Object> libraries() {
    try (InputStream file = Pages.class.getResourceAsStream("/huiwen/libraries.properties")) {
      var folders = new Properties();
      folders.load(file);
      return folders;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
