package huiwen.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** What a request says, in a form that is the same however its JSON was written. */
public final class Idempotency {

  /** The header under which a caller sends the same request again. */
  public static final String HEADER = "Idempotency-Key";

  private Idempotency() {
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
