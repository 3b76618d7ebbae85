package huiwen.http;

import huiwen.problem.Problem;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an answer. An exception's own words go to the log, never out. */
public final class ProblemHandler implements Handler<RoutingContext> {

  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  @Override
  public void handle(RoutingContext ctx) {
    Problem problem = problemOf(ctx.failure(), ctx.statusCode());
    if (problem.getCause() != null) {
      log.warn("{} {}: {}", ctx.request().method(), ctx.normalizedPath(), problem.type().slug(), problem.getCause());
    }
    write(ctx, problem);
  }

  /** What the caller is told about this failure. */
  public static Problem problemOf(Throwable failure, int status) {
    if (failure instanceof Problem problem) {
      return problem;
    }
    if (isPassing(failure)) {
      return Problem.unavailable(failure);
    }
    if (failure instanceof DecoderException || failure instanceof IllegalArgumentException && status == 400) {
      return Problem.of(Problem.Type.MALFORMED, "malformed.detail");
    }
    int code = failure instanceof HttpException http ? http.getStatusCode() : failure == null ? status : 500;
    return switch (code) {
      case 400 -> Problem.of(Problem.Type.MALFORMED, "malformed.detail");
      case 401 -> Problem.unauthenticated();
      case 403 -> Problem.forbidden();
      case 404 -> Problem.notFound();
      case 405 -> Problem.of(Problem.Type.METHOD_NOT_ALLOWED, "method.detail");
      case 413 -> Problem.of(Problem.Type.TOO_LARGE, "too-large.detail");
      case 414, 431 -> Problem.of(Problem.Type.MALFORMED, "malformed.detail");
      case 415 -> Problem.of(Problem.Type.UNSUPPORTED_MEDIA, "unsupported-media.detail");
      default -> Problem.internal(failure == null ? new IllegalStateException("status " + code) : failure);
    };
  }

  /** What the database, the network or a full queue refuses now and may grant later. */
  private static boolean isPassing(Throwable failure) {
    return failure instanceof ReplyException || failure instanceof DatabaseException
        || failure instanceof ClosedConnectionException || failure instanceof ConnectionPoolTooBusyException
        || failure instanceof IOException || failure instanceof TimeoutException;
  }

  private static void write(RoutingContext ctx, Problem problem) {
    var response = ctx.response();
    if (response.ended() || response.headWritten()) {
      ctx.request().connection().close();
      return;
    }
    Texts texts = Texts.accepting(ctx.request().getHeader("Accept-Language"));
    if (problem.retryAfterSeconds() > 0) {
      response.putHeader("Retry-After", Integer.toString(problem.retryAfterSeconds()));
    }
    if (problem.type() == Problem.Type.TOO_LARGE) {
      response.putHeader("Connection", "close"); // the rest of the body is not read
    }
    response.setStatusCode(problem.type().status())
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Content-Language", texts.languageTag())
        .putHeader("Cache-Control", "no-store")
        .end(document(problem, texts).toBuffer());
  }

  /** The problem's document in these words; the same for the same problem, whatever the path. */
  public static JsonObject document(Problem problem, Texts texts) {
    var document = new JsonObject()
        .put("type", "/problems/" + problem.type().slug())
        .put("title", texts.of(problem.type().slug() + ".title"))
        .put("status", problem.type().status())
        .put("detail", texts.of(problem.key(), problem.extensions().values().toArray()));
    if (!problem.errors().isEmpty()) {
      var errors = new JsonArray();
      for (Problem.FieldError error : problem.errors()) {
        errors.add(new JsonObject()
            .put("field", error.field())
            .put("detail", texts.of(error.key(), error.args().toArray())));
      }
      document.put("errors", errors);
    }
    problem.extensions().forEach(document::put);
    return document;
  }
}
