package huiwen.db;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Copies of what is asked for with every call and changes seldom. Whoever changes it tells the bus, and the copy is
 * dropped; where that message is lost the copy grows old by itself. For all threads.
 */
public final class Copies<V> {

  private static final long MOST = 10_000;

  private final Cache<String, V> copies;
  private final AtomicLong drops = new AtomicLong();

  /** @param last how long a copy may be trusted where a message on the bus was lost */
  public Copies(Duration last) {
    copies = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(last).build();
  }

  /** The copy, or else what is read now, of which a copy is kept unless it is null. */
  public Future<V> get(String key, Supplier<Future<V>> read) {
    V copy = copies.getIfPresent(key);
    return copy == null ? fresh(key, read) : Future.succeededFuture(copy);
  }

  /** As {@link #get}, but never from the copy. */
  public Future<V> fresh(String key, Supplier<Future<V>> read) {
    long dropsBefore = drops.get();
    return read.get().onSuccess(value -> {
      if (value != null) {
        copies.put(key, value);
        if (drops.get() != dropsBefore) {
          copies.invalidate(key); // it may have been read before the change that was told meanwhile
        }
      }
    });
  }

  public void drop(String key) {
    drops.incrementAndGet();
    copies.invalidate(key);
  }

  public void dropIf(Predicate<V> changed) {
    drops.incrementAndGet();
    copies.asMap().values().removeIf(changed);
  }
}
