package huiwen.db;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A cache: copies in memory of what every call needs and what seldom changes. Whoever changes it says so on the bus, and
 * the copy is dropped; where that message is lost, the copy expires by itself. Safe for all threads.
 */
public final class Copies<V> {

  private static final long MOST = 10_000;

  private final Cache<String, V> copies;
  private final ReadOnce<String, V> reading = new ReadOnce<>();
  private final AtomicLong drops = new AtomicLong();

  /** @param last after how long a copy expires, whatever the bus has said */
  public Copies(Duration last) {
    copies = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(last).build();
  }

  /** The copy. Where there is none it is read now, and kept unless it is null. */
  public Future<V> get(String key, Supplier<Future<V>> read) {
    V copy = copies.getIfPresent(key);
    return copy == null ? reading.get(key, () -> readNow(key, read)) : Future.succeededFuture(copy);
  }

  private Future<V> readNow(String key, Supplier<Future<V>> read) {
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
    reading.forget(key); // whoever asks from now on must not be given what was read before
    copies.invalidate(key);
  }

  public void dropAll() {
    dropIf(copy -> true);
  }

  public void dropIf(Predicate<V> changed) {
    drops.incrementAndGet();
    reading.forgetAll();
    copies.asMap().values().removeIf(changed);
  }
}
