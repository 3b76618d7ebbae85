package huiwen.http;

import huiwen.limits.Bounds;
import huiwen.limits.Refusals.Bound;
import huiwen.limits.Refusals.By;
import huiwen.problem.Problem;
import huiwen.problem.Problem.FieldError;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a form of a page ({@code application/x-www-form-urlencoded}) as the body of a call: of its fields those that the call
 * takes, each as what the document says it is; one that was left empty is not there. The field {@code key} is the form's
 * {@code Idempotency-Key}.
 */
final class Form implements Handler<RoutingContext> {

  private static final String FIELDS = "huiwen.form";
  private static final String KEY_FIELD = "key";
  private static final String TYPE = "application/x-www-form-urlencoded";
  private static final int MOST_FIELDS = 32;

  private final Costs costs;
  private final Contract.Operation operation;

  Form(Costs costs, Contract.Operation operation) {
    this.costs = costs;
    this.operation = operation;
  }

  /** The fields of a request that is a form, else null. */
  static JsonObject of(RoutingContext ctx) {
    return ctx.get(FIELDS);
  }

  /** @throws Problem that names what is wrong in which field */
  static void check(RoutingContext ctx, Contract.Operation operation) {
    List<FieldError> errors = operation.body() == null ? List.of() : Validation.errors(operation.body(), of(ctx));
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
  }

  @Override
  public void handle(RoutingContext ctx) {
    String type = ctx.request().getHeader("Content-Type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(TYPE)) {
      throw Problem.of(Problem.Type.UNSUPPORTED_MEDIA, "unsupported-media.page");
    }
    long length = length(ctx);
    boolean isLarge = length > Bounds.BODY_BYTES;
    if (isLarge && !costs.files().tryAcquire()) {
      costs.refusals().count(Bound.FILES_AT_ONCE, By.HUB);
      throw Problem.unavailable(null);
    }
    if (isLarge) {
      ctx.addEndHandler(ended -> costs.files().release());
    }
    ctx.request().body().onFailure(ctx::fail).onSuccess(body -> take(ctx, body));
  }

  /** A page says how long its form is before it sends it. */
  private static long length(RoutingContext ctx) {
    String length = ctx.request().getHeader("Content-Length");
    if (length == null || !length.matches("\\d{1,9}") || Long.parseLong(length) > Bounds.FORM_BYTES) {
      throw Problem.of(Problem.Type.TOO_LARGE, "too-large.detail");
    }
    return Long.parseLong(length);
  }

  private void take(RoutingContext ctx, Buffer body) {
    try {
      Map<String, List<String>> sent = new QueryStringDecoder(body.toString(StandardCharsets.UTF_8), StandardCharsets.UTF_8,
          false, MOST_FIELDS).parameters();
      ctx.put(FIELDS, fields(sent));
      if (sent.containsKey(KEY_FIELD)) {
        Idempotency.put(ctx, sent.get(KEY_FIELD).get(0));
      }
    } catch (IllegalArgumentException e) {
      ctx.fail(Problem.of(Problem.Type.MALFORMED, "malformed.form"));
      return;
    }
    ctx.next();
  }

  private JsonObject fields(Map<String, List<String>> sent) {
    var fields = new JsonObject();
    if (operation.body() == null) {
      return fields;
    }
    for (String name : operation.body().names()) {
      List<String> values = sent.getOrDefault(name, List.of());
      if (!values.isEmpty() && !values.get(0).isBlank()) {
        // browsers send line breaks as the network has them
        fields.put(name, operation.body().typed(name, values.get(0).replace("\r\n", "\n")));
      }
    }
    return fields;
  }
}
