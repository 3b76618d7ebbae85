package huiwen.limits;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are, and how many of each address. For all threads. */
public final class Connections {

  /** Why there is no room for one more. */
  public enum Full {
    /** Its address has as many as it may. */
    ADDRESS,
    /** The hub has. */
    HUB
  }

  /** Without which there is no fair. */
  private static final int FEWEST = 64;

  private final int most;
  private final int mostOfAddress;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

  /**
   * @param handles file handles that the system gives
   * @param heapBytes the most that the heap may grow to
   * @param shares whether an address may have a part of them only
   */
  public Connections(long handles, long heapBytes, boolean shares, MeterRegistry metrics) {
    long room = (long) (heapBytes * Bounds.CONNECTIONS_SHARE / Bounds.CONNECTION_BYTES);
    most = (int) Math.max(FEWEST, Math.min(Bounds.CONNECTIONS, Math.min(room, handles - Bounds.HANDLES_KEPT)));
    mostOfAddress = shares ? most / 4 * 3 : most;
    Gauge.builder("huiwen.connections", open, AtomicInteger::get).description("Connections that are open")
        .register(metrics);
  }

  /** File handles that this process may have. */
  public static long handles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount() : Bounds.CONNECTIONS;
  }

  /** Counts one more. @return null; or why it is one too many, and then it is not counted */
  public Full open(String address) {
    int all = open.incrementAndGet();
    int theirs = byAddress.merge(address, 1, Integer::sum);
    if (all <= most && theirs <= mostOfAddress) {
      return null;
    }
    close(address);
    return theirs > mostOfAddress ? Full.ADDRESS : Full.HUB;
  }

  /** It has ended. */
  public void close(String address) {
    open.decrementAndGet();
    byAddress.computeIfPresent(address, (a, theirs) -> theirs == 1 ? null : theirs - 1);
  }
}
