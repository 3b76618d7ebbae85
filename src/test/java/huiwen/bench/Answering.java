package huiwen.bench;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Many volunteers at one desk: answering what waits, and racing for one question. */
final class Answering {

  private static final int VOLUNTEERS = 60;
  private static final int RACERS = 500;
  private static final int ASKING = 64;
  private static final String DESK = "keji";

  private final Phones phones;

  Answering(Phones phones) {
    this.phones = phones;
  }

  /** So many answers, of which the first third only warms the server up; how many a second. */
  double answersPerSecond(int count) {
    Queue<String> waiting = ask(count);
    List<String> volunteers = volunteers(VOLUNTEERS);
    answerUntilLeft(waiting, volunteers, count * 2 / 3);
    int measured = waiting.size();
    long start = System.nanoTime();
    answerUntilLeft(waiting, volunteers, 0);
    return measured / ((System.nanoTime() - start) / 1e9);
  }

  private Queue<String> ask(int count) {
    var ids = new ConcurrentLinkedQueue<String>();
    var left = new AtomicInteger(count);
    var askers = new ArrayList<Future<Void>>();
    for (int i = 0; i < ASKING; i++) {
      askers.add(askNext(Phones.newAsker(), left, ids));
    }
    Bench.await(Future.all(askers));
    return ids;
  }

  private Future<Void> askNext(String asker, AtomicInteger left, Queue<String> ids) {
    return left.getAndDecrement() <= 0
        ? Future.succeededFuture()
        : phones.askAt(DESK, asker).compose(id -> {
          ids.add(id);
          return askNext(asker, left, ids);
        });
  }

  private List<String> volunteers(int count) {
    String invite = Bench.await(phones.invite(DESK, phones.signIn()));
    var volunteers = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      volunteers.add(Bench.await(phones.join(invite, "志愿者" + i)));
    }
    return volunteers;
  }

  private void answerUntilLeft(Queue<String> waiting, List<String> volunteers, int left) {
    Bench.await(Future.all(volunteers.stream().map(volunteer -> answerNext(waiting, volunteer, left)).toList()));
  }

  private Future<Void> answerNext(Queue<String> waiting, String volunteer, int left) {
    String id = waiting.size() <= left ? null : waiting.poll();
    return id == null
        ? Future.succeededFuture()
        : phones.answer(id, volunteer).compose(done -> answerNext(waiting, volunteer, left));
  }

  /** All claim one question at once; how many were told that it is theirs. */
  int winners() {
    List<String> volunteers = volunteers(RACERS);
    String id = ask(1).remove();
    var won = new AtomicInteger();
    Bench.await(Future.all(volunteers.stream()
        .map(volunteer -> phones.status("/api/questions/" + id + "/claim", new JsonObject(), volunteer)
            .onSuccess(status -> won.addAndGet(status == 200 ? 1 : 0)))
        .toList()));
    return won.get();
  }
}
