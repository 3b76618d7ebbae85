package huiwen.support;

import huiwen.bus.Bus;
import huiwen.bus.Cluster;
import huiwen.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The event buses of two nodes that are one hub, in this process, without the hub. */
public final class TwoBuses implements AutoCloseable {

  public static final Duration SOON = Duration.ofSeconds(5);

  /** What both say that they work on. */
  public static final String DATA = "the same";

  public final Vertx one;
  public final Vertx other;

  private final int busPortOfOne;

  /** They speak in the clear. */
  public TwoBuses() throws Exception {
    this(null);
  }

  /** Each proves by a certificate of its own that it is one. @param certificates of {@code one} and {@code other}; null = none */
  public TwoBuses(Certificates certificates) throws Exception {
    List<Integer> free = TwoNodes.freePorts(3);
    int[] ports = {free.get(0), free.get(1)};
    busPortOfOne = free.get(2);
    one = join(ports, 0, certificates, "one");
    other = join(ports, 1, certificates, "other");
  }

  private Vertx join(int[] ports, int i, Certificates certificates, String name) throws Exception {
    Vertx vertx = await(Cluster.join(new Settings.Cluster(true, List.of("127.0.0.1:" + ports[0], "127.0.0.1:" + ports[1]), "",
        "127.0.0.1", ports[i], "", "", i == 0 ? busPortOfOne : 0, "",
        certificates == null ? "" : certificates.certificate(name).toString(),
        certificates == null ? "" : certificates.key(name).toString(),
        certificates == null ? "" : certificates.authority().toString()), new VertxOptions()));
    Bus.prepare(vertx);
    await(new Bus(vertx).meet(DATA));
    return vertx;
  }

  /** Where the first one's messages come. */
  public int busPortOfOne() {
    return busPortOfOne;
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
