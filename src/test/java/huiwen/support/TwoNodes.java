package huiwen.support;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
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
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Two hubs in processes of their own that are one: on a database of their own, whose fair is {@code demo}. */
public final class TwoNodes implements AutoCloseable {

  public static final String PUBLIC_URL = "http://hub.example";

  private static final Duration HEARD_WITHIN = Duration.ofSeconds(20);
  /** Learning would keep a processor busy for a minute: a node that is to learn says that it cannot. */
  private static final String TOO_LITTLE_TO_LEARN = "-Xmx384m";

  private static final int PORTS_OF_A_NODE = 3;

  private final IntFunction<String> databaseUrl;
  private final Runnable atTheEnd;
  private final List<Path> folders = new ArrayList<>();
  private final List<Integer> ports;
  private final HubProcess[] nodes = new HubProcess[2];
  /** Between the nodes: to each one's port by which it is found, and to the one of its messages; empty = they go straight. */
  private final List<Wire> found = new ArrayList<>();
  private final List<Wire> told = new ArrayList<>();

  /** Starts both at once, on a database of their own. @param server whose PostgreSQL they are on */
  public TwoNodes(HubUnderTest.Running server) throws IOException {
    this(server, "nodes_" + UUID.randomUUID().toString().replace('-', '_'));
  }

  private TwoNodes(HubUnderTest.Running server, String database) throws IOException {
    this(null, node -> server.databaseUrl(database), () -> run(server, "DROP DATABASE " + database + " WITH (FORCE)"),
        () -> run(server, "CREATE DATABASE " + database));
  }

  /**
   * The same with wires between them that can be cut.
   *
   * @param vertx has the wires
   * @param databaseUrl by which each reaches the one database
   */
  public static TwoNodes wired(Vertx vertx, IntFunction<String> databaseUrl) throws IOException {
    return new TwoNodes(vertx, databaseUrl, () -> { }, () -> { });
  }

  private TwoNodes(Vertx wires, IntFunction<String> databaseUrl, Runnable atTheEnd, Runnable first) throws IOException {
    this.databaseUrl = databaseUrl;
    this.atTheEnd = atTheEnd;
    ports = freePorts(nodes.length * PORTS_OF_A_NODE);
    first.run();
    if (wires != null) {
      for (int i = 0; i < nodes.length; i++) {
        int node = i;
        found.add(new Wire(wires, () -> clusterPort(node)));
        told.add(new Wire(wires, () -> busPort(node)));
      }
    }
    for (int i = 0; i < nodes.length; i++) {
      folders.add(DataFolder.create("node"));
      nodes[i] = launch(i);
    }
    for (HubProcess node : nodes) {
      node.awaitReady();
    }
    awaitEachOther();
  }

  /** Ports of this machine on which nobody listens now. */
  public static List<Integer> freePorts(int many) throws IOException {
    var held = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < many; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  private static void run(HubUnderTest.Running server, String statement) {
    Future<?> done = server.pool(server.vertx()).query(statement).execute();
    done.toCompletionStage().toCompletableFuture().join();
  }

  /** Where phones reach it, also after it was started again. */
  public int port(int i) {
    return ports.get(i * PORTS_OF_A_NODE);
  }

  private int clusterPort(int i) {
    return ports.get(i * PORTS_OF_A_NODE + 1);
  }

  private int busPort(int i) {
    return ports.get(i * PORTS_OF_A_NODE + 2);
  }

  private HubProcess launch(int i) {
    var settings = new HashMap<>(Map.of("HUB_CLUSTER", "on", "HUB_PORT", Integer.toString(port(i)),
        "HUB_CLUSTER_PORT", Integer.toString(clusterPort(i)), "HUB_BUS_PORT", Integer.toString(busPort(i)),
        "HUB_DATABASE_URL", databaseUrl.apply(i), "HUB_DATABASE_POOL", "4", "HUB_DATA", folders.get(i).toString(),
        "HUB_PUBLIC_URL", PUBLIC_URL, "HUB_LIMITS", "off", "HUB_LEARN_SECONDS", "86400"));
    settings.put("HUB_ORGANIZER_PASSWORD", HubUnderTest.PASSWORD);
    settings.put("JAVA_TOOL_OPTIONS", TOO_LITTLE_TO_LEARN);
    if (found.isEmpty()) {
      settings.put("HUB_CLUSTER_MEMBERS", "127.0.0.1:" + clusterPort(0) + ",127.0.0.1:" + clusterPort(1));
    } else {
      settings.put("HUB_CLUSTER_MEMBERS", found.get(0).hostAndPort() + ',' + found.get(1).hostAndPort());
      settings.put("HUB_CLUSTER_ADVERTISED", found.get(i).hostAndPort());
      settings.put("HUB_BUS_ADVERTISED", told.get(i).hostAndPort());
    }
    return HubProcess.launch(settings);
  }

  /** Nothing goes from one to the other. */
  public void cut() {
    Stream.concat(found.stream(), told.stream()).forEach(Wire::cut);
  }

  public void mend() {
    Stream.concat(found.stream(), told.stream()).forEach(Wire::mend);
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

  /** @param i 0 or 1 */
  public HubProcess node(int i) {
    return nodes[i];
  }

  /** Starts it again where it has ended. */
  public HubProcess restart(int i) {
    nodes[i].close();
    nodes[i] = launch(i).awaitReady();
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
    Stream.concat(found.stream(), told.stream()).forEach(Wire::close);
    atTheEnd.run();
    for (Path folder : folders) {
      HubUnderTest.deleteTree(folder);
    }
  }
}
