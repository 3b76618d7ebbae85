package huiwen.support;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
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

  /** What event loops had used of the processor is looked at so often, and remembered for so many looks. */
  private static final int BEATS_BETWEEN_LOOKS = 4;
  private static final int LOOKS = 150;
  private static final String EVENT_LOOP = "vert.x-eventloop";
  private static final int MOST_THREADS = 1_000;

  /** Nanoseconds of a processor that each event loop had used, by the thread's name. */
  private record Look(long at, Map<String, Long> used) {
  }

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Deque<Look> looks = new ConcurrentLinkedDeque<>();
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
    for (int beat = 0; ; beat++) {
      LockSupport.parkNanos(BEAT_NANOS);
      if (beat % BEATS_BETWEEN_LOOKS == 0) {
        looks.addLast(look());
        if (looks.size() > LOOKS) {
          looks.removeFirst();
        }
      }
      long now = System.nanoTime();
      if (now - lastBeat > LATE_NANOS) {
        lastLate = now;
      }
      lastBeat = now;
    }
  }

  private Look look() {
    var all = new Thread[MOST_THREADS];
    int count = Thread.currentThread().getThreadGroup().enumerate(all);
    Map<String, Long> used = new HashMap<>();
    for (int i = 0; i < count; i++) {
      if (all[i].getName().startsWith(EVENT_LOOP)) {
        used.merge(all[i].getName(), threads.getThreadCpuTime(all[i].getId()), Long::sum); // those of other hubs have the same names
      }
    }
    return new Look(System.nanoTime(), used);
  }

  /** Whether this thread, which is not waiting for anybody, got less than half of a processor in this time until now. */
  boolean lackedProcessor(String thread, Duration time) {
    Look now = look();
    Look before = null;
    for (Look look : looks) {
      if (now.at - look.at >= time.toNanos()) {
        before = look;
      }
    }
    if (before == null || !now.used.containsKey(thread) || !before.used.containsKey(thread)) {
      return false;
    }
    return now.used.get(thread) - before.used.get(thread) < (now.at - before.at) / 2;
  }

  /** Whether this machine had no processor for a thread that wanted next to none of it, just now. */
  boolean isLate() {
    long now = System.nanoTime();
    return now - lastBeat > LATE_NANOS || now - lastLate < MEMORY_NANOS;
  }
}
