package huiwen.limits;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of answers and snapshots that were written and have not been taken: they lie in this hub's memory for as long as
 * the other side pleases. Together they may have a part of the heap, those of one address half of that; when two addresses have
 * taken it all, any other still has its share, up to twice that part in all. For all threads.
 */
public final class Unread {

  private final long most;
  private final AtomicLong bytes = new AtomicLong();
  private final Map<String, Long> byAddress = new ConcurrentHashMap<>();
  private final Refusals refusals;

  /** @param heapBytes the most that the heap may grow to */
  public Unread(long heapBytes, MeterRegistry metrics) {
    most = (long) (heapBytes * Bounds.UNREAD_SHARE);
    refusals = new Refusals(metrics);
    Gauge.builder("huiwen.unread.bytes", bytes, AtomicLong::get)
        .description("Bytes of answers that were written and not taken yet").register(metrics);
  }

  /** Counts what is to be written; false, and not counted, where there is no room for it. */
  public boolean take(String address, int length) {
    long all = bytes.addAndGet(length);
    long theirs = byAddress.merge(address, (long) length, Long::sum);
    if (all <= most ? theirs <= most / 2 : all <= 2 * most && theirs <= most / 2 / byAddress.size()) {
      return true;
    }
    refusals.count(Refusals.Bound.UNREAD_SHARE, theirs > most / 2 ? Refusals.By.ADDRESS : Refusals.By.HUB);
    free(address, length);
    return false;
  }

  /** It was taken, or the connection has ended. */
  public void free(String address, int length) {
    bytes.addAndGet(-length);
    byAddress.computeIfPresent(address, (a, all) -> all == length ? null : all - length);
  }
}
