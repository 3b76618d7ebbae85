package huiwen.http;

import huiwen.limits.Bounds;
import huiwen.limits.Connections;
import huiwen.limits.Refusals;
import huiwen.limits.Refusals.Bound;
import huiwen.limits.Refusals.By;
import huiwen.limits.Visitor;
import huiwen.log.OutOfMemory;
import huiwen.problem.Problem;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AttributeKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the connections of one event loop: none sends its request, or takes its answer, so slowly that it is held for
 * ever. (The server's idle timeout begins anew with each byte.) Where there are too many, one that has said nothing yet gives
 * way to a new one. Of a connection that has become a socket {@code live} takes care.
 */
final class ConnectionWatch {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  /** What Vert.x calls its own place on the way of what comes in. */
  private static final String VERTX = "handler";
  private static final Set<HttpVersion> KNOWN = Set.of(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);
  private static final AttributeKey<Open> OPEN = AttributeKey.valueOf(ConnectionWatch.class, "open");

  /**
   * What the server would answer with a bare line, or with nothing: another version of HTTP, and a body that breaks the
   * rules of its parts.
   */
  private static final class Faults extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof HttpRequest request && !KNOWN.contains(request.protocolVersion())) {
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
        request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("another version of HTTP")));
      }
      if (message instanceof HttpContent content && !(message instanceof HttpRequest)
          && content.decoderResult().isFailure()) {
        content.release();
        refuse(ctx.channel().attr(OPEN).get());
      } else {
        ctx.fireChannelRead(message);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      OutOfMemory.endIf(cause);
      ctx.fireExceptionCaught(cause);
    }

    private static void refuse(Open open) {
      if (open != null && open.request != null && !open.request.response().ended()) {
        ProblemHandler.send(open.request, Problem.of(Problem.Type.MALFORMED, "malformed.detail"));
      }
      if (open != null) {
        open.connection.close();
      }
    }
  }

  /** One connection. */
  private static final class Open {

    private final HttpConnection connection;
    private final Channel channel;
    private final String address;
    /** When it was opened, or its request has begun or was done with; in nanoseconds. */
    private long since = System.nanoTime();
    /** Null before the first, and where the last one was answered. */
    private HttpServerRequest request;
    private boolean silent = true;
    private boolean isEnding;
    private long unread;
    private long unreadSince;

    private Open(HttpConnection connection, String address) {
      this.connection = connection;
      this.channel = ((ConnectionBase) connection).channel();
      this.address = address;
    }

    /** Ends it now, whatever was not read: Vert.x, which would have it taken before, is not asked. */
    private void cut() {
      ChannelHandlerContext vertx = channel.pipeline().context(VERTX);
      if (vertx != null) {
        vertx.close();
      }
    }

    private boolean isSocket() {
      return channel.pipeline().get(HttpRequestDecoder.class) == null;
    }
  }

  private final Connections connections;
  private final Refusals refusals;
  private final Proxies proxies;
  private final Set<Open> all = new LinkedHashSet<>();
  /** Those that have sent no request yet, the oldest first. */
  private final Set<Open> silent = new LinkedHashSet<>();

  /** @param proxies whose connections are many phones' */
  ConnectionWatch(Vertx vertx, Connections connections, Refusals refusals, Proxies proxies) {
    this.proxies = proxies;
    this.connections = connections;
    this.refusals = refusals;
    vertx.setPeriodic(BETWEEN_LOOKS.toMillis(), timer -> look(System.nanoTime()));
  }

  void opened(HttpConnection connection) {
    var open = new Open(connection, holder(connection.remoteAddress()));
    Connections.Full full = connections.open(open.address);
    if (full != null) {
      refusals.count(Bound.CONNECTIONS, full == Connections.Full.ADDRESS ? By.ADDRESS : By.HUB);
      eldestSilent(full, open.address).ifPresent(this::giveWay);
      if (connections.open(open.address) != null) {
        open.cut();
        return;
      }
    }
    open.channel.attr(OPEN).set(open);
    open.channel.pipeline().addBefore(VERTX, "watch", new Faults());
    all.add(open);
    silent.add(open);
    open.channel.closeFuture().addListener(closed -> forget(open));
  }

  /** What is held to the bound of an address: a phone's network, or each of a proxy's connections by itself. */
  private String holder(SocketAddress remote) {
    String address = remote.hostAddress();
    return proxies.isTrusted(address) ? address + ' ' + remote.port() : Visitor.shared(address);
  }

  /** An address that has as many as it may makes room among its own. */
  private Optional<Open> eldestSilent(Connections.Full full, String address) {
    return silent.stream().filter(open -> full == Connections.Full.HUB || open.address.equals(address)).findFirst();
  }

  private void giveWay(Open open) {
    open.cut();
    forget(open);
  }

  /** Says goodbye, as far as anybody reads it; who does not is cut off. */
  private void end(Open open, Bound bound) {
    refusals.count(bound, By.CONNECTION);
    open.isEnding = true;
    open.connection.close();
    open.channel.eventLoop().schedule(open::cut, Bounds.CUT_AFTER.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void forget(Open open) {
    silent.remove(open);
    if (all.remove(open)) {
      connections.close(open.address);
    }
  }

  /** The head of a request has come. */
  void begun(HttpServerRequest request) {
    Open open = ((ConnectionBase) request.connection()).channel().attr(OPEN).get();
    if (open != null) {
      open.request = request;
      open.since = System.nanoTime();
      if (open.silent) {
        open.silent = false;
        silent.remove(open);
      }
    }
  }

  /** Whether nobody whose request has come waits for its answer. */
  boolean isAnswered() {
    return all.stream().noneMatch(open -> !open.isSocket() && open.request != null && open.request.isEnded()
        && !open.request.response().ended());
  }

  private void look(long now) {
    for (Open open : List.copyOf(all)) {
      if (!open.isSocket() && !open.isEnding) {
        look(open, now);
      }
    }
  }

  private void look(Open open, long now) {
    HttpServerRequest request = open.request;
    if (request != null && request.isEnded() && request.response().ended()) {
      open.request = null;
      open.since = now;
    }
    if (open.request == null) {
      if (open.silent && isOver(Bounds.HEAD_WITHIN, open.since, now)) {
        end(open, Bound.HEAD_WITHIN);
      } else if (isOver(Bounds.IDLE, open.since, now)) {
        end(open, Bound.IDLE);
      }
    } else if (!request.isEnded() && isOver(Bounds.BODY_WITHIN, open.since, now)) {
      ProblemHandler.send(request, Problem.of(Problem.Type.TOO_LATE, "late.detail"));
      end(open, Bound.BODY_WITHIN);
    }
    lookAtUnread(open, now);
  }

  private void lookAtUnread(Open open, long now) {
    ChannelOutboundBuffer waiting = open.channel.unsafe().outboundBuffer();
    long unread = waiting == null ? 0 : waiting.totalPendingWriteBytes();
    if (unread == 0 || Math.abs(open.unread - unread) >= Bounds.LEAST_DRAINED_BYTES) {
      open.unread = unread;
      open.unreadSince = now;
    } else if (isOver(Bounds.DRAINS_WITHIN, open.unreadSince, now)) {
      refusals.count(Bound.DRAINS_WITHIN, By.CONNECTION);
      open.cut();
    }
  }

  private static boolean isOver(Duration time, long since, long now) {
    return now - since > time.toNanos();
  }
}
