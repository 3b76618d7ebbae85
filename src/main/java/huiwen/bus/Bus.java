package huiwen.bus;

import huiwen.log.RequestId;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Function;

/**
 * The event bus as the hub's verticles use it. It has three verbs: a {@link #request} is answered on this node, by a value or by
 * the failure itself; what is {@linkplain #tell told} reaches all nodes; an {@link #owner} is the one node that does what is
 * asked about a fair. Nothing else in the hub knows whether there are other nodes.
 */
public final class Bus {

  /** Of what is no fair's, and done by one node all the same. */
  public static final int NO_FAIR = 0;

  /** Longer than any command takes, shorter than a phone waits: then the caller is told to try again. */
  private static final long REQUEST_WITHIN_MILLIS = 20_000;

  static final DeliveryOptions LOCAL = new DeliveryOptions()
      .setLocalOnly(true)
      .setCodecName(LocalCodec.NAME)
      .setSendTimeout(REQUEST_WITHIN_MILLIS);

  private final Vertx vertx;
  private final Nodes nodes;

  /** @param vertx for which {@link #prepare} was called */
  public Bus(Vertx vertx) {
    this.vertx = vertx;
    this.nodes = Nodes.of(vertx);
  }

  /** Once for each Vert.x, before anything is sent. */
  public static void prepare(Vertx vertx) {
    vertx.eventBus().registerCodec(new LocalCodec());
    Nodes.join(vertx, Address.TOPICS);
  }

  /** Answers each request at this address with what the service's future brings, failures included. */
  public <Q, A> MessageConsumer<Q> serve(String address, Function<Q, Future<A>> service) {
    return vertx.eventBus().localConsumer(address, message -> answer(message, service));
  }

  private static <Q, A> void answer(Message<Q> message, Function<Q, Future<A>> service) {
    String request = message.headers().get(RequestId.HEADER);
    if (request != null) {
      RequestId.carry(request);
    }
    Future<A> future;
    try {
      future = service.apply(message.body());
    } catch (RuntimeException e) {
      future = Future.failedFuture(e);
    }
    future.onComplete(result ->
        message.reply(result.succeeded() ? result.result() : result.cause(), LOCAL));
  }

  /** Asks whoever serves this address. Fails with the service's own failure, or where nobody answers in time. */
  @SuppressWarnings("unchecked")
  public <A> Future<A> request(String address, Object body) {
    String request = RequestId.current();
    DeliveryOptions options = request == null ? LOCAL : new DeliveryOptions(LOCAL).addHeader(RequestId.HEADER, request);
    return vertx.eventBus().request(address, body, options).compose(reply -> {
      Object answer = reply.body();
      return answer instanceof Throwable failure
          ? Future.failedFuture(failure)
          : Future.succeededFuture((A) answer);
    });
  }

  /** Answers what goes to the owner of a fair: requests of this node, and of others that take this one for the owner. */
  public <Q, A> MessageConsumer<Q> serve(String address, Owned<Q, A> form, Function<Q, Future<A>> service) {
    nodes.serve(address, form, service);
    return serve(address, service);
  }

  /**
   * Has the node do it to which all requests about this fair go, so that they do not get into each other's way; this one where
   * that one neither answers within a second nor gives a sign, or has failed. It may then be done twice: the request must be one
   * that does the same thing once.
   */
  public <Q, A> Future<A> owner(String address, int fairId, Owned<Q, A> form, Q body) {
    String owner = nodes.ownerOf(fairId);
    return nodes.isThis(owner) ? request(address, body)
        : nodes.ask(owner, address, form, body).recover(failure -> request(address, body));
  }

  /** Whether requests about this fair, or what is done for it, stay on this node. */
  public boolean isOwner(int fairId) {
    return nodes.isThis(nodes.ownerOf(fairId));
  }

  /** Tells the others that this node takes their requests no more. */
  public void leave() {
    nodes.standAside(true);
  }

  /** Whether the others do without this node for a while. */
  void standAside(boolean aside) {
    nodes.standAside(aside);
  }

  /** Whether there are other nodes, or may be. */
  public boolean isShared() {
    return vertx.isClustered();
  }

  /**
   * Meets the other nodes, where there may be any: before it nothing is told and nothing heard of them.
   *
   * @param data names the data that this node works on: all nodes of a hub work on the same
   * @return fails with {@link huiwen.config.SettingsException} where one that is there works on other data
   */
  public Future<Void> meet(String data) {
    return nodes.meet(data);
  }

  /** How many other nodes are there, as far as this one hears. */
  public long others() {
    return nodes.others();
  }

  /** Has the other nodes counted, and what they say that is not understood. */
  public Bus bindTo(MeterRegistry metrics) {
    Gauge.builder("huiwen.nodes", nodes, known -> known.others() + 1.0).description("Nodes that are this hub").register(metrics);
    FunctionCounter.builder("huiwen.messages.dropped", nodes, Nodes::dropped)
        .description("Messages of other nodes that were not understood").register(metrics);
    return this;
  }

  /** Tells all nodes; best effort, as on any bus: whoever depends on it looks by herself as well. */
  public <T> void tell(Topic<T> topic, T told) {
    vertx.eventBus().publish(topic.address().apply(told), told, LOCAL);
    nodes.tell(topic, told);
  }

  /** Tells the other nodes only, of what this one has done itself already. */
  public <T> void tellOthers(Topic<T> topic, T told) {
    nodes.tell(topic, told);
  }

  /** Hears what is told on any node. */
  public <T> MessageConsumer<T> hear(Topic<T> topic, Handler<T> handler) {
    return hear(topic, topic.name(), handler);
  }

  /** Does this where another node may have changed what this one keeps a copy of. @param what a word of {@link Changed} */
  public MessageConsumer<String> hearChanged(String what, Runnable look) {
    return hear(Address.CHANGED, changed -> {
      if (changed.equals(what)) {
        look.run();
      }
    });
  }

  /** The same of a topic that has several addresses, at one of them. */
  public <T> MessageConsumer<T> hear(Topic<T> topic, String address, Handler<T> handler) {
    return vertx.eventBus().<T>localConsumer(address, message -> handler.handle(message.body()));
  }
}
