package huiwen.http;

import huiwen.limits.Kind;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages that are the same for everybody, their files, and the contract with its reading page. */
final class Pages {

  private static final Map<String, String> PAGES = Map.of(
      "/desk", "desk.html",
      "/board", "board.html",
      "/screen/:fair", "screen.html",
      "/openapi", "openapi.html");
  private static final Pattern INVITE = Pattern.compile("invite(?:%[0-9A-Fa-f]{2}|[^%A-Za-z0-9_-]){0,3}([A-Za-z0-9_-]{32})");
  /** Where a page says for how long what was sent can be taken back. */
  private static final String UNDO_SECONDS = "data-undo-seconds=\"";
  private static final Pattern UNDO = Pattern.compile(UNDO_SECONDS + "\\d+");
  /** What pages name and no bundle holds. */
  private static final List<String> FILES = List.of("/icon.svg", "/sw.js", "/sounds/calls.mp3", "/sounds/calls.json");
  private static final String READING_PAGE = "swagger-ui";

  private Pages() {
  }

  /** @param undoSeconds for how long the desk's page lets what was sent be taken back */
  static void mount(Router router, Assets assets, Bundles bundles, Costs costs, int undoSeconds) {
    route(router, "/*").handler(ctx -> {
      costs.admit(ctx, Kind.PAGE);
      ctx.next();
    });
    PAGES.forEach((path, name) -> {
      String html = UNDO.matcher(bundles.page(name)).replaceAll(UNDO_SECONDS + undoSeconds);
      var page = Assets.Asset.of("text/html;charset=UTF-8", html.getBytes(StandardCharsets.UTF_8));
      route(router, path).handler(ctx -> Assets.send(ctx, page));
    });
    // what a messenger has made of the sign before the invite is no part of the path
    route(router, "/desk*").handler(ctx -> {
      Matcher invite = INVITE.matcher(ctx.request().path());
      if (invite.find()) {
        ctx.redirect("/desk#invite=" + invite.group(1));
      } else {
        ctx.next();
      }
    });
    route(router, Bundles.FOLDER + ":file").handler(ctx -> {
      Assets.Asset file = bundles.file(ctx.pathParam("file"));
      if (file == null) {
        ctx.next();
      } else {
        Assets.sendNamed(ctx, file);
      }
    });
    route(router, "/openapi.yaml").handler(ctx -> assets.send(ctx, "", "/openapi.yaml"));
    String prefix = "/lib/" + READING_PAGE;
    String folder = libraries().getProperty(READING_PAGE);
    route(router, prefix + "/*").handler(ctx -> assets.send(ctx, folder, ctx.normalizedPath().substring(prefix.length())));
    FILES.forEach(file -> route(router, file).handler(ctx -> assets.send(ctx, "webroot", file)));
  }

  private static Route route(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  /** Where the browser libraries lie on the class path, by their names. */
  static Properties libraries() {
    try (InputStream file = Pages.class.getResourceAsStream("/huiwen/libraries.properties")) {
      var folders = new Properties();
      folders.load(file);
      return folders;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
