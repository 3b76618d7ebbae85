package huiwen.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;

/** What a request says, in a form that is the same however its JSON was written. */
public final class Idempotency {

  /** The header under which a caller sends the same request again. */
  public static final String HEADER = "Idempotency-Key";

  private static final String OF_FORM = "huiwen.key";
  /** As the document says of the header. */
  private static final String FORM_OF_A_KEY = "[A-Za-z0-9-]{8,64}";

  private Idempotency() {
  }

  /** The key of a request, or null where it has none. */
  public static String key(RoutingContext ctx) {
    String ofForm = ctx.get(OF_FORM);
    return ofForm == null ? ctx.request().getHeader(HEADER) : ofForm;
  }

  /** A form has no headers: its key stands among its fields. One that is none counts as none. */
  static void put(RoutingContext ctx, String key) {
    if (key.matches(FORM_OF_A_KEY)) {
      ctx.put(OF_FORM, key);
    }
  }

  /**
   * The path and the body with its fields in one order, and without those that say nothing.
   *
   * @param body or null
   */
  public static String canonical(String path, JsonObject body) {
    return path + ' ' + (body == null ? "" : sorted(body).encode());
  }

  private static JsonObject sorted(JsonObject object) {
    var fields = new TreeMap<String, Object>();
    for (Map.Entry<String, Object> field : object) {
      if (field.getValue() != null) {
        fields.put(field.getKey(), sorted(field.getValue()));
      }
    }
    return new JsonObject(fields);
  }

  private static Object sorted(Object value) {
    if (value instanceof JsonObject object) {
      return sorted(object);
    }
    if (value instanceof JsonArray array) {
      var items = new JsonArray();
      array.forEach(item -> items.add(item == null ? null : sorted(item)));
      return items;
    }
    return value;
  }
}
