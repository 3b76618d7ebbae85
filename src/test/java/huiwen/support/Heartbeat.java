package huiwen.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that does nothing but look at the clock. While it is late every other thread may be late too, and nothing can
 * be said of how long one of them was busy.
 */
final class Heartbeat {

  private static final long BEAT_NANOS = Duration.ofMillis(5).toNanos();
  /** A heartbeat that comes so late found no processor free. */
  private static final long LATE_NANOS = Duration.ofMillis(35).toNanos();
  /** A late heartbeat counts for so long: a thread is told to be blocked up to this long after it was. */
  private static final long MEMORY_NANOS = Duration.ofMillis(500).toNanos();

  private volatile long lastBeat = System.nanoTime();
  private volatile long lastLate = System.nanoTime() - MEMORY_NANOS;

  private Heartbeat() {
  }

  static Heartbeat start() {
    var heartbeat = new Heartbeat();
    var thread = new Thread(heartbeat::beat, "heartbeat");
    thread.setDaemon(true);
    thread.start();
    return heartbeat;
  }

  private void beat() {
    while (true) {
      LockSupport.parkNanos(BEAT_NANOS);
      long now = System.nanoTime();
      if (now - lastBeat > LATE_NANOS) {
        lastLate = now;
      }
      lastBeat = now;
    }
  }

  /** Whether this machine had no processor for a thread that wanted next to none of it, just now. */
  boolean isLate() {
    long now = System.nanoTime();
    return now - lastBeat > LATE_NANOS || now - lastLate < MEMORY_NANOS;
  }
}
