package huiwen.http;

import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.contract.RequestBody;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds each request against the OpenAPI document, on the event loop, and names every field that is wrong
 * in the reader's language. (The OpenAPI router's own validator hands each request to a worker thread,
 * reports the first fault only and in English.)
 */
final class Validation {

  private static final String JSON = "application/json";
  /** The pattern by which the document asks for at least one character that can be seen. */
  private static final String NOT_BLANK = "[^\\s\\p{Z}\\p{C}]";

  private final OpenAPIContract contract;
  private final Map<JsonSchema, Validator> validators = new IdentityHashMap<>();

  Validation(OpenAPIContract contract) {
    this.contract = contract;
  }

  Handler<RoutingContext> of(String operationId) {
    Operation operation = contract.operation(operationId);
    return ctx -> {
      var errors = new ArrayList<Problem.FieldError>();
      for (Parameter parameter : operation.getParameters()) {
        check(parameter, ctx, errors);
      }
      check(operation.getRequestBody(), ctx, errors);
      if (!errors.isEmpty()) {
        throw Problem.invalid(errors);
      }
      ctx.next();
    };
  }

  private void check(Parameter parameter, RoutingContext ctx, List<Problem.FieldError> errors) {
    String raw = switch (parameter.getIn()) {
      case PATH -> ctx.pathParam(parameter.getName());
      case QUERY -> ctx.queryParams().get(parameter.getName());
      case HEADER -> ctx.request().getHeader(parameter.getName());
      case COOKIE -> null; // who calls is found out by the access package
    };
    if (raw == null) {
      if (parameter.isRequired() && parameter.getIn() != Location.COOKIE) {
        errors.add(Problem.FieldError.of(parameter.getName(), "field.required"));
      }
      return;
    }
    Object value = typed(raw, parameter.getSchema());
    OutputUnit result = validator(parameter.getSchema()).validate(value);
    if (!result.getValid()) {
      if (parameter.getIn() == Location.PATH) {
        throw Problem.notFound(); // no such thing can exist
      }
      collect(result, parameter.getSchema(), parameter.getName(), errors);
    }
  }

  private Validator validator(JsonSchema schema) {
    return validators.computeIfAbsent(schema, contract.getSchemaRepository()::validator);
  }

  private static Object typed(String raw, JsonSchema schema) {
    Object type = schema.get("type");
    if ("boolean".equals(type) && (raw.equals("true") || raw.equals("false"))) {
      return Boolean.valueOf(raw);
    }
    if ("integer".equals(type) && raw.matches("-?\\d{1,9}")) {
      return Integer.valueOf(raw);
    }
    return raw;
  }

  private void check(RequestBody description, RoutingContext ctx, List<Problem.FieldError> errors) {
    if (description == null) {
      return;
    }
    MediaType media = description.getContent().get(JSON);
    if (media == null) {
      return; // not JSON: the operation's own handler reads it
    }
    var buffer = ctx.body().buffer();
    boolean empty = buffer == null || buffer.length() == 0;
    if (empty && !description.isRequired()) {
      return;
    }
    String contentType = ctx.request().getHeader("Content-Type");
    if (contentType == null ? !empty : !contentType.split(";")[0].strip().equalsIgnoreCase(JSON)) {
      throw Problem.of(Problem.Type.UNSUPPORTED_MEDIA, "unsupported-media.detail");
    }
    JsonObject body = parse(empty ? "" : buffer.toString());
    OutputUnit result = validator(media.getSchema()).validate(body);
    if (!result.getValid()) {
      collect(result, media.getSchema(), "", errors);
    }
    checkCharacters(body, errors);
  }

  /** PostgreSQL stores no NUL, and half a surrogate pair is no character: neither may get further than here. */
  private static void checkCharacters(JsonObject body, List<Problem.FieldError> errors) {
    for (Map.Entry<String, Object> field : body) {
      if (holdsUnstorable(field.getValue())) {
        errors.add(Problem.FieldError.of(field.getKey(), "field.characters"));
      }
    }
  }

  private static boolean holdsUnstorable(Object value) {
    if (value instanceof JsonArray list) {
      return list.stream().anyMatch(Validation::holdsUnstorable);
    }
    if (value instanceof JsonObject object) {
      return object.stream().anyMatch(member -> holdsUnstorable(member.getValue()));
    }
    return value instanceof String text && text.codePoints().anyMatch(Validation::isUnstorable);
  }

  private static boolean isUnstorable(int codePoint) {
    return codePoint == 0 || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static JsonObject parse(String body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException e) {
      throw Problem.of(Problem.Type.MALFORMED, "malformed.detail");
    }
  }

  /** One error a field: the deepest that the schema has found for it, in the catalogue's words. */
  private static void collect(OutputUnit result, JsonSchema schema, String parameter,
      List<Problem.FieldError> errors) {
    Map<String, Problem.FieldError> byField = new LinkedHashMap<>();
    for (OutputUnit unit : result.getErrors()) {
      String path = unit.getInstanceLocation().replaceFirst("^#?/?", "");
      String keyword = unit.getKeywordLocation().replaceFirst(".*/", "");
      if (keyword.equals("required")) {
        for (String missing : missing(unit, schema)) {
          byField.put(missing, Problem.FieldError.of(missing, "field.required"));
        }
        continue;
      }
      String field = parameter.isEmpty() ? path : parameter;
      Object bound = bound(schema, path, keyword);
      switch (keyword) {
        case "pattern" -> byField.put(field, Problem.FieldError.of(field,
            NOT_BLANK.equals(keywordValue(schema, path, keyword)) ? "field.blank" : "field.pattern"));
        case "type", "minLength", "maxLength", "enum", "minimum", "maximum", "maxItems", "format" ->
            byField.put(field, bound == null
                ? Problem.FieldError.of(field, "field." + keyword)
                : Problem.FieldError.of(field, "field." + keyword, bound));
        default -> byField.putIfAbsent(field, Problem.FieldError.of(field, "field.other"));
      }
    }
    byField.remove("", byField.size() > 1 ? byField.get("") : null); // "a subschema had errors", beside the error itself
    errors.addAll(byField.values());
  }

  /** The library's required error names its property in English prose only. */
  private static List<String> missing(OutputUnit unit, JsonSchema schema) {
    JsonArray required = schema.get("required");
    if (required == null) {
      return List.of();
    }
    return required.stream()
        .map(Object::toString)
        .filter(name -> unit.getError().contains("\"" + name + "\""))
        .toList();
  }

  /** The limit that the schema sets for this field, for the words “at most 1,000 characters”; null = none. */
  private static Object bound(JsonSchema schema, String path, String keyword) {
    Object value = keywordValue(schema, path, keyword);
    return value instanceof Number ? value : null;
  }

  private static Object keywordValue(JsonSchema schema, String path, String keyword) {
    Object at = schema;
    if (!path.isEmpty()) {
      Object properties = schema.get("properties");
      at = properties instanceof JsonObject object ? object.getValue(path.split("/")[0]) : null;
    }
    return at instanceof JsonObject object ? object.getValue(keyword) : null;
  }
}
