package huiwen.support;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Two hubs in processes of their own that are one: on a database of their own, whose fair is {@code demo}. */
public final class TwoNodes implements AutoCloseable {

  public static final String PUBLIC_URL = "http://hub.example";

  private static final Duration HEARD_WITHIN = Duration.ofSeconds(20);
  /** Learning would keep a processor busy for a minute: a node that is to learn says that it cannot. */
  private static final String TOO_LITTLE_TO_LEARN = "-Xmx384m";

  private final HubUnderTest.Running server;
  private final String database = "nodes_" + UUID.randomUUID().toString().replace('-', '_');
  private final List<Path> folders = new ArrayList<>();
  private final int[] ports;
  private final HubProcess[] nodes = new HubProcess[2];

  /** Starts both at once. @param server whose PostgreSQL they are on */
  public TwoNodes(HubUnderTest.Running server) throws IOException {
    this.server = server;
    ports = freePorts();
    run("CREATE DATABASE " + database);
    for (int i = 0; i < nodes.length; i++) {
      folders.add(DataFolder.create("node"));
      nodes[i] = launch(i, Map.of());
    }
    for (HubProcess node : nodes) {
      node.awaitReady();
    }
    awaitEachOther();
  }

  /** Waits until each hears the other. */
  public void awaitEachOther() {
    HubProcess.until("the nodes to hear each other", HEARD_WITHIN, () ->
        nodes[0].metric("huiwen_nodes") == 2 && nodes[1].metric("huiwen_nodes") == 2);
  }

  private static int[] freePorts() throws IOException {
    try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new int[] {one.getLocalPort(), other.getLocalPort()};
    }
  }

  private void run(String statement) {
    Future<?> done = server.pool(server.vertx()).query(statement).execute();
    done.toCompletionStage().toCompletableFuture().join();
  }

  private HubProcess launch(int i, Map<String, String> more) {
    var settings = new HashMap<>(Map.of("HUB_CLUSTER", "on", "HUB_CLUSTER_PORT", Integer.toString(ports[i]),
        "HUB_CLUSTER_MEMBERS", "127.0.0.1:" + ports[0] + ",127.0.0.1:" + ports[1],
        "HUB_DATABASE_URL", server.databaseUrl(database), "HUB_DATABASE_POOL", "4", "HUB_DATA", folders.get(i).toString(),
        "HUB_PUBLIC_URL", PUBLIC_URL, "HUB_LIMITS", "off", "HUB_LEARN_SECONDS", "86400"));
    settings.put("HUB_ORGANIZER_PASSWORD", HubUnderTest.PASSWORD);
    settings.put("JAVA_TOOL_OPTIONS", TOO_LITTLE_TO_LEARN);
    settings.putAll(more);
    return HubProcess.launch(settings);
  }

  /** @param i 0 or 1 */
  public HubProcess node(int i) {
    return nodes[i];
  }

  /** Starts it again where it has ended. */
  public HubProcess restart(int i) {
    nodes[i].close();
    nodes[i] = launch(i, Map.of()).awaitReady();
    awaitEachOther();
    return nodes[i];
  }

  /** An organizer at this node. */
  public Person organizer(int i) {
    return nodes[i].person().signIn(HubUnderTest.PASSWORD);
  }

  /** A volunteer of this desk at this node. */
  public Person volunteer(int i, String department, String name) {
    String invite = organizer(i).put("/api/fairs/demo/desks/" + department, Map.of()).mustBe(200).json().getString("invite");
    return nodes[i].person().join(invite, name);
  }

  /** The number of the newest entry, as this node counts it. */
  public long seq(int i, Person organizer) {
    return organizer.get("/api/fairs/demo/tally").mustBe(200).json().getLong("seq");
  }

  @Override
  public void close() throws IOException {
    for (HubProcess node : nodes) {
      if (node != null) {
        node.kill();
        node.close();
      }
    }
    run("DROP DATABASE " + database + " WITH (FORCE)");
    for (Path folder : folders) {
      HubUnderTest.deleteTree(folder);
    }
  }
}
