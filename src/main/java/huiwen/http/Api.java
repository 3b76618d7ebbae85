package huiwen.http;

import huiwen.limits.Bounds;
import huiwen.limits.Kind;
import huiwen.limits.Refusals.Bound;
import huiwen.limits.Refusals.By;
import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Where features hang their calls, each an operation of the OpenAPI document and validated against it, and their pages. */
public final class Api {

  /** Shorter answers lie in the network's own memory. */
  private static final int COUNTED_BYTES = 4 * 1024;
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** Shorter answers go in one piece anyway. */
  private static final int COMPRESSED_BYTES = 1_024;

  /** Bytes of an answer that are worth a mark: more take longer to digest than an event loop should. */
  private static final int MOST_MARKED = 256 * 1024;

  private final Router router;
  private final Contract contract;
  private final Costs costs;
  private final Templates templates;
  private final Set<String> left;

  Api(Router router, Contract contract, Costs costs, Templates templates) {
    this.router = router;
    this.contract = contract;
    this.costs = costs;
    this.templates = templates;
    this.left = new HashSet<>(contract.operationIds());
  }

  /** Answers this operation with what the service's future brings. */
  public void on(String operationId, Function<RoutingContext, Future<Reply>> service) {
    Contract.Operation operation = contract.operation(operationId);
    begin(operation, Kind.of(operationId, !READING.contains(operation.method())));
    Route route = route(operation);
    if (operation.body() != null) {
      route.handler(BodyHandler.create(false).setBodyLimit(Bounds.BODY_BYTES));
    }
    end(route, operation, service);
  }

  /**
   * The same for one whose body is a file.
   *
   * @param bodyLimit most bytes of it
   * @param mayCall fails for who may not send one: of hers nothing is taken in, so that nobody fills the hub's memory
   */
  public void onFile(String operationId, long bodyLimit, Function<RoutingContext, Future<?>> mayCall,
      Function<RoutingContext, Future<Reply>> service) {
    Contract.Operation operation = contract.operation(operationId);
    begin(operation, Kind.FILE).handler(ctx -> letIn(ctx, mayCall, this::roomForFile));
    end(route(operation).handler(BodyHandler.create(false).setBodyLimit(bodyLimit)), operation, service);
  }

  /**
   * The same for one whose body is a picture or a sound: many may come at once, as long as they fit into memory together.
   *
   * @param mayCall fails for who may not send one: nothing of it is taken in
   */
  public void onAttachment(String operationId, Function<RoutingContext, Future<?>> mayCall,
      Function<RoutingContext, Future<Reply>> service) {
    Contract.Operation operation = contract.operation(operationId);
    begin(operation, Kind.of(operationId, true)).handler(ctx -> letIn(ctx, mayCall, this::roomForAttachment));
    end(route(operation).handler(BodyHandler.create(false).setBodyLimit(Bounds.ATTACHMENT_BYTES)), operation, service);
  }

  /** Answers this operation with bytes that are read from where they lie while they are sent: all of them, or a part. */
  public void onContent(String operationId, Function<RoutingContext, Future<Content>> service) {
    Contract.Operation operation = contract.operation(operationId);
    left.remove(operationId);
    begin(operation, Kind.of(operationId, false)).handler(new Validation(operation)).handler(ctx ->
        service.apply(ctx).onComplete(content -> new Sending(ctx, content, costs).begin(), ctx::fail));
  }

  /**
   * A page that the hub renders.
   *
   * @param kind what each reading of it counts as
   */
  public void page(String path, Kind kind, Function<RoutingContext, Future<Reply>> service) {
    router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(ctx -> {
      costs.admit(ctx, kind);
      answer(ctx, service);
    });
  }

  /**
   * The same operation for a page without a program, which sends a form: what stands in its fields is held against the document as
   * the body of the call is.
   *
   * @param path to which the form is sent
   * @param service what the operation does
   * @param done to where whoever sent it is led when it is done
   * @param refused the page again, with what was sent and why it was not taken
   */
  public void onForm(String operationId, String path, Function<RoutingContext, Future<Reply>> service,
      BiFunction<RoutingContext, JsonObject, String> done, BiFunction<RoutingContext, Problem, Future<Reply>> refused) {
    Contract.Operation operation = contract.operation(operationId);
    Kind kind = Kind.of(operationId, true);
    router.post(path).handler(new Form(costs, operation)).handler(ctx -> answer(ctx, sent -> {
      Future<Reply> future;
      try {
        costs.admit(ctx, kind);
        Form.check(ctx, operation);
        future = service.apply(ctx);
      } catch (RuntimeException e) {
        future = Future.failedFuture(e);
      }
      return future
          .map(reply -> Reply.seeOther(done.apply(ctx, reply.body().toJsonObject())))
          .recover(failure -> refused.apply(ctx, ProblemHandler.problemOf(failure, 500)));
    }));
  }

  /** The pages that the hub renders. */
  public Templates templates() {
    return templates;
  }

  /** What a request says: its JSON body, or the fields of its form; null where it has none. */
  public static JsonObject body(RoutingContext ctx) {
    JsonObject form = Form.of(ctx);
    return form == null ? ctx.body().asJsonObject() : form;
  }

  /** A list of texts of a body; none where it is not there. */
  public static List<String> strings(JsonArray array) {
    return array == null ? List.of() : array.stream().map(Object::toString).toList();
  }

  private Route route(Contract.Operation operation) {
    return router.route(operation.method(), operation.path());
  }

