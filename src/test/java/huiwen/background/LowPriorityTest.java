package huiwen.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LowPriorityTest {

  private static final Path STAT = Path.of("/proc/thread-self/stat");
  /** Of the fields that follow the name in brackets (proc(5), 19th of all). */
  private static final int NICE_FIELD = 16;

  @Test
  void itIsOneThreadsAndThoseItStarts() throws Exception {
    assumeTrue(Files.exists(STAT), "Linux");
    int usual = nice();
    assertThat(on(() -> {
      LowPriority.take();
      return nice();
    })).isEqualTo(Math.max(usual, LowPriority.NICE));
    assertThat(on(() -> {
      LowPriority.take();
      return on(LowPriorityTest::nice);
    })).isEqualTo(Math.max(usual, LowPriority.NICE));
    assertThat(nice()).isEqualTo(usual);
  }

  private static int on(Callable<Integer> task) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(task).get(30, TimeUnit.SECONDS);
    } finally {
      thread.shutdownNow();
    }
  }

  private static int nice() throws Exception {
    String stat = Files.readString(STAT);
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE_FIELD]);
  }
}
