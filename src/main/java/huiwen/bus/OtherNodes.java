package huiwen.bus;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.Shareable;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nodes tell each other: one address for all topics, so that a node that comes or goes is one registration, however many
 * fairs there are. What is not understood (a topic or a form of another version) is dropped, counted, and logged once.
 */
final class OtherNodes implements Shareable {

  private static final Logger log = LoggerFactory.getLogger(OtherNodes.class);
  private static final String NAME = "other-nodes";
  private static final String ADDRESS = "told";
  private static final String FORM = "form";
  private static final String FROM = "from";
  private static final String TOPIC = "topic";
  private static final String TOLD = "told";
  /** Counted up when what is told changes its form. */
  private static final int PRESENT_FORM = 1;

  private final String self = UUID.randomUUID().toString();
  private final Map<String, Topic<?>> topics;
  private final AtomicLong dropped = new AtomicLong();
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  private OtherNodes(Map<String, Topic<?>> topics) {
    this.topics = topics;
  }

  /** Begins to listen, where there may be other nodes. */
  static void listen(Vertx vertx, Map<String, Topic<?>> topics) {
    var nodes = new OtherNodes(topics);
    vertx.sharedData().<String, OtherNodes>getLocalMap(NAME).put(NAME, nodes);
    if (vertx.isClustered()) {
      vertx.eventBus().<JsonObject>consumer(ADDRESS, message -> nodes.take(vertx, message));
    }
  }

  static OtherNodes of(Vertx vertx) {
    return vertx.sharedData().<String, OtherNodes>getLocalMap(NAME).get(NAME);
  }

  /** How many messages were not understood. */
  long dropped() {
    return dropped.get();
  }

  <T> void tell(Vertx vertx, Topic<T> topic, T told) {
    if (vertx.isClustered() && topic.write() != null) {
      vertx.eventBus().publish(ADDRESS, new JsonObject().put(FORM, PRESENT_FORM).put(FROM, self).put(TOPIC, topic.name())
          .put(TOLD, topic.write().apply(told)));
    }
  }

  private void take(Vertx vertx, Message<JsonObject> message) {
    JsonObject told = message.body();
    if (self.equals(told.getString(FROM))) {
      return;
    }
    Topic<?> topic = topics.get(told.getString(TOPIC));
    try {
      if (topic == null || told.getInteger(FORM) != PRESENT_FORM) {
        throw new IllegalArgumentException("form " + told.getValue(FORM));
      }
      hand(vertx, topic, told.getJsonObject(TOLD));
    } catch (RuntimeException e) {
      dropped.incrementAndGet();
      if (logged.add(told.getString(TOPIC) + told.getValue(FORM))) {
        log.warn("what another node tells is not understood, and dropped: topic {}: {}", told.getString(TOPIC), e.toString());
      }
    }
  }

  private static <T> void hand(Vertx vertx, Topic<T> topic, JsonObject told) {
    T body = topic.read().apply(told);
    vertx.eventBus().publish(topic.address().apply(body), body, Bus.LOCAL);
  }
}
