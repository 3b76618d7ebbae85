package huiwen.bus;

import huiwen.config.SettingsException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.Shareable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that are one hub, as each other's messages show them: what they tell each other comes at one address for all topics,
 * so that a node that comes or goes is one registration, however many fairs there are. Each says twice a second that it is
 * there; one that has said nothing for a second and a half is asked for nothing any more, whatever the cluster manager thinks
 * of it. What is not understood (a topic or a form of another version) is dropped, counted, and logged once.
 *
 * <p>For all threads. Where the hub is one node, all of this is nothing.
 */
final class Nodes implements Shareable {

  private static final Logger log = LoggerFactory.getLogger(Nodes.class);
  private static final String NAME = "nodes";
  private static final String ADDRESS = "told";
  private static final String FORM = "form";
  private static final String FROM = "from";
  /** On which data a node works. */
  private static final String DATA = "data";
  private static final String TOPIC = "topic";
  private static final String TOLD = "told";
  private static final String HERE = "here";
  private static final String LEAVING = "leaving";
  /** Counted up when what is told or asked changes its form. */
  private static final int PRESENT_FORM = 1;
  private static final Duration BETWEEN_SIGNS = Duration.ofMillis(500);
  private static final Duration GONE_AFTER = Duration.ofMillis(1_500);
  /** Longer than an owner takes by far: where it has given no sign either, this node does it itself. */
  private static final Duration OWNER_ANSWERS_WITHIN = Duration.ofSeconds(1);
  private static final Duration BUSY_OWNER_ANSWERS_WITHIN = Duration.ofSeconds(4);
  /** When the next sign of a node that works is there at the latest. */
  private static final Duration SIGN_WITHIN = BETWEEN_SIGNS.plusMillis(250);
  /** Long enough for a sign of each that is there. */
  private static final Duration MEETS_WITHIN = Duration.ofMillis(1_500);
  private static final int MOST_LOGGED = 64;

  private final Vertx vertx;
  private final String self = UUID.randomUUID().toString();
  private final Map<String, Topic<?>> topics;
  /** When each of the others was heard last, by {@link System#nanoTime}. */
  private final Map<String, Long> heard = new ConcurrentHashMap<>();
  /** On which data each of the others works, as far as it has said so. */
  private final Map<String, String> dataOf = new ConcurrentHashMap<>();
  /** On which data this node works; null until it is known, and then it says nothing yet and hears nobody. */
  private volatile String data;
  private volatile boolean leaving;
  /** How many there were when they were counted last. */
  private long othersBefore;
  private final AtomicLong dropped = new AtomicLong();
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  private Nodes(Vertx vertx, Map<String, Topic<?>> topics) {
    this.vertx = vertx;
    this.topics = topics;
  }

  /** Begins to listen and to say that this node is there, where there may be others. */
  static void join(Vertx vertx, Map<String, Topic<?>> topics) {
    var nodes = new Nodes(vertx, topics);
    vertx.sharedData().<String, Nodes>getLocalMap(NAME).put(NAME, nodes);
    if (vertx.isClustered()) {
      vertx.eventBus().<JsonObject>consumer(ADDRESS, nodes::take);
      vertx.setPeriodic(0, BETWEEN_SIGNS.toMillis(), timer -> nodes.sign());
    }
  }

  private void sign() {
    say(leaving ? LEAVING : HERE, new JsonObject());
    long others = others();
    if (others != othersBefore) {
      log.info("this hub is {} nodes now", others + 1);
      othersBefore = others;
    }
  }

  static Nodes of(Vertx vertx) {
    return vertx.sharedData().<String, Nodes>getLocalMap(NAME).get(NAME);
  }

  /** Says from now on that this node is there. @return fails where one that is there works on other data */
  Future<Void> meet(String ofThis) {
    data = ofThis;
    return !vertx.isClustered() ? Future.succeededFuture()
        : vertx.timer(MEETS_WITHIN.toMillis(), TimeUnit.MILLISECONDS).compose(met -> dataOf.values().stream().allMatch(data::equals)
            ? Future.succeededFuture()
            : Future.failedFuture(new SettingsException("databaseUrl",
                "leads to another database than that of a node that is there: two hubs cannot be one")));
  }

  /** How many messages were not understood. */
  long dropped() {
    return dropped.get();
  }

  /** Others that are there. */
  long others() {
    long now = System.nanoTime();
    return heard.values().stream().filter(at -> now - at < GONE_AFTER.toNanos()).count();
  }

  /** Whether this node takes no commands of others, from now on: at once where it is so, and with its next sign where not. */
  void standAside(boolean aside) {
    if (aside && !leaving && vertx.isClustered()) {
      say(LEAVING, new JsonObject());
    }
    leaving = aside;
  }

  <T> void tell(Topic<T> topic, T told) {
    if (vertx.isClustered() && topic.write() != null) {
      say(topic.name(), topic.write().apply(told));
    }
  }

  private void say(String topic, JsonObject told) {
    if (data != null) {
      vertx.eventBus().publish(ADDRESS, new JsonObject()
          .put(FORM, PRESENT_FORM).put(FROM, self).put(DATA, data).put(TOPIC, topic).put(TOLD, told));
    }
  }

