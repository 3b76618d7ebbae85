package huiwen.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A server that is measured, in a JVM of its own. */
final class ServerProcess implements AutoCloseable {

  private static final long STARTS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final long IDLE_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long IDLE_MILLIS_A_SECOND = 100;

  private static final List<String> HUB_OPTIONS = System.getProperty("bench.hub", "").isEmpty()
      ? List.of() : List.of(System.getProperty("bench.hub").split(" "));

  private final Process process;
  private final Path out;
  private final int port;

  private ServerProcess(Process process, Path out, int port) {
    this.process = process;
    this.out = out;
    this.port = port;
  }

  /** Starts the hub on this database. */
  static ServerProcess hub(String database) throws IOException {
    return hub(Map.of("HUB_DATABASE_URL", database));
  }

  /**
   * Starts the hub on this database as one of several nodes, and does not wait for the others.
   *
   * @param ports on which the nodes find each other
   * @param i which of them is this one's
   */
  static ServerProcess node(String database, List<Integer> ports, int i) throws IOException {
    return hub(Map.of("HUB_DATABASE_URL", database, "HUB_CLUSTER", "on", "HUB_PUBLIC_URL", "http://127.0.0.1",
        "HUB_CLUSTER_PORT", Integer.toString(ports.get(i)),
        "HUB_CLUSTER_MEMBERS", ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","))));
  }

  /** Starts the hub on this database as it is in the field, but for how often one asker may ask. */
  static ServerProcess limitedHub(String database) throws IOException {
    return hub(Map.of("HUB_DATABASE_URL", database, "HUB_LIMITS", "on", "HUB_ASK_BURST", "100", "HUB_ASK_SECONDS", "1",
        "HUB_ASK_HOURLY", "10000", "HUB_ADDRESS_PER_MINUTE", "6000")); // the neighbours share one address
  }

  /** Starts the hub's jar with an embedded PostgreSQL of its own on this folder. */
  static ServerProcess hubOn(Path data) throws IOException {
    return hub(Map.of("HUB_DATA", data.toString()), List.of("-jar", "target/huiwen.jar"));
  }

  private static ServerProcess hub(Map<String, String> settings) throws IOException {
    return hub(settings, List.of("huiwen.Main"));
  }

  private static ServerProcess hub(Map<String, String> settings, List<String> main) throws IOException {
    var command = new ArrayList<String>(HUB_OPTIONS);
    command.addAll(main);
    var environment = new HashMap<>(Map.of("HUB_PORT", "0", "HUB_HOST", "127.0.0.1",
        "HUB_LIMITS", "off", "HUB_ORGANIZER_PASSWORD", Bench.PASSWORD));
    environment.putAll(settings);
    return start(command, environment,
        Pattern.compile("huiwen ready http://[^:]+:(\\d+)"));
  }

  /** Starts the bare server on this database. */
  static ServerProcess bare(String database) throws IOException {
    return start(List.of(BareServer.class.getName(), database, "16"), Map.of(), Pattern.compile("bare ready (\\d+)"));
  }

  /** Starts a Java that starts an embedded PostgreSQL on this folder, and no more. */
  static ServerProcess bareOn(Path data) throws IOException {
    return start(List.of(BarePostgres.class.getName(), data.toString()), Map.of(),
        Pattern.compile("bare ready (\\d+)"));
  }

  /** Starts the peer, which is made ready in this folder, on this database. */
  static ServerProcess peer(Path folder, String database) throws IOException {
    return launch(List.of("node", folder.resolve("server.js").toString(), database, "16"), Map.of(),
        Pattern.compile("peer ready (\\d+)"));
  }

  private static ServerProcess start(List<String> arguments, Map<String, String> environment, Pattern ready)
      throws IOException {
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xms32m", "-cp", System.getProperty("java.class.path")));
    command.addAll(arguments);
    return launch(command, environment, ready);
  }

  private static ServerProcess launch(List<String> command, Map<String, String> environment, Pattern ready)
      throws IOException {
    Path out = Files.createTempFile("bench", ".txt");
    var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    long end = System.nanoTime() + STARTS_WITHIN_NANOS;
    while (System.nanoTime() < end && process.isAlive()) {
      Matcher line = ready.matcher(Files.readString(out));
      if (line.find()) {
        return new ServerProcess(process, out, Integer.parseInt(line.group(1)));
      }
      Bench.pause(10);
    }
    process.destroyForcibly();
    throw new IOException("does not start: " + Files.readString(out));
  }

  int port() {
    return port;
  }

  /** Waits, a minute at most, until what a warm-up has left to do is done: a second takes a tenth of a processor or less. */
  void untilIdle() {
    long end = System.nanoTime() + IDLE_WITHIN_NANOS;
    long took;
    do {
      long before = processorMillis();
      Bench.pause(1_000);
      took = processorMillis() - before;
    } while (took > IDLE_MILLIS_A_SECOND && System.nanoTime() < end);
  }

  /** What it has taken of processors since its start. */
  long processorMillis() {
    return process.info().totalCpuDuration().orElseThrow().toMillis();
  }

  /** Bytes of memory that the process holds. */
  long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("no VmRSS");
  }

  /** Bytes of the objects that are in use, after a collection. */
  long liveHeapBytes() throws IOException {
    Process histogram = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
        Long.toString(process.pid()), "GC.class_histogram").start();
    String[] lines = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n");
    return Long.parseLong(lines[lines.length - 1].trim().split("\\s+")[2]);
  }

  @Override
  public void close() throws IOException {
    for (String line : Files.readAllLines(out)) {
      if (line.contains("WARN") || line.contains("ERROR")) {
        System.err.println(line);
      }
    }
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(out);
  }
}
