package huiwen.live;

import huiwen.limits.Bounds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/**
 * One message of the wire, encoded once: however many sockets it is written to, its bytes are held once. (The text of
 * {@code writeTextMessage} is encoded anew for each socket, and the library's public frames can be written once only.)
 */
final class Frame {

  private final ByteBuf bytes;
  private final boolean isShared;

  Frame(String json) {
    this(json, false);
  }

  private Frame(String json, boolean isShared) {
    this.isShared = isShared;
    // no pooled or direct buffer: Netty copies such a one into the socket's own and leaves it as it is
    bytes = Unpooled.wrappedBuffer(json.getBytes(StandardCharsets.UTF_8));
  }

  static Frame of(JsonObject message) {
    return new Frame(message.encode());
  }

  /** One that is kept, and written to whoever comes. */
  static Frame shared(String json) {
    return new Frame(json, true);
  }

  /** Whether its bytes are held once, however many do not read it. */
  boolean isShared() {
    return isShared;
  }

  /** In bytes. */
  int length() {
    return bytes.readableBytes();
  }

  /** Long ones go out in parts, as clients limit the length of a part. The future completes when the last is taken. */
  Future<Void> writeTo(WebSocketBase socket) {
    int length = bytes.readableBytes();
    int from = 0;
    Future<Void> taken;
    do {
      int size = Math.min(Bounds.FRAME_BYTES, length - from);
      taken = socket.writeFrame(new WebSocketFrameImpl(
          from == 0 ? WebSocketFrameType.TEXT : WebSocketFrameType.CONTINUATION,
          bytes.slice(from, size), from + size == length));
      from += size;
    } while (from < length);
    return taken;
  }

  /** What it says. */
  @Override
  public String toString() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
