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

  /** Answers for so long that the compiler is done: it takes as long over it as over asking. */
  void warmUp(List<String> volunteers, int count, double seconds) {
    for (double answered = 0; answered < seconds; ) {
      answered += secondsToAnswer(ask(count), volunteers);
    }
  }

  /** How many answers a second, of so many questions that wait for them. */
  double answersPerSecond(List<String> volunteers, int count) {
    return count / secondsToAnswer(ask(count), volunteers);
  }

  private double secondsToAnswer(Queue<String> waiting, List<String> volunteers) {
    long start = System.nanoTime();
    Bench.await(Future.all(volunteers.stream().map(volunteer -> answerNext(waiting, volunteer)).toList()));
    return (System.nanoTime() - start) / 1e9;
  }

  private Queue<String> ask(int count) {
    var ids = new ConcurrentLinkedQueue<String>();
    var left = new AtomicInteger(count);
    var askers = new ArrayList<Future<Void>>();
    for (int i = 0; i < ASKING; i++) {
      askers.add(askNext(phones.newAsker(), left, ids));
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

  /** Those who answer, signed in. */
  List<String> volunteers() {
    return volunteers(VOLUNTEERS);
  }

  private List<String> volunteers(int count) {
    String invite = Bench.await(phones.invite(DESK, phones.signIn()));
    var volunteers = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      volunteers.add(Bench.await(phones.join(invite, "志愿者" + i)));
    }
    return volunteers;
  }

  private Future<Void> answerNext(Queue<String> waiting, String volunteer) {
    String id = waiting.poll();
    return id == null
        ? Future.succeededFuture()
        : phones.answer(id, volunteer).compose(done -> answerNext(waiting, volunteer));
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
