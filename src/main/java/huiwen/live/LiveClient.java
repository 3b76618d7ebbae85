package huiwen.live;

import huiwen.http.Costs;
import huiwen.http.ProblemHandler;
import huiwen.http.Texts;
import huiwen.limits.Bounds;
import huiwen.limits.Refusals.Bound;
import huiwen.limits.Refusals.By;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * One socket. What it cannot take at once is not queued: it falls behind, is served from the ring when it has
 * drained, and is closed where it does not drain or has fallen out of the ring.
 */
final class LiveClient {

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
  /** The newest join that waits until the one before it is done and the socket has drained; null = none. */
  private Supplier<Future<Void>> nextJoin;
  private boolean joining;
  private final List<Promise<Void>> waitingToDrain = new ArrayList<>();
  /** Since the last beat. */
  private int frames;
  private int joinsAsked;
  private boolean closing;
  private long cutTimer = -1;
  private final FrameGuard guard;
  private final String address;
  private final Costs costs;

  /** @param address by which is counted what it does not take */
  LiveClient(Vertx vertx, ServerWebSocket socket, FrameGuard guard, String address, Costs costs, String sessionToken,
      Texts texts) {
    this.vertx = vertx;
    this.guard = guard;
    this.address = address;
    this.costs = costs;
    this.socket = socket.setWriteQueueMaxSize(Bounds.QUEUE_BYTES);
    this.sessionToken = sessionToken;
    this.texts = texts;
    socket.drainHandler(drained -> drained());
    guard.begin(this::takes);
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

  /** Counts a frame that comes in, of whatever kind; whether it is looked at. */
  private boolean takes(boolean isPing) {
    if (++frames > Bounds.FRAMES) {
      guard.stopReading();
      close(CloseCode.TOO_MANY, Bound.FRAMES);
      return false;
    }
    if (closing) {
      return false;
    }
    return !isPing || !isFull(); // the answer to a ping is not queued for whoever reads nothing
  }

  /**
   * Joins when an earlier join is done and the socket has drained; of several that wait the newest is enough.
   *
   * @param join does it, beginning with {@link #beginJoin}
   */
  void join(Supplier<Future<Void>> join) {
    if (++joinsAsked > Bounds.JOINS) {
      close(CloseCode.TOO_MANY, Bound.JOINS);
      return;
    }
    nextJoin = join;
    joinNext();
  }

  private void joinNext() {
    if (nextJoin == null || joining || closing || isFull()) {
      return;
    }
    joining = true;
    Supplier<Future<Void>> join = nextJoin;
    nextJoin = null;
    Future.succeededFuture().compose(begun -> join.get()).onComplete(done -> {
      joining = false;
      joinNext();
    });
  }

  /** Begins to join anew; what an earlier join still waits for is to be dropped. */
  int beginJoin() {
    leave();
    return ++joins;
  }

  boolean isStillJoining(int join) {
    return join == joins && isOpen();
  }

  private boolean isOpen() {
    return !closing && !socket.isClosed();
  }

  /** Whether nothing more can be written for now; where it stays so for long the socket is closed. */
  private boolean isFull() {
    if (!socket.isClosed() && socket.writeQueueFull()) {
      watch();
      return true;
    }
    return false;
  }

  private void watch() {
    if (slowTimer < 0 && !closing) {
      long before = guard.progress();
      slowTimer = vertx.setTimer(Bounds.DRAINS_WITHIN.toMillis(), timer -> {
        slowTimer = -1;
        if (isOpen() && socket.writeQueueFull()) {
          if (guard.progress() - before < Bounds.LEAST_DRAINED_BYTES) {
            close(CloseCode.TOO_SLOW, Bound.DRAINS_WITHIN);
          } else {
            watch();
          }
        }
      });
    }
  }

  /** Completes when what was written is taken so far that more can be; fails where the socket ends before. */
  Future<Void> whenDrained() {
    if (!isFull()) {
      return Future.succeededFuture();
    }
    Promise<Void> drained = Promise.promise();
    waitingToDrain.add(drained);
    return drained.future();
  }

  private void drained() {
    vertx.cancelTimer(slowTimer);
    slowTimer = -1;
    catchUp();
    List<Promise<Void>> waited = List.copyOf(waitingToDrain);
    waitingToDrain.clear();
    waited.forEach(Promise::complete);
    joinNext();
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
    if (isOpen()) {
      frame.writeTo(socket);
      isFull();
    }
  }

  /** What it is given to begin with: long, and where it was made for this client alone counted until it is taken. */
  void sendSnapshot(Frame frame) {
    int length = frame.length();
    if (frame.isShared() || !isOpen()) {
      send(frame);
    } else if (costs.unread().take(address, length)) {
      frame.writeTo(socket).onComplete(taken -> costs.unread().free(address, length));
      isFull();
    } else {
      close(CloseCode.UNAVAILABLE);
    }
  }

  /** A frame that is worth nothing when it comes late: passed over where the socket is full. */
  void sendIfReady(Frame frame) {
    if (isOpen() && !isFull()) {
      frame.writeTo(socket);
    }
  }

  /** A frame that need not come in order, but must: where the socket is full it is told anew what is, once it has drained. */
  void tell(Frame frame) {
    if (!isOpen()) {
      return;
    }
    if (!isFull()) {
      frame.writeTo(socket);
      return;
    }
    resuming = true;
    if (behindFrom == 0) {
      behindFrom = stream.ring().last() + 1;
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
    if (seq <= known || !isOpen()) {
      return true;
    }
    Frame frame = audience.frameFor(interest);
    if (frame == null) {
      return true;
    }
    if (isFull()) {
      behindFrom = seq;
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
    sendFrom(from);
  }

  private void sendFrom(long seq) {
    Ring ring = stream.ring();
    if (!ring.reachesBackTo(seq - 1)) {
      close(CloseCode.TOO_SLOW, Bound.DRAINS_WITHIN);
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
    joinsAsked = 0;
    if (!isOpen() || isFull()) {
      return;
    }
    socket.writePing(Buffer.buffer());
    if (stream != null && behindFrom == 0) {
      sendIfReady(stream.beatFor(interest));
    }
  }

  /** Answers a sign of life with one. Who follows nothing yet has been sent all up to 0. */
  void answerBeat() {
    if (stream == null) {
      sendIfReady(Frame.of(new JsonObject().put("op", "beat").put("seq", 0)));
    } else if (behindFrom == 0) {
      sendIfReady(stream.beatFor(interest));
    }
  }

  /** Ends it for a reason that the client is told. */
  void close(CloseCode reason) {
    close(reason.code, reason.name().toLowerCase(Locale.ROOT), new JsonObject()
        .put("op", "error")
        .put("problem", ProblemHandler.document(reason.problem(), texts)));
  }

  private void close(CloseCode reason, Bound bound) {
    if (isOpen()) {
      costs.refusals().count(bound, By.SOCKET);
    }
    close(reason);
  }

  /** Says why, as far as anybody reads it; who does not is cut off. */
  private void close(short code, String reason, JsonObject last) {
    if (isOpen()) {
      if (last != null) {
        Frame.of(last).writeTo(socket);
      }
      socket.close(code, reason);
      cutIfUnread(guard.progress());
    }
    leaveForGood();
  }

  /** Vert.x waits for the other side only from when its close has gone out: to who reads nothing it never does. */
  private void cutIfUnread(long before) {
    cutTimer = vertx.setTimer(Bounds.CUT_AFTER.toMillis(), timer -> {
      long now = guard.progress();
      if (now == before) {
        costs.refusals().count(Bound.CUT_AFTER, By.SOCKET);
        guard.cut();
      } else {
        cutIfUnread(now);
      }
    });
  }

  /** Ends it where the client has broken the protocol; where the network has, it ends by itself. */
  void failed(Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      broken(corrupted.closeStatus().code());
    } else if (failure instanceof IllegalStateException) {
      // what Vert.x reports where the parts of a message add up to more than the limit
      broken(WebSocketCloseStatus.MESSAGE_TOO_BIG.code());
    }
  }

  private void broken(int code) {
    if (code == WebSocketCloseStatus.MESSAGE_TOO_BIG.code()) {
      costs.refusals().count(Bound.FRAME_BYTES, By.SOCKET);
    }
    close((short) code, null, null);
  }

  /** Ends it because the hub goes away; the client is told when to come back. */
  void sendAway(int retryAfterMillis) {
    close(GOING_AWAY, null, new JsonObject().put("op", "leaving").put("retryAfterMillis", retryAfterMillis));
  }

  /** The connection has ended. */
  void closed() {
    vertx.cancelTimer(cutTimer);
    leaveForGood();
  }

  private void leaveForGood() {
    closing = true;
    joins++;
    nextJoin = null;
    vertx.cancelTimer(slowTimer);
    waitingToDrain.forEach(waiting -> waiting.tryFail("the socket has ended"));
    waitingToDrain.clear();
    leave();
  }
}
