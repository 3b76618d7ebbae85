package huiwen.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Many phones against the peer, in the protocol of Socket.IO (engine.io 4 over WebSocket). */
final class SocketIoPhones implements AutoCloseable {

  private static final String PATH = "/socket.io/?EIO=4&transport=websocket";
  private static final int TOGETHER = 200;

  private final Vertx vertx;
  private final WebSocketClient client;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, Promise<JsonObject>> acknowledgements = new ConcurrentHashMap<>();
  private final AtomicLong events = new AtomicLong();

  SocketIoPhones(Vertx vertx, int port) {
    this.vertx = vertx;
    client = vertx.createWebSocketClient(new WebSocketClientOptions().setDefaultHost("127.0.0.1")
        .setDefaultPort(port).setMaxConnections(20_000).setMaxFrameSize(4 << 20).setMaxMessageSize(4 << 20));
  }

  List<WebSocket> connect(int count) {
    var sockets = new ArrayList<WebSocket>();
    for (int from = 0; from < count; from += TOGETHER) {
      var batch = new ArrayList<Future<WebSocket>>();
      for (int i = from; i < Math.min(count, from + TOGETHER); i++) {
        Promise<WebSocket> opened = Promise.promise();
        batch.add(opened.future());
        // on an event loop: off it, the server's first packet may have come before it is listened for
        vertx.runOnContext(now -> client.connect(PATH).compose(this::open).onComplete(opened));
      }
      Bench.await(Future.all(batch));
      batch.forEach(socket -> sockets.add(socket.result()));
    }
    return sockets;
  }

  private Future<WebSocket> open(WebSocket socket) {
    Promise<WebSocket> opened = Promise.promise();
    socket.textMessageHandler(packet -> {
      if (packet.startsWith("0")) {
        socket.writeTextMessage("40");
      } else if (packet.startsWith("40")) {
        opened.tryComplete(socket);
      } else if (packet.equals("2")) {
        socket.writeTextMessage("3");
      } else if (packet.startsWith("43")) {
        int start = packet.indexOf('[');
        acknowledgements.remove(Integer.valueOf(packet.substring(2, start)))
            .complete(new JsonArray(packet.substring(start)).getJsonObject(0));
      } else if (packet.startsWith("42")) {
        events.incrementAndGet();
      }
    });
    return opened.future();
  }

  /** How many events have come, to all together. */
  AtomicLong events() {
    return events;
  }

  Future<JsonObject> emit(WebSocket socket, String event, JsonObject body) {
    int number = numbers.incrementAndGet();
    Promise<JsonObject> acknowledged = Promise.promise();
    acknowledgements.put(number, acknowledged);
    socket.writeTextMessage("42" + number + new JsonArray().add(event).add(body).encode());
    return acknowledged.future().compose(answer -> answer.containsKey("error")
        ? Future.failedFuture(answer.getString("error")) : Future.succeededFuture(answer));
  }

  Future<JsonObject> ask(WebSocket socket, int number) {
    return emit(socket, "ask", new JsonObject().put("asker", socket.toString())
        .put("key", UUID.randomUUID().toString()).put("department", "keji").put("text", Phones.text(number))
        .put("village", "新村" + number % 20));
  }

  /** Closed loop: each socket has so many questions under way for so long; how many a second. */
  double askAsFastAsPossible(List<WebSocket> sockets, int inFlight, double seconds) {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    var done = new AtomicLong();
    var loops = new ArrayList<Future<Void>>();
    for (WebSocket socket : sockets) {
      for (int i = 0; i < inFlight; i++) {
        Promise<Void> finished = Promise.promise();
        loops.add(finished.future());
        step(socket, i, end, done, finished);
      }
    }
    Bench.await(Future.all(loops));
    return done.get() / ((System.nanoTime() - start) / 1e9);
  }

  private void step(WebSocket socket, int number, long end, AtomicLong done, Promise<Void> finished) {
    if (System.nanoTime() >= end) {
      finished.complete();
      return;
    }
    ask(socket, number).onSuccess(asked -> {
      done.incrementAndGet();
      step(socket, number + 1, end, done, finished);
    }).onFailure(finished::tryFail);
  }

  @Override
  public void close() {
    Bench.await(client.close());
  }
}
