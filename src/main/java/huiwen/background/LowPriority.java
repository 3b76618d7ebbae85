package huiwen.background;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For threads whose work nobody waits for: where a processor is wanted by others too, they go first. Java's own priorities
 * of threads do nothing on Linux, unless root starts the JVM with an option for it; Linux's nice value of a thread does.
 */
final class LowPriority {

  private static final Logger log = LoggerFactory.getLogger(LowPriority.class);
  /** A thread of this nice value gets a tenth of what an ordinary one gets (setpriority(2), sched(7)). */
  static final int NICE = 10;
  /** A link to {@code PID/task/TID} of whoever reads it. */
  private static final Path THIS_THREAD = Path.of("/proc/thread-self");

  private LowPriority() {
  }

  /** From now on, for the calling thread and those that it starts; nothing changes where the machine has no such thing. */
  static Void take() {
    try {
      String thread = Files.readSymbolicLink(THIS_THREAD).getFileName().toString();
      int exit = new ProcessBuilder("renice", "-n", Integer.toString(NICE), "-p", thread)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
          .start().waitFor();
      log.debug("renice of thread {}: {}", thread, exit);
    } catch (IOException | UnsupportedOperationException e) {
      log.debug("no low priority: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }
}
