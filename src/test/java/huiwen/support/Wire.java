package huiwen.support;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A wire to a port of this machine that can be cut: then nothing goes through it and nobody is told, as where a switch has failed.
 * Where it leads is asked anew for each connection.
 */
public final class Wire implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final NetServer server;
  private final NetClient client;
  private final Supplier<Integer> target;
  private final Set<NetSocket> ends = ConcurrentHashMap.newKeySet();
  private volatile boolean isCut;

  /** @param target the port, from 1; null = nowhere now, and whoever connects is sent away */
  public Wire(Vertx vertx, Supplier<Integer> target) {
    this.target = target;
    client = vertx.createNetClient();
    server = vertx.createNetServer().connectHandler(this::connect);
    await(server.listen(0, LOOPBACK));
  }

  private static void await(io.vertx.core.Future<?> future) {
    try {
      future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where it begins. */
  public int port() {
    return server.actualPort();
  }

  public String hostAndPort() {
    return LOOPBACK + ':' + port();
  }

  public URI address() {
    return URI.create("http://" + hostAndPort());
  }

  private void connect(NetSocket near) {
    near.pause();
    hold(near);
    Integer port = target.get();
    if (port == null) {
      near.close();
      return;
    }
    client.connect(port, LOOPBACK).onFailure(refused -> near.close()).onSuccess(far -> {
      hold(far);
      near.handler(far::write);
      far.handler(near::write);
      near.closeHandler(closed -> {
        ends.remove(near);
        far.close();
      });
      far.closeHandler(closed -> {
        ends.remove(far);
        near.close();
      });
      if (!isCut) {
        near.resume();
      }
    });
  }

  private void hold(NetSocket end) {
    ends.add(end);
    if (isCut) {
      end.pause();
    }
  }

  public void cut() {
    isCut = true;
    ends.forEach(NetSocket::pause);
  }

  /** What was sent meanwhile goes through now. */
  public void mend() {
    isCut = false;
    ends.forEach(NetSocket::resume);
  }

  /** Ends all connections that go through it; new ones may come. */
  public void drop() {
    ends.forEach(NetSocket::close);
  }

  @Override
  public void close() {
    await(server.close());
    await(client.close());
  }
}
