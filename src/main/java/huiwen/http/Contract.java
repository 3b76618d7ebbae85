package huiwen.http;

import huiwen.config.SettingsReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The calls that the OpenAPI document describes, as far as a server needs them: where each is, and what it takes. */
public final class Contract {

  private static final String JSON = "application/json";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** Where a parameter of a call stands. */
  enum In {
    PATH, QUERY, HEADER
  }

  record Parameter(String name, In in, boolean required, Schema schema) {
  }

  /**
   * One call.
   *
   * @param path as the router writes it: {@code /api/fairs/:fair}
   * @param body of a JSON body, or null where the call takes none
   */
  record Operation(String id, HttpMethod method, String path, List<Parameter> parameters, Schema body,
      boolean bodyRequired) {
  }

  private final Map<String, Operation> operations = new LinkedHashMap<>();

  private Contract(JsonObject document) {
    document.getJsonObject("paths").forEach(path -> ((JsonObject) path.getValue()).forEach(call -> {
      if (!METHODS.contains(call.getKey())) {
        throw new IllegalArgumentException("the OpenAPI document has at " + path.getKey() + " what is not read: "
            + call.getKey());
      }
      Operation operation = operation(path.getKey(), call.getKey(), (JsonObject) call.getValue());
      operations.put(operation.id(), operation);
    }));
  }

  /** Reads {@code openapi.yaml}; fails where it says of a request what would not be checked. */
  public static Future<Contract> read(Vertx vertx) {
    return SettingsReader.readYaml(vertx, "openapi.yaml").map(Contract::new);
  }

  private static Operation operation(String path, String method, JsonObject described) {
    JsonObject body = described.getJsonObject("requestBody", new JsonObject());
    JsonObject json = body.getJsonObject("content", new JsonObject()).getJsonObject(JSON);
    return new Operation(described.getString("operationId"), HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
        path.replaceAll("\\{(\\w+)}", ":$1"),
        described.getJsonArray("parameters", new JsonArray()).stream()
            .map(parameter -> parameter((JsonObject) parameter)).toList(),
        json == null ? null : new Schema(json.getJsonObject("schema")), body.getBoolean("required", false));
  }

  private static Parameter parameter(JsonObject described) {
    return new Parameter(described.getString("name"), In.valueOf(described.getString("in").toUpperCase(Locale.ROOT)),
        described.getBoolean("required", false), new Schema(described.getJsonObject("schema")));
  }

  /** @throws IllegalArgumentException where the document has no call of this name */
  Operation operation(String id) {
    Operation operation = operations.get(id);
    if (operation == null) {
      throw new IllegalArgumentException("not in the OpenAPI document: " + id);
    }
    return operation;
  }

  /** The names of all calls. */
  Set<String> operationIds() {
    return Set.copyOf(operations.keySet());
  }
}
