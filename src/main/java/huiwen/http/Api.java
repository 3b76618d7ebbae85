package huiwen.http;

import huiwen.limits.Bounds;
import huiwen.limits.Kind;
import huiwen.limits.Refusals.Bound;
import huiwen.limits.Refusals.By;
import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Where features hang their calls: each an operation of the OpenAPI document, validated against it. */
public final class Api {

  /** Shorter answers lie in the network's own memory. */
  private static final int COUNTED_BYTES = 4 * 1024;
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** Bytes of an answer that are worth a mark: more take longer to digest than an event loop should. */
  private static final int MOST_MARKED = 256 * 1024;

  private final Router router;
  private final Contract contract;
  private final Costs costs;
  private final Set<String> left;

  Api(Router router, Contract contract, Costs costs) {
    this.router = router;
    this.contract = contract;
    this.costs = costs;
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
    begin(operation, Kind.FILE).handler(ctx -> letIn(ctx, mayCall));
    end(route(operation).handler(BodyHandler.create(false).setBodyLimit(bodyLimit)), operation, service);
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

  private void letIn(RoutingContext ctx, Function<RoutingContext, Future<?>> mayCall) {
    ctx.request().pause();
    mayCall.apply(ctx).compose(let -> {
      if (!costs.files().tryAcquire()) {
        costs.refusals().count(Bound.FILES_AT_ONCE, By.HUB);
        return Future.failedFuture(Problem.unavailable(null));
      }
      ctx.addEndHandler(ended -> costs.files().release());
      return Future.succeededFuture();
    }).onSuccess(let -> {
      ctx.next();
      ctx.request().resume();
    }).onFailure(refusal -> {
      ctx.response().putHeader("Connection", "close"); // the body is not read
      ctx.fail(refusal);
      ctx.request().resume();
    });
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
    response.setStatusCode(reply.status()).putHeader("Cache-Control", "no-store");
    if (reply.body() == null || isKnown(ctx, reply)) {
      response.end();
      return;
    }
    response.putHeader("Content-Type", reply.contentType());
    int length = reply.body().length();
    if (length < COUNTED_BYTES) {
      response.end(reply.body());
      return;
    }
    String address = costs.visitors().apply(ctx).address();
    if (costs.unread().take(address, length)) {
      response.end(reply.body()).onComplete(taken -> costs.unread().free(address, length));
    } else {
      ctx.fail(Problem.unavailable(null));
    }
  }
}
