package huiwen.db;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.Connection;
import io.vertx.sqlclient.internal.SqlConnectionInternal;

/**
 * Cuts a connection to the database on which no answer comes, so that whoever waits is told. The client itself would end it
 * politely: it tells the server and waits until that agrees, which one that stands still never does.
 */
final class Silence extends ChannelDuplexHandler {

  /** The handler that says when nothing has come or gone for a while; Vert.x gives it this name. */
  private static final String IDLE = "idle";
  /** So many whiles after part of an answer: by then the pool has closed what nobody uses. */
  private static final int MOST_AFTER_AN_ANSWER = 3;

  private boolean waiting;
  private int silent;

  private Silence() {
  }

  /** Looks after this connection, which a pool has just opened, and gives it back to the pool. */
  static void end(SqlConnection opened) {
    Connection connection = ((SqlConnectionInternal) opened).unwrap();
    for (Connection inner = connection.unwrap(); inner != connection; inner = connection.unwrap()) {
      connection = inner;
    }
    if (connection instanceof SocketConnectionBase socket) {
      socket.socket().channelHandlerContext().pipeline().addAfter(IDLE, "silence", new Silence());
    }
    opened.close();
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise written) {
    waiting = true;
    silent = 0;
    ctx.write(message, written);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    waiting = false;
    silent = 0;
    ctx.fireChannelRead(message);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (!(event instanceof IdleStateEvent)) {
      ctx.fireUserEventTriggered(event);
    } else if (waiting || ++silent >= MOST_AFTER_AN_ANSWER) {
      ctx.close(); // from here on, without asking those who would be polite
    }
  }
}
