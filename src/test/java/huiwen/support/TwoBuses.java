package huiwen.support;

import huiwen.bus.Bus;
import huiwen.bus.Cluster;
import huiwen.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The event buses of two nodes that are one hub, in this process, without the hub. */
public final class TwoBuses implements AutoCloseable {

  public static final Duration SOON = Duration.ofSeconds(5);

  public final Vertx one;
  public final Vertx other;

  /** They speak in the clear. */
  public TwoBuses() throws Exception {
    this("", "", "", "", "");
  }

  /** Files of PEM: of each its certificate and key, of both who has signed them. */
  public TwoBuses(String certificate, String key, String otherCertificate, String otherKey, String authority) throws Exception {
    int[] ports = new int[2];
    try (var a = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var b = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ports[0] = a.getLocalPort();
      ports[1] = b.getLocalPort();
    }
    one = join(ports, 0, certificate, key, authority);
    other = join(ports, 1, otherCertificate, otherKey, authority);
  }

  private static Vertx join(int[] ports, int i, String certificate, String key, String authority) throws Exception {
    Vertx vertx = await(Cluster.join(new Settings.Cluster(true, List.of("127.0.0.1:" + ports[0], "127.0.0.1:" + ports[1]), "",
        "127.0.0.1", ports[i], "", "", 0, "", certificate, key, authority), new VertxOptions()));
    Bus.prepare(vertx);
    return vertx;
  }

  /** Waits until each hears the other. */
  public TwoBuses awaitEachOther() {
    HubProcess.until("the nodes to hear each other", SOON, () -> new Bus(one).others() == 1 && new Bus(other).others() == 1);
    return this;
  }

  public static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    try {
      await(one.close());
      await(other.close());
    } catch (Exception e) {
      throw new IOException("the buses do not close", e);
    }
  }
}
