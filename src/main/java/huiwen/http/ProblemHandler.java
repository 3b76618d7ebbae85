package huiwen.http;

import huiwen.limits.Refusals;
import huiwen.log.OutOfMemory;
import huiwen.log.RequestId;
import huiwen.problem.Problem;
import huiwen.db.SqlState;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.pgclient.PgException;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an answer. An exception's own words go to the log, never out. */
public final class ProblemHandler implements Handler<RoutingContext> {

  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  private static final String PAGE = "problem.html";

  private final Refusals refusals;
  private final Templates templates;

  ProblemHandler(Refusals refusals, Templates templates) {
    this.refusals = refusals;
    this.templates = templates;
  }

  @Override
  public void handle(RoutingContext ctx) {
    OutOfMemory.endIf(ctx.failure());
    handle(ctx, ctx.statusCode());
  }

  /** @param status what the router has found where nothing says why */
  void handle(RoutingContext ctx, int status) {
    Problem problem = problemOf(ctx.failure(), ctx.statusCode() > 0 ? ctx.statusCode() : status);
    if (problem.type() == Problem.Type.TOO_LARGE) {
      refusals.count(Refusals.Bound.BODY_BYTES, Refusals.By.REQUEST);
    }
    log(ctx.request(), problem);
    if (isPerson(ctx)) {
      sendPage(ctx, problem);
    } else {
      send(ctx.request(), problem);
    }
  }

  /** A person is told by a page what to do; a program, by a problem. */
  private static boolean isPerson(RoutingContext ctx) {
    String accepted = ctx.request().getHeader("Accept");
    return accepted != null && accepted.contains("text/html") && !ctx.normalizedPath().startsWith("/api/")
        && !ctx.response().headWritten();
  }

  private void sendPage(RoutingContext ctx, Problem problem) {
    PageTexts texts = PageTexts.of(ctx);
    Texts words = Texts.accepting(texts.language());
    boolean isUnknown = problem.type() == Problem.Type.NOT_FOUND;
    String page = templates.render(PAGE, texts, Map.of(
        "title", isUnknown ? texts.of("page.unknown") : words.of(problem.type().slug() + ".title"),
        "detail", isUnknown ? texts.of("page.unknownHelp") : words(problem, words)));
    var response = ctx.response();
    addHeaders(ctx.request(), problem);
    response.setStatusCode(problem.type().status())
        .putHeader("Content-Type", "text/html;charset=UTF-8")
        .putHeader("Content-Language", texts.language())
        .putHeader("Cache-Control", "no-store");
    if (ctx.request().method() == HttpMethod.HEAD) {
      response.end();
    } else {
      response.end(page);
    }
  }

  /** The words for a reader: what is wrong with the fields where that is known. */
  public static String words(Problem problem, Texts texts) {
    return problem.errors().isEmpty() ? texts.of(problem.key(), problem.extensions().values().toArray())
        : problem.errors().stream().map(error -> texts.of(error.key(), error.args().toArray())).collect(Collectors.joining(" "));
  }

  /** Nothing that somebody has typed: no query, no words of a body. A fault of the hub's own with its stack. */
  private static void log(HttpServerRequest request, Problem problem) {
    Throwable cause = problem.getCause();
    if (problem.type() == Problem.Type.INTERNAL) {
      log.error("{} {}", request.method(), request.path(), cause);
    } else if (cause != null) {
      log.warn("{} {}: {}: {}", request.method(), request.path(), problem.type().slug(), cause.getClass().getSimpleName()
          + (cause instanceof PgException sql ? " " + sql.getSqlState() : ""));
    }
  }

  /** What the caller is told about this failure. */
  public static Problem problemOf(Throwable failure, int status) {
    if (failure instanceof Problem problem) {
      return problem;
    }
    if (isPassing(failure)) {
      return Problem.unavailable(failure);
    }
    if (SqlState.isUnstorable(failure)) {
      return Problem.unstorable(failure);
    }
    if (failure instanceof HttpClosedException) {
      return Problem.of(Problem.Type.TOO_LATE, "late.detail"); // told to nobody
    }
    if (failure instanceof VertxException && status == 400) {
      return Problem.of(Problem.Type.MALFORMED, "host.detail");
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
      case 408 -> Problem.of(Problem.Type.TOO_LATE, "late.detail");
      case 413 -> Problem.of(Problem.Type.TOO_LARGE, "too-large.detail");
      case 414 -> Problem.of(Problem.Type.TOO_LONG, "uri.detail");
      case 415 -> Problem.of(Problem.Type.UNSUPPORTED_MEDIA, "unsupported-media.detail");
      case 417 -> Problem.of(Problem.Type.NOT_EXPECTED, "expect.detail");
      case 431 -> Problem.of(Problem.Type.HEAD_TOO_LARGE, "head.detail");
      default -> Problem.internal(failure == null ? new IllegalStateException("status " + code) : failure);
    };
  }

  /** What the database, the network or a full queue refuses now and may grant later. */
  private static boolean isPassing(Throwable failure) {
    return SqlState.isPassing(failure) || failure instanceof ReplyException;
  }

  /** Answers a request with this problem; where it is answered in part already, its connection ends. */
  static void send(HttpServerRequest request, Problem problem) {
    var response = request.response();
    if (response.ended() || response.headWritten()) {
      request.connection().close();
      return;
    }
    Texts texts = Texts.accepting(request.getHeader("Accept-Language"));
    addHeaders(request, problem);
    JsonObject document = document(problem, texts);
    String id = response.headers().get(RequestId.HEADER);
    if (id != null) {
      document.put("requestId", id);
    }
    response.setStatusCode(problem.type().status())
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Content-Language", texts.languageTag())
        .putHeader("Cache-Control", "no-store")
        .end(document.toBuffer());
  }

  private static void addHeaders(HttpServerRequest request, Problem problem) {
    var response = request.response();
    if (problem.retryAfterSeconds() > 0) {
      response.putHeader("Retry-After", Integer.toString(problem.retryAfterSeconds()));
    }
    if (problem.allowed() != null) {
      response.putHeader("Allow", problem.allowed());
    }
    if (!request.isEnded()) {
      response.putHeader("Connection", "close"); // the rest of the body is not read
    }
  }

  /** The problem's document in these words; the same for the same problem, whatever the path and the request. */
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
