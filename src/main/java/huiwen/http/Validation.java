package huiwen.http;

import huiwen.http.Problem.FieldError;
import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.JsonSchema;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.contract.RequestBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holds each request against the OpenAPI document, on the event loop, and names every field that is wrong
 * in the reader's language. (The OpenAPI router's own validator hands each request to a worker thread,
 * reports the first fault only and in English, and makes each pattern anew for each request.)
 */
final class Validation {

  private static final String JSON = "application/json";

  private final OpenAPIContract contract;

  Validation(OpenAPIContract contract) {
    this.contract = contract;
  }

  private record Part(String name, Location in, boolean required, Schema schema) {
  }

  Handler<RoutingContext> of(String operationId) {
    Operation operation = contract.operation(operationId);
    // who calls, which the cookies tell, is found out by the access package
    List<Part> parts = operation.getParameters().stream()
        .filter(parameter -> parameter.getIn() != Location.COOKIE)
        .map(Validation::part).toList();
    RequestBody body = operation.getRequestBody();
    MediaType media = body == null ? null : body.getContent().get(JSON); // if not JSON the operation reads it itself
    Schema bodySchema = media == null ? null : schema(media.getSchema());
    return ctx -> {
      var errors = new ArrayList<FieldError>(0);
      for (Part part : parts) {
        check(part, ctx, errors);
      }
      if (bodySchema != null) {
        checkBody(bodySchema, body.isRequired(), ctx, errors);
      }
      if (!errors.isEmpty()) {
        throw Problem.invalid(errors);
      }
      ctx.next();
    };
  }

  private static Part part(Parameter parameter) {
    return new Part(parameter.getName(), parameter.getIn(), parameter.isRequired(), schema(parameter.getSchema()));
  }

  private static Schema schema(JsonSchema described) {
    var document = new JsonObject();
    described.fieldNames().forEach(name -> document.put(name, described.<Object>get(name)));
    return new Schema(document);
  }

  private static void check(Part part, RoutingContext ctx, List<FieldError> errors) {
    String raw = switch (part.in) {
      case PATH -> ctx.pathParam(part.name);
      case QUERY -> ctx.queryParams().get(part.name);
      case HEADER -> ctx.request().getHeader(part.name);
      case COOKIE -> null;
    };
    if (raw == null) {
      if (part.required) {
        errors.add(FieldError.of(part.name, "field.required"));
      }
      return;
    }
    List<FieldError> found = part.schema.errors(part.name, part.schema.typed(raw));
    if (part.in == Location.PATH && !found.isEmpty()) {
      throw Problem.notFound(); // no such thing can exist
    }
    errors.addAll(found);
  }

  private static void checkBody(Schema schema, boolean required, RoutingContext ctx, List<FieldError> errors) {
    boolean empty = ctx.body().length() <= 0;
    if (empty && !required) {
      return;
    }
    String contentType = ctx.request().getHeader("Content-Type");
    if (contentType == null ? !empty : !isJson(contentType)) {
      throw Problem.of(Problem.Type.UNSUPPORTED_MEDIA, "unsupported-media.detail");
    }
    JsonObject body = parse(ctx);
    errors.addAll(schema.errors("", body));
    checkCharacters(body, errors);
  }

  private static boolean isJson(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().equalsIgnoreCase(JSON);
  }

  /** The context keeps what was parsed, for whoever serves the request. */
  private static JsonObject parse(RoutingContext ctx) {
    try {
      JsonObject body = ctx.body().asJsonObject();
      if (body != null) {
        return body;
      }
    } catch (DecodeException | ClassCastException e) {
      // told below
    }
    throw Problem.of(Problem.Type.MALFORMED, "malformed.detail");
  }

  /** PostgreSQL stores no NUL, and half a surrogate pair is no character: neither may get further than here. */
  private static void checkCharacters(JsonObject body, List<FieldError> errors) {
    for (Map.Entry<String, Object> field : body) {
      if (holdsUnstorable(field.getValue())) {
        errors.add(FieldError.of(field.getKey(), "field.characters"));
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
    return value instanceof String text && isUnstorable(text);
  }

  private static boolean isUnstorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c) && !Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(++i) : c)) {
        return true;
      }
    }
    return false;
  }
}
