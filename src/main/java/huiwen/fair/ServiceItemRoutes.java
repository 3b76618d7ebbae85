package huiwen.fair;

import huiwen.http.Api;
import huiwen.http.Reply;
import huiwen.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The 四办 items, for everybody. */
public final class ServiceItemRoutes implements Routes {

  private final ServiceItems items;

  public ServiceItemRoutes(ServiceItems items) {
    this.items = items;
  }

  @Override
  public void mount(Api api) {
    api.on("findServiceItems", ctx -> found(ctx).map(found -> Reply.ok(new JsonObject().put("items", ServiceItems.views(found)))));
  }

  private Future<List<ServiceItem>> found(RoutingContext ctx) {
    String codes = ctx.queryParams().get("codes");
    String words = ctx.queryParams().get("q");
    return codes != null ? items.byCodes(List.of(codes.split(",")).stream().distinct().limit(ServiceItems.MOST_FOUND).toList())
        : items.find(words == null ? "" : words, ctx.queryParams().get("kind"), ctx.queryParams().get("department"));
  }
}
