package huiwen.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that is measured, in a JVM of its own. */
final class ServerProcess implements AutoCloseable {

  private static final long STARTS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(120);

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
    var command = new ArrayList<String>(HUB_OPTIONS);
    command.add("huiwen.Main");
    return start(command, Map.of("HUB_DATABASE_URL", database, "HUB_PORT", "0", "HUB_HOST", "127.0.0.1",
        "HUB_LIMITS", "off", "HUB_ORGANIZER_PASSWORD", Bench.PASSWORD),
        Pattern.compile("huiwen ready http://[^:]+:(\\d+)"));
  }

  /** Starts the bare server on this database. */
  static ServerProcess bare(String database) throws IOException {
    return start(List.of(BareServer.class.getName(), database, "16"), Map.of(), Pattern.compile("bare ready (\\d+)"));
  }

  private static ServerProcess start(List<String> arguments, Map<String, String> environment, Pattern ready)
      throws IOException {
    Path out = Files.createTempFile("bench", ".txt");
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path")));
    command.addAll(arguments);
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

  /** Bytes of memory that the process holds. */
  long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("no VmRSS");
  }

  /** Has the process collect its garbage, so that what is left is in use. */
  void collectGarbage() throws IOException, InterruptedException {
    new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
        Long.toString(process.pid()), "GC.run").start().waitFor();
  }

  @Override
  public void close() throws IOException {
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
