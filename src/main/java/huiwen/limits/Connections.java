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

  private final int most;
  private final int mostOfAddress;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

  /**
   * @param handles file handles that the system gives
   * @param shares whether an address may have a part of them only
   */
  public Connections(long handles, boolean shares, MeterRegistry metrics) {
    most = (int) Math.max(64, Math.min(Bounds.CONNECTIONS, handles - Bounds.HANDLES_KEPT));
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