  /** What comes before a body is read. */
  private Route begin(Contract.Operation operation, Kind kind) {
    return route(operation)
        .handler(ctx -> {
          costs.admit(ctx, kind);
          ctx.next();
        })
        .handler(Validation::refuseForms);
  }

  private void end(Route route, Contract.Operation operation, Function<RoutingContext, Future<Reply>> service) {
    left.remove(operation.id());
    route.handler(new Validation(operation)).handler(ctx -> answer(ctx, service));
  }

  /** @param room takes room for it, or fails */
  private static void letIn(RoutingContext ctx, Function<RoutingContext, Future<?>> mayCall, Function<RoutingContext, Future<?>> room) {
    ctx.request().pause();
    mayCall.apply(ctx).compose(let -> room.apply(ctx)).onSuccess(let -> {
      ctx.next();
      ctx.request().resume();
    }).onFailure(refusal -> {
      ctx.response().putHeader("Connection", "close"); // the body is not read
      ctx.fail(refusal);
      ctx.request().resume();
    });
  }

  private Future<?> roomForFile(RoutingContext ctx) {
    if (!costs.files().tryAcquire()) {
      costs.refusals().count(Bound.FILES_AT_ONCE, By.HUB);
      return Future.failedFuture(Problem.unavailable(null));
    }
    ctx.addEndHandler(ended -> costs.files().release());
    return Future.succeededFuture();
  }

  /** As much as it says that it has; where it does not say, the most that it may. */
  private Future<?> roomForAttachment(RoutingContext ctx) {
    String said = ctx.request().getHeader("Content-Length");
    long length = said != null && said.matches("\\d{1,12}") ? Long.parseLong(said) : Bounds.ATTACHMENT_BYTES;
    if (length > Bounds.ATTACHMENT_BYTES) {
      costs.refusals().count(Bound.ATTACHMENT_BYTES, By.REQUEST);
      return Future.failedFuture(Problem.of(Problem.Type.TOO_LARGE, "attachment.too-large"));
    }
    if (!costs.uploads().take(length)) {
      costs.refusals().count(Bound.UPLOADS_SHARE, By.HUB);
      return Future.failedFuture(Problem.unavailable(null));
    }
    ctx.addEndHandler(ended -> costs.uploads().free(length));
    return Future.succeededFuture();
  }

  /** @throws IllegalStateException where the document promises a call that nobody serves */
  void mustServeAll() {
    if (!left.isEmpty()) {
      throw new IllegalStateException("in the OpenAPI document, but not served: " + left);
    }
  }

  /** By what everything is held to its bounds. */
  public Costs costs() {
    return costs;
  }

  /** For what is no JSON call: pages, the WebSocket, health. */
  public Router router() {
    return router;
  }

  private void answer(RoutingContext ctx, Function<RoutingContext, Future<Reply>> service) {
    Future<Reply> future;
    try {
      future = service.apply(ctx);
    } catch (RuntimeException e) {
      future = Future.failedFuture(e);
    }
    future.onComplete(reply -> send(ctx, reply), ctx::fail);
  }

  /** Whoever reads again and again is not sent what she has: then the status says so, and there is no body. */
  private static boolean isKnown(RoutingContext ctx, Reply reply) {
    if (ctx.request().method() != HttpMethod.GET || reply.status() != 200 || reply.body().length() > MOST_MARKED) {
      return false;
    }
    String mark = '"' + Assets.digest(reply.body().getBytes()) + '"';
    ctx.response().putHeader("ETag", mark);
    boolean known = mark.equals(ctx.request().getHeader("If-None-Match"));
    if (known) {
      ctx.response().setStatusCode(304);
    }
    return known;
  }

  private void send(RoutingContext ctx, Reply reply) {
    var response = ctx.response();
    if (response.closed()) {
      return; // the phone has gone; what it asked is done all the same
    }
    response.setStatusCode(reply.status()).putHeader("Cache-Control", reply.isPage() ? "private, no-cache" : "no-store");
    if (reply.location() != null) {
      response.putHeader("Location", reply.location());
    }
    if (reply.body() == null || isKnown(ctx, reply)) {
      response.end();
      return;
    }
    response.putHeader("Content-Type", reply.contentType());
    Buffer body = compressed(ctx, reply.body());
    int length = body.length();
    if (ctx.request().method() == HttpMethod.HEAD) {
      response.putHeader("Content-Length", Integer.toString(length)).end();
      return;
    }
    if (length < COUNTED_BYTES) {
      response.end(body);
      return;
    }
    String address = costs.visitors().apply(ctx).address();
    if (costs.unread().take(address, length)) {
      response.end(body).onComplete(taken -> costs.unread().free(address, length));
    } else {
      ctx.fail(Problem.unavailable(null));
    }
  }

  private static Buffer compressed(RoutingContext ctx, Buffer body) {
    if (body.length() < COMPRESSED_BYTES || body.length() > MOST_MARKED || !Compression.accepts(ctx.request(), "gzip")) {
      return body;
    }
    ctx.response().putHeader("Content-Encoding", "gzip").putHeader("Vary", "Accept-Encoding");
    return Buffer.buffer(Compression.gzipFast(body.getBytes()));
  }

  /** A field of a body as it was typed, or null where nothing that can be seen is there. */
  public static String filled(JsonObject body, String field) {
    String typed = body.getString(field);
    return typed == null || typed.isBlank() ? null : typed;
  }

  /** @return the day that was written, as 2026-12-01 @throws Problem where it is none @param field as an error names it */
  public static String day(String written, String field) {
    try {
      return LocalDate.parse(written).toString();
    } catch (DateTimeParseException e) {
      throw Problem.invalid(field, "field.due");
    }
  }
}
