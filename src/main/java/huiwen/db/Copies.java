package huiwen.db;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Map<String, Future<V>> reading = new ConcurrentHashMap<>();
  private final AtomicLong drops = new AtomicLong();

  /** @param last after how long a copy expires, whatever the bus has said */
  public Copies(Duration last) {
    copies = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(last).build();
  }

  /** The copy. Where there is none it is read now, and kept unless it is null. */
  public Future<V> get(String key, Supplier<Future<V>> read) {
    V copy = copies.getIfPresent(key);
    return copy == null ? readOnce(key, read) : Future.succeededFuture(copy);
  }

  /** However many ask at once, it is read once. Each is answered on the event loop from which it asked. */
  private Future<V> readOnce(String key, Supplier<Future<V>> read) {
    Promise<V> reader = Promise.promise();
    Future<V> earlier = reading.putIfAbsent(key, reader.future());
    if (earlier == null) {
      long dropsBefore = drops.get();
      read.get().onComplete(done -> {
        reading.remove(key, reader.future());
        if (done.succeeded() && done.result() != null) {
          copies.put(key, done.result());
          if (drops.get() != dropsBefore) {
            copies.invalidate(key); // it may have been read before the change that was told meanwhile
          }
        }
        reader.handle(done);
      });
    }
    Context caller = Vertx.currentContext();
    Promise<V> mine = Promise.promise();
    (earlier == null ? reader.future() : earlier).onComplete(done -> {
      if (caller == null || caller == Vertx.currentContext()) {
        mine.handle(done);
      } else {
        caller.runOnContext(now -> mine.handle(done));
      }
    });
    return mine.future();
  }

  public void drop(String key) {
    drops.incrementAndGet();
    reading.remove(key); // whoever asks from now on must not be given what was read before
    copies.invalidate(key);
  }

  public void dropAll() {
    dropIf(copy -> true);
  }

  public void dropIf(Predicate<V> changed) {
    drops.incrementAndGet();
    reading.clear();
    copies.asMap().values().removeIf(changed);
  }
}
