package huiwen.http;

import huiwen.config.SettingsReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The calls that the OpenAPI document describes, as far as a server needs them: where each is, and what it takes. */
public final class Contract {

  private static final String JSON = "application/json";
  private static final String PARAMETERS = "parameters";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  /** What the document may say of a call; who may make it is said for readers, and held against the hub by a test. */
  private static final Set<String> OF_A_CALL = Set.of("operationId", "tags", "summary", "description", "security",
      "x-roles", PARAMETERS, "requestBody", "responses");

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

  private final JsonObject document;
  private final Map<String, Operation> operations = new LinkedHashMap<>();

  private Contract(JsonObject document) {
    this.document = document;
    document.getJsonObject("paths").forEach(path -> {
      JsonObject calls = (JsonObject) path.getValue();
      calls.fieldNames().stream().filter(key -> !key.equals(PARAMETERS)).forEach(method -> {
        mustBeRead(Set.of(method), METHODS, path.getKey());
        Operation operation = operation(path.getKey(), method, calls);
        if (operations.put(operation.id(), operation) != null) {
          throw new IllegalArgumentException("the OpenAPI document has two calls named " + operation.id());
        }
      });
    });
  }

  /** Reads {@code openapi.yaml}; fails where it says of a request what would not be checked. */
  public static Future<Contract> read(Vertx vertx) {
    return SettingsReader.readYaml(vertx, "openapi.yaml").map(Contract::new);
  }

  private static void mustBeRead(Set<String> keys, Set<String> read, String where) {
    for (String key : keys) {
      if (!read.contains(key)) {
        throw new IllegalArgumentException("the OpenAPI document has at " + where + " what is not read: " + key);
      }
    }
  }

  private Operation operation(String path, String method, JsonObject calls) {
    JsonObject described = calls.getJsonObject(method);
    mustBeRead(described.fieldNames(), OF_A_CALL, method + " " + path);
    JsonObject body = resolved(described.getJsonObject("requestBody", new JsonObject()));
    JsonObject json = body.getJsonObject("content", new JsonObject()).getJsonObject(JSON);
    return new Operation(described.getString("operationId"), HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
        path.replaceAll("\\{(\\w+)}", ":$1"),
        Stream.of(calls, described)
            .flatMap(level -> level.getJsonArray(PARAMETERS, new JsonArray()).stream())
            .map(parameter -> parameter(resolved((JsonObject) parameter))).toList(),
        json == null ? null : new Schema(json.getJsonObject("schema")), body.getBoolean("required", false));
  }

  private static Parameter parameter(JsonObject described) {
    return new Parameter(described.getString("name"), In.valueOf(described.getString("in").toUpperCase(Locale.ROOT)),
        described.getBoolean("required", false), new Schema(described.getJsonObject("schema")));
  }

  /** The same with the components in place of the references to them. */
  private JsonObject resolved(JsonObject described) {
    String reference = described.getString("$ref");
    if (reference != null) {
      Object component = JsonPointer.from(reference.substring(1)).queryJson(document);
      if (!reference.startsWith("#/") || component == null) {
        throw new IllegalArgumentException("the OpenAPI document refers to what it has not: " + reference);
      }
      return resolved((JsonObject) component);
    }
    var whole = new JsonObject();
    described.forEach(member -> whole.put(member.getKey(), resolvedValue(member.getValue())));
    return whole;
  }

  private Object resolvedValue(Object value) {
    if (value instanceof JsonArray array) {
      var whole = new JsonArray();
      array.forEach(item -> whole.add(resolvedValue(item)));
      return whole;
    }
    return value instanceof JsonObject object ? resolved(object) : value;
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
