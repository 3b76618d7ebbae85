package huiwen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import huiwen.support.RawPhone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A SIGTERM ends the hub and its PostgreSQL within 20 seconds, whatever has run out; and so does the end of its memory. */
class EndingIT {

  private static final Duration WITHIN = Duration.ofSeconds(20);
  private static final int SIGTERM = 143;
  private static final int OUT_OF_MEMORY = 3;
  /** Megabytes with which a hub starts, and little more. */
  private static final int LITTLE = 112;
  private static final String HALF_A_BODY = "POST /api/fairs/demo/questions HTTP/1.1\r\nHost: hub\r\n"
      + "Content-Type: application/json\r\nContent-Length: 65000\r\n\r\n" + " ".repeat(64_000);
  /** Where, behind its name, the system has the time that a thread has worked. */
  private static final int USER_TICKS = 11;

  private Path data;

  @BeforeEach
  void makeFolder() throws IOException {
    data = DataFolder.create("ending");
  }

  @AfterEach
  void removeFolder() throws IOException {
    // a hub that ends by itself leaves whatever of PostgreSQL it was starting
    List<ProcessHandle> left = ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().filter(line -> line.contains(data.toString())).isPresent())
        .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process))).distinct().toList();
    left.forEach(ProcessHandle::destroyForcibly);
    HubProcess.until("nothing to write there any more", WITHIN, () -> left.stream().noneMatch(ProcessHandle::isAlive));
    HubUnderTest.deleteTree(data);
  }

  /** Tells it to end, and sees to it that all of it does; its exit code. */
  private int terminates(HubProcess hub) {
    long start = System.nanoTime();
    int code = hub.terminate();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(WITHIN);
    HubProcess.until("its PostgreSQL is gone", Duration.ofSeconds(5),
        () -> HubProcess.postmaster(data).filter(ProcessHandle::isAlive).isEmpty());
    return code;
  }

  @Test
  void withEveryFileHandleSpent() throws Exception {
    var phones = new ArrayList<RawPhone>();
    try (HubProcess hub = HubProcess.start(data)) {
      int most = highestHandle(hub.pid()) + 1;
      int set = new ProcessBuilder("prlimit", "--pid", Long.toString(hub.pid()), "--nofile=" + most + ":" + most).start().waitFor();
      assumeTrue(set == 0, "no prlimit here");
      for (int i = 0; i < 100; i++) {
        phones.add(RawPhone.connect(hub.address())); // they take what is left
      }
      assertThat(terminates(hub)).as(hub.errors()).isEqualTo(SIGTERM);
    } finally {
      for (RawPhone phone : phones) {
        phone.close();
      }
    }
  }

  private static int highestHandle(long pid) throws IOException {
    try (Stream<Path> handles = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return handles.mapToInt(handle -> Integer.parseInt(handle.getFileName().toString())).max().orElseThrow();
    }
  }

  @Test
  void whileItStillStarts() {
    try (HubProcess hub = HubProcess.launch(Map.of("HUB_DATA", data.toString()))) {
      HubProcess.until("its PostgreSQL runs", Duration.ofSeconds(120), () -> HubProcess.postmaster(data).isPresent());
      assertThat(terminates(hub)).as(hub.errors()).isEqualTo(SIGTERM);
    }
  }

  /** The thread that learns is not waited for. */
  @Test
  void whileItLearns() throws Exception {
    try (HubProcess hub = HubProcess.launch(Map.of("HUB_DATA", data.toString(), "HUB_ORGANIZER_PASSWORD",
        HubUnderTest.PASSWORD, "HUB_LEARN_SECONDS", "5")).awaitReady()) {
      Person organizer = hub.person().signIn(HubUnderTest.PASSWORD);
      organizer.send(organizer.request("/api/imports/examples").header("Content-Type", "text/csv")
          .POST(HttpRequest.BodyPublishers.ofString("department,question\nkeji,苁蓉号在哪排\n"))).mustBe(200);
      HubProcess.until("it is deep in learning", Duration.ofSeconds(120), () -> processorTicks(hub.pid(), "learning") > 100);
      assertThat(terminates(hub)).as(hub.errors()).isEqualTo(SIGTERM);
    }
  }

  /** How long the thread of this name has had a processor, in hundredths of a second. */
  private static long processorTicks(long pid, String thread) {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return tasks.map(EndingIT::stat).filter(stat -> stat.contains("(" + thread + ")"))
          .mapToLong(stat -> Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[USER_TICKS])).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String stat(Path task) {
    try {
      return Files.readString(task.resolve("stat"));
    } catch (IOException ended) {
      return "";
    }
  }

  /** Where no limits are on, bodies enough that stay half fill it: then it ends as it is told to, or because nothing is left. */
  @Test
  void withAFullHeap() throws Exception {
    var phones = new ArrayList<RawPhone>();
    try (HubProcess hub = HubProcess.launch(Map.of("HUB_DATA", data.toString(), "HUB_LIMITS", "off",
        "JAVA_TOOL_OPTIONS", "-Xmx" + LITTLE + "m")).awaitReady()) {
      HubProcess.until("the heap is full", Duration.ofSeconds(240), () -> isFullWith(hub, phones, 50));
      assertThat(terminates(hub)).as(hub.errors()).isIn(SIGTERM, OUT_OF_MEMORY);
    } finally {
      for (RawPhone phone : phones) {
        phone.close();
      }
    }
  }

  private static boolean isFullWith(HubProcess hub, List<RawPhone> phones, int more) {
    try {
      for (int i = 0; i < more; i++) {
        phones.add(RawPhone.connect(hub.address()).send(HALF_A_BODY));
      }
      String old = "{area=\"heap\",id=\"Tenured Gen\"}";
      return hub.metric("jvm_memory_used_bytes" + old) > 0.97 * hub.metric("jvm_memory_max_bytes" + old);
    } catch (UncheckedIOException | AssertionError gone) {
      return true; // it does not answer any more
    }
  }

  @Test
  void outOfMemoryItEndsByItself() {
    try (HubProcess hub = HubProcess.launch(Map.of("HUB_DATA", data.toString(),
        "JAVA_TOOL_OPTIONS", "-Xmx24m -XX:+ExitOnOutOfMemoryError"))) {
      assertThat(hub.exitCode()).isNotZero();
    }
    try (HubProcess hub = HubProcess.launch(Map.of("HUB_DATA", data.toString(),
        "JAVA_TOOL_OPTIONS", "-XX:MaxDirectMemorySize=64k"))) {
      assertThat(hub.exitCode()).isNotZero();
    }
  }
}
