package huiwen.live;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.function.Predicate;

/**
 * Stands before Vert.x on the way of a socket's frames. Vert.x answers a ping before any handler of ours hears of it,
 * and queues the answer however little the other side reads: so frames are counted, and dropped, here. Knows besides
 * whether what was written moves, and cuts the connection without waiting for anybody.
 */
final class FrameGuard extends ChannelInboundHandlerAdapter {

  /** What Vert.x calls its own place on the way. */
  private static final String VERTX = "handler";

  private final ChannelHandlerContext socket;
  private Predicate<Boolean> takes;
  private long drained;

  /** To be made on the connection's event loop, when it has become a socket. */
  FrameGuard(Channel channel) {
    socket = channel.pipeline().context(VERTX);
  }

  /** The connection of a request that is to become a socket. */
  static Channel channelOf(HttpServerRequest request) {
    return ((ConnectionBase) request.connection()).channel();
  }

  /** @param takes is asked for each frame but a close whether it may come in; its argument: whether it is a ping */
  void begin(Predicate<Boolean> takes) {
    this.takes = takes;
    socket.pipeline().addBefore(VERTX, "guard", this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof WebSocketFrame frame && !(message instanceof CloseWebSocketFrame)
        && !takes.test(message instanceof PingWebSocketFrame)) {
      frame.release();
    } else {
      ctx.fireChannelRead(message);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    drained++;
    ctx.fireChannelWritabilityChanged();
  }

  /** How far the other side has come with what it is sent: a greater number than before, by the bytes it has taken. */
  long progress() {
    Channel channel = socket.channel();
    return drained * (channel.config().getWriteBufferHighWaterMark() + 1L) - channel.bytesBeforeWritable();
  }

  /** Reads nothing any more: what is still sent waits in the other side's network. */
  void stopReading() {
    socket.channel().config().setAutoRead(false);
  }

  /** Ends the connection now, whatever was not read. */
  void cut() {
    socket.close();
  }
}
