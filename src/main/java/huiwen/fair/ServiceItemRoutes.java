package huiwen.fair;

import huiwen.http.Api;
import huiwen.http.PageTexts;
import huiwen.http.Reply;
import huiwen.http.Routes;
import huiwen.http.Templates;
import huiwen.limits.Kind;
import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The 四办 items, for everybody. */
public final class ServiceItemRoutes implements Routes {

  /** An answer names ten at the most. */
  private static final int MOST_CARDS = 10;

  private final ServiceItems items;
  private Templates templates;

  public ServiceItemRoutes(ServiceItems items) {
    this.items = items;
  }

  @Override
  public void mount(Api api) {
    api.on("findServiceItems", ctx -> found(ctx).map(found -> Reply.ok(new JsonObject().put("items", ServiceItems.views(found)))));
    templates = api.templates();
    api.page("/cards", Kind.READ, this::cards);
  }

  /** The cards of one answer, for a page that is open already: what a page shows of them is drawn in one place. */
  private Future<Reply> cards(RoutingContext ctx) {
    String at = ctx.queryParams().get("at");
    List<String> codes = codes(ctx.queryParams().get("codes"), MOST_CARDS);
    if (at == null || !isTime(at) || codes.isEmpty()) {
      return Future.failedFuture(Problem.notFound());
    }
    return items.byCodes(codes).map(found -> Reply.page(200, templates.render("parts/cards.html", PageTexts.of(ctx),
        Map.of("items", ServiceItems.viewsByCode(found), "codes", codes, "at", at))));
  }

  private static boolean isTime(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static List<String> codes(String listed, int most) {
    return listed == null ? List.of() : Stream.of(listed.split(",")).filter(code -> !code.isEmpty()).distinct().limit(most).toList();
  }

  private Future<List<ServiceItem>> found(RoutingContext ctx) {
    String codes = ctx.queryParams().get("codes");
    String words = ctx.queryParams().get("q");
    return codes != null ? items.byCodes(codes(codes, ServiceItems.MOST_FOUND))
        : items.find(words == null ? "" : words, ctx.queryParams().get("kind"), ctx.queryParams().get("department"));
  }
}
