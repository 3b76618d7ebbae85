package huiwen.db;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** However many ask for the same at once, it is read once; each is answered on the event loop from which it asked. For all threads. */
public final class ReadOnce<K, V> {

  private final Map<K, Future<V>> reading = new ConcurrentHashMap<>();

  /** What is being read under this key, or, where nothing is, what this reads. */
  public Future<V> get(K key, Supplier<Future<V>> read) {
    Promise<V> reader = Promise.promise();
    Future<V> earlier = reading.putIfAbsent(key, reader.future());
    if (earlier == null) {
      read.get().onComplete(done -> {
        reading.remove(key, reader.future());
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

  /** Whoever asks from now on is not given what is being read now. */
  void forget(K key) {
    reading.remove(key);
  }

  void forgetAll() {
    reading.clear();
  }
}
