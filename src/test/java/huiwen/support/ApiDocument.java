package huiwen.support;

import huiwen.config.SettingsReader;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The OpenAPI document as a test reads it: its calls, with what stands beside them and references followed. */
public final class ApiDocument {

  private final JsonObject root;

  public ApiDocument(JsonObject root) {
    this.root = root;
  }

  /** Reads the document that the hub serves. */
  public static ApiDocument read() {
    Vertx vertx = Vertx.vertx();
    try {
      return new ApiDocument(SettingsReader.readYaml(vertx, "openapi.yaml").toCompletionStage().toCompletableFuture()
          .get(30, TimeUnit.SECONDS));
    } catch (Exception e) {
      throw new IllegalStateException("openapi.yaml cannot be read", e);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  public JsonObject root() {
    return root;
  }

  /**
   * One call.
   *
   * @param method in capital letters
   * @param shared what stands beside all methods of this path
   */
  public record Call(String path, String method, JsonObject described, JsonArray shared) {

    public String id() {
      return described.getString("operationId");
    }

    public Set<String> roles() {
      return strings(described.getJsonArray("x-roles"));
    }

    public Set<String> statuses() {
      return new TreeSet<>(described.getJsonObject("responses").fieldNames());
    }

    public List<String> tags() {
      return List.copyOf(strings(described.getJsonArray("tags")));
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static Set<String> strings(JsonArray array) {
    var strings = new TreeSet<String>();
    if (array != null) {
      array.forEach(item -> strings.add((String) item));
    }
    return strings;
  }

  /** All calls, in the order of the document. */
  public List<Call> calls() {
    var calls = new ArrayList<Call>();
    root.getJsonObject("paths").forEach(path -> {
      JsonObject methods = (JsonObject) path.getValue();
      JsonArray shared = methods.getJsonArray("parameters", new JsonArray());
      methods.fieldNames().stream().filter(method -> !method.equals("parameters")).forEach(method ->
          calls.add(new Call(path.getKey(), method.toUpperCase(), methods.getJsonObject(method), shared)));
    });
    return calls;
  }

  /** The parameters of a call, those of its path first. */
  public List<JsonObject> parameters(Call call) {
    var parameters = new ArrayList<JsonObject>();
    for (JsonArray level : List.of(call.shared(), call.described().getJsonArray("parameters", new JsonArray()))) {
      level.forEach(parameter -> parameters.add(followed((JsonObject) parameter)));
    }
    return parameters;
  }

  /** What a reference refers to, or the object itself; null where a reference leads nowhere. */
  public JsonObject followed(JsonObject described) {
    String reference = described == null ? null : described.getString("$ref");
    return reference == null
        ? described
        : followed((JsonObject) JsonPointer.from(reference.substring(1)).queryJson(root));
  }
}
