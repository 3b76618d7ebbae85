package huiwen.support;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends each connection to a node that says that it is ready, one after the other, and ends those to one that is not any more. */
public final class Balancer implements AutoCloseable {

  private static final long BETWEEN_LOOKS_MILLIS = 300;
  private static final long ANSWERS_WITHIN_MILLIS = 1_000;

  /** One node as the balancer sees it: a wire of its own, so that all that goes there can be ended. */
  private static final class Node {
    private final int port;
    private final Wire wire;
    private volatile boolean isReady;
    private boolean isAsked;

    Node(Vertx vertx, int port) {
      this.port = port;
      this.wire = new Wire(vertx, () -> port);
    }
  }

  private final Vertx vertx;
  private final List<Node> nodes = new ArrayList<>();
  private final HttpClient client;
  private final Wire entrance;
  private final AtomicInteger next = new AtomicInteger();
  private final long looking;

  /** @param ports of the nodes on this machine */
  public Balancer(Vertx vertx, int... ports) {
    this.vertx = vertx;
    client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
    for (int port : ports) {
      nodes.add(new Node(vertx, port));
    }
    entrance = new Wire(vertx, this::chosen);
    looking = vertx.setPeriodic(0, BETWEEN_LOOKS_MILLIS, timer -> nodes.forEach(this::look));
  }

  /** Where it is reached. */
  public URI address() {
    return entrance.address();
  }

  /** Whether it sends anybody to this node. */
  public boolean isReady(int i) {
    return nodes.get(i).isReady;
  }

  private Integer chosen() {
    List<Node> ready = nodes.stream().filter(node -> node.isReady).toList();
    return ready.isEmpty() ? null : ready.get(Math.floorMod(next.getAndIncrement(), ready.size())).wire.port();
  }

  private void look(Node node) {
    if (node.isAsked) {
      return;
    }
    node.isAsked = true;
    client.request(new RequestOptions().setMethod(HttpMethod.GET).setHost("127.0.0.1").setPort(node.port).setURI("/readyz")
            .setTimeout(ANSWERS_WITHIN_MILLIS))
        .compose(request -> request.send())
        .map(answer -> answer.statusCode() < 300)
        .otherwise(false)
        .onSuccess(ready -> {
          node.isAsked = false;
          if (node.isReady && !ready) {
            node.wire.drop();
          }
          node.isReady = ready;
        });
  }

  @Override
  public void close() {
    vertx.cancelTimer(looking);
    entrance.close();
    nodes.forEach(node -> node.wire.close());
    client.close();
  }
}
