package huiwen.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Many phones against one server. */
final class Phones implements AutoCloseable {

  private static final String[] TEXTS = {"专家,这个葵花品种产量怎么样?", "今年扶贫还出台了哪些新政策?",
      "这样的科技新产品在哪里可以买到?", "高血压药农合可不可以报销?"};

  private final Vertx vertx;
  private final int port;
  private final HttpClientAgent http;
  private final WebSocketClient webSockets;
  private final List<String> askers = new ArrayList<>();

  Phones(Vertx vertx, int port, int connections) {
    this.vertx = vertx;
    this.port = port;
    this.http = vertx.createHttpClient(
        new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port).setKeepAlive(true),
        new PoolOptions().setHttp1MaxSize(connections).setEventLoopSize(2));
    this.webSockets = vertx.createWebSocketClient(
        new WebSocketClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port).setMaxConnections(20_000)
            .setMaxFrameSize(4 << 20).setMaxMessageSize(4 << 20));
  }

  /** What the question of this number asks. */
  static String text(int number) {
    return TEXTS[number % TEXTS.length];
  }

  /** A new asker's cookie, as the villager's page gives it; a server that gives none needs none. Waits for it. */
  String newAsker() {
    return Bench.await(onContext(() -> request(HttpMethod.GET, "/f/demo", null, MultiMap.caseInsensitiveMultiMap())
        .compose(page -> {
          String given = page.getHeader("Set-Cookie");
          return page.end().map(given == null ? "hub_asker=none" : given.split(";")[0]);
        })));
  }

  Future<JsonObject> send(HttpMethod method, String path, JsonObject body, String cookie) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    if (cookie != null) {
      headers.add("Cookie", cookie);
    }
    return onContext(() -> request(method, path, body, headers).compose(response -> response.body().map(bytes -> {
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(path + " " + response.statusCode() + " " + bytes);
      }
      JsonObject answer = bytes.length() == 0 ? new JsonObject() : new JsonObject(bytes);
      String given = response.getHeader("Set-Cookie");
      return given == null ? answer : answer.put("cookie", given.split(";")[0]);
    })));
  }

  /** What stands at this address. */
  Future<String> text(String path) {
    return onContext(() -> request(HttpMethod.GET, path, null, MultiMap.caseInsensitiveMultiMap())
        .compose(response -> response.body().map(Buffer::toString)));
  }

  /** Signs the organizer in; brings the cookie. */
  String signIn() {
    return Bench.await(session(new JsonObject().put("password", Bench.PASSWORD)));
  }

  /** Signs a volunteer in by this invite; brings the cookie. */
  Future<String> join(String invite, String name) {
    return session(new JsonObject().put("invite", invite).put("name", name));
  }

  private Future<String> session(JsonObject body) {
    return send(HttpMethod.POST, "/api/session", body, null).map(session -> session.getString("cookie"));
  }

  /** The invite of this desk. */
  Future<String> invite(String department, String organizer) {
    return send(HttpMethod.PUT, "/api/fairs/demo/desks/" + department, new JsonObject(), organizer)
        .map(desk -> desk.getString("invite"));
  }

  /** Answers a question with the same words each time. */
  Future<JsonObject> answer(String id, String cookie) {
    return send(HttpMethod.POST, "/api/questions/" + id + "/answer",
        new JsonObject().put("text", "请到展台来，我们当面说。"), cookie);
  }

  /** The newest entry's number. */
  long seq(String organizer) {
    return Bench.await(send(HttpMethod.GET, "/api/fairs/demo/tally", null, organizer)).getLong("seq");
  }

  /** What the server says to this, whatever it is. */
  Future<Integer> status(String path, JsonObject body, String cookie) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Cookie", cookie);
    return onContext(() -> request(HttpMethod.POST, path, body, headers)
        .compose(response -> response.end().map(response.statusCode())));
  }

  private Future<HttpClientResponse> request(HttpMethod method, String path, JsonObject body, MultiMap headers) {
    headers.add("Content-Type", "application/json");
    return http.request(new RequestOptions().setMethod(method).setURI(path).setHeaders(headers))
        .compose(request -> body == null ? request.send() : request.send(body.toBuffer()));
  }

  /** Asks one question; fails unless the server says that it has it: 200 where it had it already when it was asked to have it. */
  Future<Void> ask(String path, String cookie, int number) {
    return ask(path, cookie,
        new JsonObject().put("text", text(number)).put("village", "新村" + number % 20));
  }

  Future<Void> ask(String path, String cookie, JsonObject body) {
    MultiMap headers = asking(cookie);
    return onContext(() -> request(HttpMethod.POST, path, body, headers).compose(response ->
        response.statusCode() == 201 || response.statusCode() == 200
            ? response.end()
            : response.body().compose(text -> Future.failedFuture(response.statusCode() + " " + text))));
  }

  /** Asks at this desk; brings the question's number. */
  Future<String> askAt(String department, String cookie) {
    return onContext(() -> request(HttpMethod.POST, Bench.ASK,
        new JsonObject().put("text", TEXTS[0]).put("department", department), asking(cookie))
        .compose(response -> response.body().compose(body -> response.statusCode() == 201
            ? Future.succeededFuture(new JsonObject(body).getString("id"))
            : Future.failedFuture(response.statusCode() + " " + body))));
  }

  private static MultiMap asking(String cookie) {
    return MultiMap.caseInsensitiveMultiMap()
        .add("Cookie", cookie).add("Idempotency-Key", UUID.randomUUID().toString());
  }

  /** On an event loop, so that the steps are in order: off it, a response may be over before it is looked at. */
  private <T> Future<T> onContext(Supplier<Future<T>> steps) {
    if (Context.isOnEventLoopThread()) {
      return steps.get();
    }
    Promise<T> done = Promise.promise();
    vertx.runOnContext(now -> steps.get().onComplete(done));
    return done.future();
  }

  /** Closed loop: so many askers at once for so long, who had their cookies before; how many a second. */
  double askAsFastAsPossible(String path, int atOnce, double seconds) {
    while (askers.size() < atOnce) {
      askers.add(newAsker());
    }
    var done = new AtomicLong();
    var loops = new ArrayList<Future<Void>>();
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    for (int i = 0; i < atOnce; i++) {
      loops.add(again(path, askers.get(i), i, end, done));
    }
    Bench.await(Future.all(loops));
    return done.get() / ((System.nanoTime() - start) / 1e9);
  }

  private Future<Void> again(String path, String cookie, int number, long end, AtomicLong done) {
    Promise<Void> finished = Promise.promise();
    step(path, cookie, number, end, done, finished);
    return finished.future();
  }

  private void step(String path, String cookie, int number, long end, AtomicLong done, Promise<Void> finished) {
    if (System.nanoTime() >= end) {
      finished.complete();
      return;
    }
    ask(path, cookie, number).onComplete(asked -> {
      if (asked.failed()) {
        finished.tryFail(asked.cause());
      } else {
        done.incrementAndGet();
        step(path, cookie, number + 1, end, done, finished);
      }
    });
  }

  /** Open loop at a fixed rate: how long each took from when it was due, in microseconds. */
  Histogram askAtRate(String path, int perSecond, double seconds) {
    return askAtRate(path, List.of(newAsker()), perSecond, seconds);
  }

  /** The same by these askers, one after the other. */
  Histogram askAtRate(String path, List<String> cookies, int perSecond, double seconds) {
    var histogram = new ConcurrentHistogram(60_000_000, 3);
    var all = new ArrayList<Future<Void>>();
    long start = System.nanoTime();
    int count = (int) (perSecond * seconds);
    for (int i = 0; i < count; i++) {
      long due = start + (long) (i * 1e9 / perSecond);
      Bench.waitUntil(due);
      all.add(ask(path, cookies.get(i % cookies.size()), i).onSuccess(done -> histogram.recordValue((System.nanoTime() - due) / 1_000)));
    }
    Bench.await(Future.all(all));
    return histogram;
  }

  /** Opens so many sockets, some at a time. @param join sent on each, or null */
  List<WebSocket> connect(String path, int count, String join, Consumer<Buffer> onText) {
    var sockets = new ArrayList<WebSocket>();
    int together = 200;
    for (int from = 0; from < count; from += together) {
      var batch = new ArrayList<Future<WebSocket>>();
      var joined = new AtomicInteger();
      int size = Math.min(together, count - from);
      for (int i = 0; i < size; i++) {
        batch.add(webSockets.connect(new WebSocketConnectOptions().setURI(path))
            .onSuccess(socket -> {
              socket.handler(text -> {
                if (isOp("joined", text)) {
                  joined.incrementAndGet();
                }
                onText.accept(text);
              });
              if (join != null) {
                socket.writeTextMessage(join);
              }
            }));
      }
      Bench.await(Future.all(batch));
      batch.forEach(socket -> sockets.add(socket.result()));
      if (join != null) {
        Bench.until(() -> joined.get() >= size);
      }
    }
    return sockets;
  }

  /** Whether it is a frame, or the first part of one, that does this; looks at no more of it than it must. */
  static boolean isOp(String op, Buffer text) {
    int length = op.length();
    return text.length() > length + 8 && text.getByte(7) == op.charAt(0) && text.getByte(6 + length) == op.charAt(length - 1)
        && text.getByte(7 + length) == '"';
  }

  /** Opens one socket for whoever has this cookie, and waits until it has joined. */
  WebSocket connectAs(String cookie, String join, Consumer<Buffer> onText) {
    Promise<Void> joined = Promise.promise();
    WebSocket socket = Bench.await(webSockets.connect(
        new WebSocketConnectOptions().setURI("/live").addHeader("Cookie", cookie)));
    socket.handler(text -> {
      if (text.toString().contains("\"op\":\"joined\"")) {
        joined.tryComplete();
      }
      onText.accept(text);
    });
    socket.writeTextMessage(join);
    Bench.await(joined.future());
    return socket;
  }

  @Override
  public void close() {
    Bench.await(http.close());
    Bench.await(webSockets.close());
  }
}
