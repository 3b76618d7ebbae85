package huiwen.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** The whole way of a question, again and again at a fixed rate: asked, seen at the desk, answered, seen by its asker. */
final class Loop {

  private static final int ASKERS = 50;
  private static final long MOST_MICROS = 60_000_000;

  private final Phones phones;
  /** Those that wait for the answers; mostly the same. */
  private final Phones askers;
  private final boolean published;
  private Histogram toDesk;
  private Histogram toPhone;

  Loop(Phones phones) {
    this(phones, false);
  }

  /** @param published whether the answers go to everybody who is connected */
  Loop(Phones phones, boolean published) {
    this(phones, phones, published);
  }

  private Loop(Phones phones, Phones askers, boolean published) {
    this.phones = phones;
    this.askers = askers;
    this.published = published;
  }

  /** All is asked and answered at one node, while the askers are connected to the other. */
  static Loop between(Phones atOne, Phones atOther) {
    return new Loop(atOne, atOther, false);
  }

  /** From when a question was due to be sent until the desk's socket had it, in microseconds. */
  Histogram toDesk() {
    return toDesk;
  }

  /** From when its answer was sent until its asker's socket had it, in microseconds. */
  Histogram toPhone() {
    return toPhone;
  }

  /** A message there and back on one socket, at this rate. */
  Histogram echo(int perSecond, double seconds) {
    var times = new ConcurrentHistogram(MOST_MICROS, 3);
    Map<String, Long> sent = new ConcurrentHashMap<>();
    Map<String, Promise<Void>> back = new ConcurrentHashMap<>();
    WebSocket socket = phones.connect("/", 1, null, text -> {
      String id = text.toString();
      times.recordValue((System.nanoTime() - sent.get(id)) / 1_000);
      back.get(id).complete();
    }).get(0);
    pace(perSecond, seconds, (number, due) -> {
      String id = Integer.toString(number);
      sent.put(id, due);
      Promise<Void> promise = Promise.promise();
      back.put(id, promise);
      socket.writeTextMessage(id);
      return promise.future();
    });
    socket.close();
    return times;
  }

  /** Measures {@link #toDesk} and {@link #toPhone} anew. */
  void askClaimAnswer(int perSecond, double seconds) {
    toDesk = new ConcurrentHistogram(MOST_MICROS, 3);
    toPhone = new ConcurrentHistogram(MOST_MICROS, 3);
    Map<String, Long> askedAt = new ConcurrentHashMap<>();
    Map<String, Long> answeredAt = new ConcurrentHashMap<>();
    Map<String, Promise<Void>> finished = new ConcurrentHashMap<>();
    String organizer = phones.signIn();
    long seq = phones.seq(organizer);
    var join = new JsonObject().put("op", "join").put("fair", "demo").put("since", seq);
    var sockets = new ArrayList<WebSocket>();
    sockets.add(phones.connectAs(organizer, join.copy().put("as", "desk").encode(), frame -> {
      JsonObject question = question(frame, "asked");
      Long due = question == null ? null : askedAt.get(question.getString("text"));
      if (due != null) {
        toDesk.recordValue((System.nanoTime() - due) / 1_000);
        String id = question.getString("id");
        finished.put(id, finished.get(question.getString("text")));
        phones.send(HttpMethod.POST, "/api/questions/" + id + "/claim", null, organizer)
            .compose(claimed -> {
              answeredAt.put(id, System.nanoTime());
              return phones.send(HttpMethod.POST, "/api/questions/" + id + "/answer",
                  new JsonObject().put("text", "请到展台来，我们当面说。").put("public", published), organizer);
            })
            .onFailure(failure -> finished.get(id).tryFail(failure));
      }
    }));
    var cookies = new ArrayList<String>();
    for (int i = 0; i < ASKERS; i++) {
      String asker = phones.newAsker();
      cookies.add(asker);
      sockets.add(askers.connectAs(asker, join.copy().put("as", "asker").encode(), frame -> {
        JsonObject question = question(frame, "answered");
        Long sent = question == null ? null : answeredAt.remove(question.getString("id"));
        if (sent != null) {
          toPhone.recordValue((System.nanoTime() - sent) / 1_000);
          finished.get(question.getString("id")).tryComplete();
        }
      }));
    }
    pace(perSecond, seconds, (number, due) -> {
      String text = "葵花咋种 " + number + " " + due;
      Promise<Void> promise = Promise.promise();
      finished.put(text, promise);
      askedAt.put(text, due);
      return phones.ask(Bench.ASK, cookies.get(number % ASKERS),
          new JsonObject().put("text", text).put("department", "keji")).compose(asked -> promise.future());
    });
    sockets.forEach(WebSocket::close);
  }

  private static JsonObject question(Buffer frame, String kind) {
    if (frame.length() > 200_000 || !frame.toString().contains("\"kind\":\"" + kind + "\"")) {
      return null;
    }
    return new JsonObject(frame).getJsonObject("question");
  }

  private interface Step {
    Future<Void> run(int number, long due);
  }

  private static void pace(int perSecond, double seconds, Step step) {
    List<Future<Void>> all = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < perSecond * seconds; i++) {
      long due = start + (long) (i * 1e9 / perSecond);
      Bench.waitUntil(due);
      all.add(step.run(i, due));
    }
    Bench.await(Future.all(all));
  }
}