  private void take(Message<JsonObject> message) {
    JsonObject said = message.body();
    String from = said.getString(FROM);
    if (from == null || self.equals(from)) {
      return;
    }
    String name = said.getString(TOPIC);
    String theirs = said.getString(DATA, "");
    dataOf.put(from, theirs);
    if (data == null) {
      return;
    }
    if (!data.equals(theirs)) {
      drop("data " + theirs, said, new IllegalArgumentException("it works on other data: its HUB_DATABASE_URL, or this one's, is wrong"));
      return;
    }
    if (LEAVING.equals(name)) {
      heard.remove(from);
      dataOf.remove(from);
      return;
    }
    if (HERE.equals(name)) {
      heard.put(from, System.nanoTime());
      heard.values().removeIf(at -> System.nanoTime() - at > GONE_AFTER.toNanos());
      dataOf.keySet().retainAll(heard.keySet());
      return;
    }
    Topic<?> topic = name == null ? null : topics.get(name);
    try {
      if (topic == null) {
        throw new IllegalArgumentException("no such topic");
      }
      hand(topic, told(said));
    } catch (RuntimeException e) {
      drop(name, said, e);
    }
  }

  /** What a message brings. @throws IllegalArgumentException where it has the form of another version */
  private static JsonObject told(JsonObject message) {
    if (message.getInteger(FORM, 0) != PRESENT_FORM) {
      throw new IllegalArgumentException("form " + message.getValue(FORM));
    }
    return message.getJsonObject(TOLD);
  }

  private <T> void hand(Topic<T> topic, JsonObject told) {
    T body = topic.read().apply(told);
    vertx.eventBus().publish(topic.address().apply(body), body, Bus.LOCAL);
  }

  private void drop(String what, JsonObject message, RuntimeException why) {
    dropped.incrementAndGet();
    if (logged.size() < MOST_LOGGED && logged.add(what + message.getValue(FORM))) {
      log.warn("what another node says is not understood, and dropped: {}: {}", what, why.toString());
    }
  }

  // One owner each --------------------------------------------------------------------------------------------

  /** Who a fair's commands go to: of all that are there the one that this number gives the highest score (rendezvous hashing). */
  String ownerOf(int fairId) {
    String owner = self;
    long now = System.nanoTime();
    for (Map.Entry<String, Long> other : heard.entrySet()) {
      if (now - other.getValue() < GONE_AFTER.toNanos() && score(other.getKey(), fairId) > score(owner, fairId)) {
        owner = other.getKey();
      }
    }
    return owner;
  }

  private static long score(String node, int fairId) {
    var crc = new CRC32();
    crc.update((node + ' ' + fairId).getBytes(StandardCharsets.US_ASCII));
    return crc.getValue();
  }

  boolean isThis(String node) {
    return self.equals(node);
  }

  /** Answers what other nodes ask this one, which they take for the owner. What fails they do themselves. */
  <Q, A> void serve(String address, Owned<Q, A> form, Function<Q, Future<A>> service) {
    if (!vertx.isClustered()) {
      return;
    }
    vertx.eventBus().<JsonObject>consumer(address(address, self), message -> {
      Q asked;
      try {
        asked = form.read().apply(told(message.body()));
      } catch (RuntimeException e) {
        drop(address, message.body(), e);
        message.fail(0, "not understood");
        return;
      }
      service.apply(asked).onComplete(done -> {
        if (done.succeeded()) {
          message.reply(form.writeAnswer().apply(done.result()));
        } else {
          message.fail(0, "failed");
        }
      });
    });
  }

  /** Has another node do it; fails where that one has failed itself, falls silent, or takes far too long. */
  <Q, A> Future<A> ask(String owner, String address, Owned<Q, A> form, Q body) {
    var asked = new JsonObject().put(FORM, PRESENT_FORM).put(TOLD, form.write().apply(body));
    Promise<A> answer = Promise.promise();
    vertx.eventBus().<JsonObject>request(address(address, owner), asked,
            new DeliveryOptions().setSendTimeout(BUSY_OWNER_ANSWERS_WITHIN.toMillis()))
        .map(reply -> form.readAnswer().apply(reply.body()))
        .onSuccess(answer::tryComplete)
        .onFailure(answer::tryFail);
    failWhereSilent(owner, answer, OWNER_ANSWERS_WITHIN);
    return answer.future();
  }

  /** An owner that is only busy is waited for: who did it herself as well would make it the busier. */
  private void failWhereSilent(String owner, Promise<?> answer, Duration after) {
    vertx.setTimer(after.toMillis(), late -> {
      Long heardAt = heard.get(owner);
      if (heardAt == null || System.nanoTime() - heardAt > SIGN_WITHIN.toNanos()) {
        answer.tryFail("the owner is silent");
      } else if (!answer.future().isComplete()) {
        failWhereSilent(owner, answer, BETWEEN_SIGNS);
      }
    });
  }

  private static String address(String address, String node) {
    return address + '@' + node;
  }
}
