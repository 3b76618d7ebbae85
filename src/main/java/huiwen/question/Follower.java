package huiwen.question;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the entries of one fair: hands each to its handler once, in order of {@code seq}, without a gap. The bus
 * brings them at once but may lose some; what is missing is read from the journal.
 *
 * <p>To be used on one event loop.
 */
public final class Follower {

  private static final Logger log = LoggerFactory.getLogger(Follower.class);
  /** Few enough that nobody else on the event loop waits for long. */
  private static final int MOST_AT_ONCE = 100;

  private final Journal journal;
  private final int fairId;
  private final Handler<Entry> handler;
  private final MessageConsumer<List<Entry>> subscription;
  private final TreeMap<Long, Entry> early = new TreeMap<>();
  /** The newest entry that was handed on; -1 until {@link #startAfter}. */
  private long head = -1;
  private boolean reading;
  private boolean closed;

  /** Listens from now on, but hands nothing on before {@link #startAfter}. */
  public Follower(Bus bus, Journal journal, int fairId, Handler<Entry> handler) {
    this.journal = journal;
    this.fairId = fairId;
    this.handler = handler;
    this.subscription = bus.subscribe(Address.entries(fairId), this::take);
  }

  /** Completes when nothing that is published from then on can be missed. */
  public Future<Void> listening() {
    return subscription.completion();
  }

  /** Hands on the entries after this one. */
  public void startAfter(long seq) {
    head = seq;
    handOn();
  }

  /** The number of the newest entry that was handed on. */
  public long head() {
    return head;
  }

  /** Reads what the bus has not brought, where the journal is known to hold more. */
  public void catchUpTo(long newest) {
    if (head >= 0 && newest > head) {
      read(newest);
    }
  }

  public void close() {
    closed = true;
    subscription.unregister();
  }

  private void take(List<Entry> entries) {
    for (Entry entry : entries) {
      if (entry.seq() > head) {
        early.put(entry.seq(), entry);
      }
    }
    handOn();
  }

  private void handOn() {
    if (head < 0 || closed) {
      return;
    }
    while (!early.isEmpty() && early.firstKey() <= head + 1) {
      Entry entry = early.pollFirstEntry().getValue();
      if (entry.seq() == head + 1) {
        head = entry.seq();
        handler.handle(entry);
      }
    }
    if (!early.isEmpty()) {
      read(early.firstKey() - 1);
    }
  }

  private void read(long upTo) {
    if (reading || closed) {
      return;
    }
    reading = true;
    journal.entries(fairId, head, upTo, MOST_AT_ONCE).onComplete(entries -> {
      reading = false;
      if (entries.succeeded()) {
        take(entries.result());
        if (head < upTo && !entries.result().isEmpty()) {
          read(upTo);
        }
      } else {
        // the next entry, or the next look at the newest number, tries again
        log.warn("entries after {} of fair {} could not be read: {}", head, fairId, entries.cause().toString());
      }
    });
  }
}
