package huiwen.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A hub in a process of its own, as it is started in the field, to be stopped and killed. */
public final class HubProcess implements AutoCloseable {

  public static final Pattern READY = Pattern.compile(
      "(?m)^huiwen ready (https?://[^ ]+:\\d+) villager=/f/demo desk=/desk board=/board$");
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(180);

  /** Where PostgreSQL's lock file has its process and its port. */
  private static final int PID_LINE = 0;
  private static final int PORT_LINE = 3;

  private final Process process;
  private final Path out;
  private final Path err;
  /** Reads its metrics, by one connection however often. */
  private Person watcher;

  private HubProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts one, without waiting for it. @param settings environment variables */
  public static HubProcess launch(Map<String, String> settings) {
    return launch(List.of(), settings);
  }

  /** The same for one that may have so many file handles. */
  public static HubProcess launch(int handles, Map<String, String> settings) {
    return launch(List.of("sh", "-c", "ulimit -n " + handles + " && exec \"$@\"", "hub"), settings);
  }

  /** The same for one that lives for minutes and computes. */
  public static HubProcess launchCompiled(Map<String, String> settings) {
    return launch(List.of(), List.of(), settings);
  }

  private static HubProcess launch(List<String> by, Map<String, String> settings) {
    // half the processor for a start, and most tests are starts
    return launch(by, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), settings);
  }

  private static HubProcess launch(List<String> by, List<String> options, Map<String, String> settings) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "hubs"));
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      var environment = new HashMap<>(Map.of("HUB_PORT", "0", "HUB_HOST", "127.0.0.1"));
      environment.putAll(settings);
      var command = new ArrayList<>(by);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), "huiwen.Main"));
      var builder = new ProcessBuilder(command)
          .redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      return new HubProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one on this data folder and waits until it serves. */
  public static HubProcess start(Path data) {
    return launch(Map.of("HUB_DATA", data.toString())).awaitReady();
  }

  public HubProcess awaitReady() {
    until("the ready line; standard error:\n" + errors(), STARTS_WITHIN,
        () -> READY.matcher(output()).find() || !process.isAlive());
    assertThat(output()).as(errors()).containsPattern(READY);
    return this;
  }

  /** Waits for a condition, with a bound. */
  public static void until(String what, Duration within, BooleanSupplier condition) {
    long end = System.nanoTime() + within.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  public URI address() {
    Matcher ready = READY.matcher(output());
    assertThat(ready.find()).isTrue();
    return URI.create(ready.group(1));
  }

  public String output() {
    return read(out);
  }

  public String errors() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Person person() {
    return new Person(address());
  }

  /** A figure of its metrics, up to a second old; 0 where it has none. @param name with its labels in the order of the alphabet */
  public double metric(String name) {
    if (watcher == null) {
      watcher = person();
    }
    return watcher.get("/metrics").mustBe(200).text().lines().filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1))).findFirst().orElse(0);
  }

  /** How much it has refused of this kind, or by this bound; up to a second old. */
  public double refused(String kind, String by) {
    return metric("huiwen_refused_total{by=\"" + by + "\",kind=\"" + kind + "\"}");
  }

  /** The PostgreSQL that runs on this data folder. */
  public static Optional<ProcessHandle> postmaster(Path data) {
    return lockFile(data).flatMap(lines -> ProcessHandle.of(Long.parseLong(lines.get(PID_LINE).strip())));
  }

  /** The port on which the PostgreSQL of this data folder listens; there must be one. */
  public static int postgresPort(Path data) {
    return Integer.parseInt(lockFile(data).orElseThrow().get(PORT_LINE).strip());
  }

  /** While it is being written it has no lines yet. */
  private static Optional<List<String>> lockFile(Path data) {
    Path file = data.resolve("cluster/postmaster.pid");
    return Optional.of(file).filter(Files::exists).map(there -> read(there).lines().toList())
        .filter(lines -> !lines.isEmpty());
  }

  public long pid() {
    return process.pid();
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** SIGTERM; the exit code. */
  public int terminate() {
    process.destroy();
    return exitCode();
  }

  /** Waits for its end. */
  public int exitCode() {
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the hub ends").isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      terminate();
    }
    try {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
