package huiwen.http;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Where features hang their calls: each an operation of the OpenAPI document, validated against it. */
public final class Api {

  /** Bytes of a JSON body; a question of 1,000 characters, all of them escaped, fits five times. */
  private static final long BODY_LIMIT = 64 * 1024;

  private final Router router;
  private final Contract contract;
  private final Set<String> left;

  Api(Router router, Contract contract) {
    this.router = router;
    this.contract = contract;
    this.left = new HashSet<>(contract.operationIds());
  }

  /** Answers this operation with what the service's future brings. */
  public void on(String operationId, Function<RoutingContext, Future<Reply>> service) {
    on(operationId, BODY_LIMIT, service);
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
    router.route(operation.method(), operation.path()).handler(ctx -> letIn(ctx, mayCall));
    on(operationId, bodyLimit, service);
  }

  private void on(String operationId, long bodyLimit, Function<RoutingContext, Future<Reply>> service) {
    Contract.Operation operation = contract.operation(operationId);
    left.remove(operationId);
    router.route(operation.method(), operation.path())
        .handler(BodyHandler.create(false).setBodyLimit(bodyLimit))
        .handler(new Validation(operation))
        .handler(ctx -> answer(ctx, service));
  }

  private static void letIn(RoutingContext ctx, Function<RoutingContext, Future<?>> mayCall) {
    ctx.request().pause();
    mayCall.apply(ctx).onSuccess(let -> {
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

  /** For what is no JSON call: pages, the WebSocket, health. */
  public Router router() {
    return router;
  }

  private static void answer(RoutingContext ctx, Function<RoutingContext, Future<Reply>> service) {
    Future<Reply> future;
    try {
      future = service.apply(ctx);
    } catch (RuntimeException e) {
      future = Future.failedFuture(e);
    }
    future.onComplete(reply -> send(ctx, reply), ctx::fail);
  }

  private static void send(RoutingContext ctx, Reply reply) {
    var response = ctx.response();
    if (response.closed()) {
      return; // the phone has gone; what it asked is done all the same
    }
    response.setStatusCode(reply.status()).putHeader("Cache-Control", "no-store");
    if (reply.body() == null) {
      response.end();
    } else {
      response.putHeader("Content-Type", reply.contentType()).end(reply.body());
    }
  }
}
