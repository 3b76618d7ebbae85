package huiwen.http;

import huiwen.problem.Problem;
import huiwen.problem.Problem.FieldError;
import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Holds the requests of one call against the OpenAPI document, on the event loop, and names every field that is wrong
 * in the reader's language.
 */
final class Validation implements Handler<RoutingContext> {

  private static final String JSON = "application/json";
  private static final Pattern FORM =
      Pattern.compile("\\s*(application/x-www-form-urlencoded|multipart/)", Pattern.CASE_INSENSITIVE);

  private final Contract.Operation operation;

  Validation(Contract.Operation operation) {
    this.operation = operation;
  }

  @Override
  public void handle(RoutingContext ctx) {
    var errors = new ArrayList<FieldError>(0);
    for (Contract.Parameter parameter : operation.parameters()) {
      check(parameter, ctx, errors);
    }
    if (operation.body() != null) {
      checkBody(operation.body(), operation.bodyRequired(), ctx, errors);
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    ctx.next();
  }

  /** Forms are not read at all: the library that would takes them apart in memory, and refuses them on a GET with a 500. */
  static void refuseForms(RoutingContext ctx) {
    String contentType = ctx.request().getHeader("Content-Type");
    if (contentType != null && FORM.matcher(contentType).lookingAt()) {
      throw Problem.of(Problem.Type.UNSUPPORTED_MEDIA, "unsupported-media.form");
    }
    ctx.next();
  }

  private static void check(Contract.Parameter parameter, RoutingContext ctx, List<FieldError> errors) {
    String raw = switch (parameter.in()) {
      case PATH -> ctx.pathParam(parameter.name());
      case QUERY -> ctx.queryParams().get(parameter.name());
      case HEADER -> ctx.request().getHeader(parameter.name());
    };
    if (raw == null) {
      if (parameter.required()) {
        errors.add(FieldError.of(parameter.name(), "field.required"));
      }
      return;
    }
    List<FieldError> found = parameter.schema().errors(parameter.name(), parameter.schema().typed(raw));
    if (parameter.in() == Contract.In.PATH && !found.isEmpty()) {
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
    errors.addAll(errors(schema, parse(ctx)));
  }

  /** What is wrong with what a request says. */
  static List<FieldError> errors(Schema schema, JsonObject body) {
    List<FieldError> errors = schema.errors("", body);
    checkCharacters(body, errors);
    return errors;
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
