package huiwen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.RawPhone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A SIGTERM ends the hub and its PostgreSQL within 20 seconds, whatever has run out; and so does the end of its memory. */
class EndingIT {

  private static final Duration WITHIN = Duration.ofSeconds(20);
  private static final int SIGTERM = 143;

  private Path data;

  @BeforeEach
  void makeFolder() throws IOException {
    data = DataFolder.create("ending");
  }

  @AfterEach
  void removeFolder() throws IOException {
    HubProcess.postmaster(data).ifPresent(ProcessHandle::destroyForcibly);
    HubUnderTest.deleteTree(data);
  }

  private void terminates(HubProcess hub) {
    long start = System.nanoTime();
    assertThat(hub.terminate()).as(hub.errors()).isEqualTo(SIGTERM);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(WITHIN);
    HubProcess.until("its PostgreSQL is gone", Duration.ofSeconds(5),
        () -> HubProcess.postmaster(data).filter(ProcessHandle::isAlive).isEmpty());
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
      terminates(hub);
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
      terminates(hub);
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
