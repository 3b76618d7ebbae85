package huiwen.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The contract's WebSocket as an outside client sees it. */
public final class Live implements WebSocket.Listener, AutoCloseable {

  private static final Duration COMES_WITHIN = Duration.ofSeconds(20);

  private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  private final List<JsonObject> all = new ArrayList<>();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;

  /** @param origin of the page, or null for a client that is no browser */
  public static Live open(URI hub, String cookies, String origin) {
    var live = new Live();
    var builder = HttpClient.newHttpClient().newWebSocketBuilder();
    if (!cookies.isEmpty()) {
      builder.header("Cookie", cookies);
    }
    if (origin != null) {
      builder.header("Origin", origin);
    }
    live.socket = builder.buildAsync(URI.create("ws://" + hub.getAuthority() + "/live"), live).join();
    return live;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      frames.add(new JsonObject(part.toString()));
      part.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closeCode.complete(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closeCode.complete(1006);
  }

  public Live send(String frame) {
    socket.sendText(frame, true).join();
    return this;
  }

  public Live join(String fair, String as, Long since) {
    return send(new JsonObject().put("op", "join").put("fair", fair).put("as", as).put("since", since).encode());
  }

  /** Waits for the next frame that fits; what comes before it is kept in {@link #seen}. */
  public JsonObject next(Predicate<JsonObject> fits) {
    long until = System.nanoTime() + COMES_WITHIN.toNanos();
    try {
      while (true) {
        JsonObject frame = frames.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertThat(frame).as("a frame; seen so far: " + all).isNotNull();
        all.add(frame);
        if (fits.test(frame)) {
          return frame;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public JsonObject next(String op) {
    return next(frame -> op.equals(frame.getString("op")));
  }

  public JsonObject nextEntry(String kind) {
    return next(frame -> "entry".equals(frame.getString("op")) && kind.equals(frame.getString("kind")));
  }

  /** Waits until the hub has closed it; the code. */
  public int closeCode() {
    return closeCode(COMES_WITHIN);
  }

  /** The code with which the hub closes within this time. */
  public int closeCode(Duration within) {
    return closeCode.orTimeout(within.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** The next frame, or null where none comes within this time. */
  public JsonObject poll(Duration within) {
    try {
      return frames.poll(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Whether the connection has ended and all that came by it was taken. */
  public boolean isClosed() {
    return frames.isEmpty() && (closeCode.isDone() || Thread.currentThread().isInterrupted());
  }

  /** All frames that were taken so far. */
  public List<JsonObject> seen() {
    frames.drainTo(all);
    return all;
  }

  /** The numbers of the entries that were taken so far. */
  public List<Long> seqs() {
    return seen().stream().filter(frame -> "entry".equals(frame.getString("op")))
        .map(frame -> frame.getLong("seq")).toList();
  }

  public WebSocket socket() {
    return socket;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
