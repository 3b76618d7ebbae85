package huiwen.http;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.function.Function;

/** Where features hang their calls: each an operation of the OpenAPI document, validated against it. */
public final class Api {

  /** Bytes of a JSON body; a question of 1,000 characters, all of them escaped, fits five times. */
  private static final long BODY_LIMIT = 64 * 1024;

  private final Router router;
  private final RouterBuilder operations;
  private final Validation validation;

  Api(Router router, RouterBuilder operations, Validation validation) {
    this.router = router;
    this.operations = operations;
    this.validation = validation;
  }

  /** Answers this operation with what the service's future brings. */
  public void on(String operationId, Function<RoutingContext, Future<Reply>> service) {
    OpenAPIRoute route = operations.getRoute(operationId);
    if (route == null) {
      throw new IllegalArgumentException("not in the OpenAPI document: " + operationId);
    }
    // Our own validation: the library's runs on a worker thread and stops at the first error (see Validation).
    route.setDoValidation(false);
    route.addHandler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT));
    route.addHandler(validation.of(operationId));
    route.addHandler(ctx -> answer(ctx, service));
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
