package huiwen.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
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
      "/openapi", "/openapi.html");

  private Pages() {
  }

  static void mount(Router router) {
    PAGES.forEach((path, file) -> page(router, path).handler(ctx -> ctx.reroute(ctx.request().method(), file)));
    router.get("/openapi.yaml").handler(Pages::sendContract);
    libraries().forEach((name, folder) ->
        page(router, "/lib/" + name + "/*").handler(Pages::revalidate).handler(files(folder.toString())));
    page(router, "/*").handler(Pages::revalidate).handler(files("webroot"));
  }

  private static Route page(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  /** No file's address carries a fingerprint, so a browser asks each time and mostly hears 304. */
  private static void revalidate(RoutingContext ctx) {
    ctx.response().putHeader("Cache-Control", "no-cache");
    ctx.next();
  }

  private static StaticHandler files(String folder) {
    return StaticHandler.create(FileSystemAccess.RELATIVE, folder)
        .setIncludeHidden(false)
        .setDirectoryListing(false)
        .setCachingEnabled(true);
  }

  private static void sendContract(RoutingContext ctx) {
    ctx.response().putHeader("Content-Type", "application/yaml").putHeader("Cache-Control", "no-cache");
    ctx.response().sendFile("openapi.yaml").onFailure(ctx::fail);
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
