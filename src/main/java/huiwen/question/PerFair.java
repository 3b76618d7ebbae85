package huiwen.question;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is kept for each fair that somebody reads: opened for its first reader, and closed some minutes after its last. A
 * hub with many fairs pays for those that are read.
 *
 * <p>To be used on one event loop.
 */
public final class PerFair<S> {

  private final Map<Integer, Kept> kept = new LinkedHashMap<>();
  private final Predicate<S> isRead;
  private final Consumer<S> close;
  private final long lingersNanos;
  private final LongSupplier nanos;

  private final class Kept {
    private Future<S> opening;
    /** Who has asked for it and is not done yet. */
    private int users;
    private long usedAt;

    boolean isOpen() {
      return opening.succeeded();
    }
  }

  /**
   * @param isRead whether somebody reads it beside those who are using it
   * @param lingers how long it outlives its last reader
   * @param nanos a clock that never jumps, in nanoseconds
   */
  public PerFair(Predicate<S> isRead, Consumer<S> close, Duration lingers, LongSupplier nanos) {
    this.isRead = isRead;
    this.close = close;
    this.lingersNanos = lingers.toNanos();
    this.nanos = nanos;
  }

  /** Does something with what is kept for a fair; it is opened where it is not there, and stays until that is done. */
  public <T> Future<T> with(int fairId, Supplier<Future<S>> open, Function<S, Future<T>> use) {
    Kept one = kept.get(fairId);
    if (one == null) {
      one = new Kept();
      kept.put(fairId, one);
      one.opening = open.get();
    }
    Kept used = one;
    used.users++;
    return used.opening
        .onFailure(failure -> kept.remove(fairId, used))
        .compose(use)
        .onComplete(done -> {
          used.users--;
          used.usedAt = nanos.getAsLong();
        });
  }

  /** What is kept for this fair, or null. */
  public S get(int fairId) {
    Kept one = kept.get(fairId);
    return one != null && one.isOpen() ? one.opening.result() : null;
  }

  /** All that is open. */
  public List<S> all() {
    return kept.values().stream().filter(Kept::isOpen).map(one -> one.opening.result()).toList();
  }

  /** To be called now and then: closes what nobody has read for some minutes. */
  public void closeUnread() {
    long now = nanos.getAsLong();
    kept.values().removeIf(one -> {
      if (one.users > 0 || !one.isOpen() || isRead.test(one.opening.result())) {
        one.usedAt = now;
        return false;
      }
      if (now - one.usedAt < lingersNanos) {
        return false;
      }
      close.accept(one.opening.result());
      return true;
    });
  }

  /** Closes what is kept for this fair; whoever reads it next opens it anew. */
  public void close(int fairId) {
    Kept one = kept.remove(fairId);
    if (one != null && one.isOpen()) {
      close.accept(one.opening.result());
    }
  }

  /** Closes everything. */
  public void close() {
    List<S> open = new ArrayList<>(all());
    kept.clear();
    open.forEach(close);
  }
}
