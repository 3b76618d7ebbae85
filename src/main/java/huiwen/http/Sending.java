package huiwen.http;

import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Sends {@link Content}, or the part of it that was asked for: a piece is read when the one before was taken, so that a slow phone
 * costs one piece of memory. Whatever it is, a browser shows or plays it and runs nothing of it.
 */
final class Sending {

  private static final int PIECE_BYTES = 128 * 1024;
  private static final String NOTHING_RUNS = "default-src 'none'; sandbox; frame-ancestors 'none'";

  private final RoutingContext ctx;
  private final HttpServerResponse response;
  private final Content content;
  private final Costs costs;

  Sending(RoutingContext ctx, Content content, Costs costs) {
    this.ctx = ctx;
    this.response = ctx.response();
    this.content = content;
    this.costs = costs;
  }

  void begin() {
    if (response.closed()) {
      return;
    }
    String mark = '"' + content.mark() + '"';
    response.headers().set("Content-Type", content.type())
        .set("Content-Security-Policy", NOTHING_RUNS)
        .set("Content-Disposition", "inline; filename=\"" + content.name() + '"')
        .set("Cross-Origin-Resource-Policy", "same-origin")
        // kept by her own browser, which asks each time whether she may still see it
        .set("Cache-Control", "private, no-cache")
        .set("ETag", mark)
        .set("Accept-Ranges", "bytes");
    if (mark.equals(ctx.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    String onlyIf = ctx.request().getHeader("If-Range");
    ByteRange range = onlyIf == null || onlyIf.equals(mark) ? ByteRange.of(ctx.request().getHeader("Range"), content.length()) : null;
    if (range != null && !range.isSatisfiable()) {
      response.putHeader("Content-Range", "bytes */" + content.length());
      ctx.fail(Problem.of(Problem.Type.NO_SUCH_RANGE, "range.detail"));
      return;
    }
    ByteRange sent = range == null ? new ByteRange(0, content.length() - 1) : range;
    if (range != null) {
      response.setStatusCode(206)
          .putHeader("Content-Range", "bytes " + sent.from() + '-' + sent.to() + '/' + content.length());
    }
    response.putHeader("Content-Length", Integer.toString(sent.length()));
    from(sent.from(), sent.to() + 1).onComplete(all -> response.end(), this::end);
  }

  private Future<Void> from(int at, int end) {
    if (at == end) {
      return Future.succeededFuture();
    }
    int many = Math.min(PIECE_BYTES, end - at);
    String address = costs.visitors().apply(ctx).address();
    if (!costs.unread().take(address, many)) {
      return Future.failedFuture(Problem.unavailable(null));
    }
    return content.source().read(at, many)
        .compose(response::write)
        .onComplete(taken -> costs.unread().free(address, many))
        .compose(taken -> from(at + many, end));
  }

  /** What was said of its length cannot be held any more. */
  private void end(Throwable failure) {
    if (response.headWritten()) {
      ctx.request().connection().close();
    } else if (!response.closed()) {
      response.headers().remove("Content-Length").remove("Content-Range").remove("ETag").remove("Content-Disposition");
      ctx.fail(failure);
    }
  }
}
