package huiwen.live;

import huiwen.http.ProblemHandler;
import huiwen.http.Texts;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;

/**
 * One socket. What it cannot take at once is not queued: it falls behind, is served from the ring when it has
 * drained, and is closed where it does not drain or has fallen out of the ring.
 */
final class LiveClient {

  /** Bytes that may wait for the network before the socket counts as full. */
  private static final int QUEUE_BYTES = 128 * 1024;
  private static final Duration DRAINS_WITHIN = Duration.ofSeconds(20);
  /** Frames between two beats: far more than a page sends, far less than hurts. */
  private static final int MOST_FRAMES = 300;
  private static final short GOING_AWAY = 1001;

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final String sessionToken;
  private final Texts texts;
  private FairStream stream;
  private Interest interest;
  /** Entries up to this one are in the client's snapshot already. */
  private long known;
  /** The first entry that it could not take; 0 = it keeps up. */
  private long behindFrom;
  private long slowTimer = -1;
  private boolean resuming;
  private int joins;
  private int frames;

  LiveClient(Vertx vertx, ServerWebSocket socket, String sessionToken, Texts texts) {
    this.vertx = vertx;
    this.socket = socket.setWriteQueueMaxSize(QUEUE_BYTES);
    this.sessionToken = sessionToken;
    this.texts = texts;
    socket.drainHandler(drained -> catchUp());
  }

  String sessionToken() {
    return sessionToken;
  }

  FairStream stream() {
    return stream;
  }

  Interest interest() {
    return interest;
  }

  /** Counts a frame that came in; whether there are too many. */
  boolean floods() {
    return ++frames > MOST_FRAMES;
  }

  /** Begins to join anew; what an earlier join still waits for is to be dropped. */
  int beginJoin() {
    leave();
    return ++joins;
  }

  boolean isStillJoining(int join) {
    return join == joins && !socket.isClosed();
  }

  /**
   * Follows the stream from after this entry on: sends what the ring holds of it, then what comes.
   *
   * @param resumes whether the client is told, after what it missed, that it is up to date
   */
  void follow(FairStream joined, Interest wanted, long after, boolean resumes) {
    stream = joined;
    interest = wanted;
    known = after;
    behindFrom = 0;
    resuming = resumes;
    joined.add(this);
    sendFrom(after + 1);
  }

  void leave() {
    if (stream != null) {
      stream.remove(this);
      stream = null;
    }
  }

  /** A frame that belongs to no entry. */
  void send(Frame frame) {
    if (!socket.isClosed()) {
      frame.writeTo(socket);
    }
  }

  /** A frame that is worth nothing when it comes late: passed over where the socket is full. */
  void sendIfReady(Frame frame) {
    if (!socket.isClosed() && !socket.writeQueueFull()) {
      frame.writeTo(socket);
    }
  }

  /** The newest entry: sent if it concerns this client, or left for later if the socket is full. */
  void offer(Audience audience) {
    if (behindFrom == 0) {
      sendOrFallBehind(audience);
    }
  }

  private boolean sendOrFallBehind(Audience audience) {
    long seq = audience.entry().seq();
    if (seq <= known || socket.isClosed()) {
      return true;
    }
    Frame frame = audience.frameFor(interest);
    if (frame == null) {
      return true;
    }
    if (socket.writeQueueFull()) {
      behindFrom = seq;
      if (slowTimer < 0) {
        slowTimer = vertx.setTimer(DRAINS_WITHIN.toMillis(), timer -> close(CloseCode.TOO_SLOW));
      }
      return false;
    }
    frame.writeTo(socket);
    return true;
  }

  private void catchUp() {
    if (behindFrom == 0 || stream == null) {
      return;
    }
    long from = behindFrom;
    behindFrom = 0;
    vertx.cancelTimer(slowTimer);
    slowTimer = -1;
    sendFrom(from);
  }

  private void sendFrom(long seq) {
    Ring ring = stream.ring();
    if (!ring.reachesBackTo(seq - 1)) {
      close(CloseCode.TOO_SLOW);
      return;
    }
    for (long next = seq; next <= ring.last(); next++) {
      Audience audience = ring.get(next);
      if (audience != null && !sendOrFallBehind(audience)) {
        return;
      }
    }
    if (resuming) {
      resuming = false;
      send(Frame.of(stream.joined(Math.max(known, ring.last()))));
    }
  }

  /** Says up to where it has been sent all that concerns it, and asks whether anybody is there. */
  void beat() {
    frames = 0;
    if (socket.isClosed()) {
      return;
    }
    socket.writePing(Buffer.buffer());
    if (stream != null && behindFrom == 0) {
      sendIfReady(stream.beatFor(interest));
    }
  }

  /** Ends it for a reason that the client is told. */
  void close(CloseCode reason) {
    if (!socket.isClosed()) {
      send(Frame.of(new JsonObject()
          .put("op", "error")
          .put("problem", ProblemHandler.document(reason.problem(), texts))));
      socket.close(reason.code, reason.name().toLowerCase(Locale.ROOT));
    }
    closed();
  }

  /** Ends it where the client has broken the protocol; where the network has, it ends by itself. */
  void failed(Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      socket.close((short) corrupted.closeStatus().code());
    } else if (failure instanceof IllegalStateException) {
      // what Vert.x reports where the parts of a message add up to more than the limit
      socket.close((short) WebSocketCloseStatus.MESSAGE_TOO_BIG.code());
    }
  }

  /** Ends it because the hub goes away; the client is told when to come back. */
  void sendAway(int retryAfterMillis) {
    if (!socket.isClosed()) {
      send(Frame.of(new JsonObject().put("op", "leaving").put("retryAfterMillis", retryAfterMillis)));
      socket.close(GOING_AWAY);
    }
    closed();
  }

  void closed() {
    joins++;
    vertx.cancelTimer(slowTimer);
    leave();
  }
}
