package huiwen.question;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.bus.News;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the entries of one fair: hands each to its keeper once, in order of {@code seq}, without a gap. The bus
 * brings them at once but may lose some; what is missing is read from the journal, and what is missing there as well is
 * passed over. Nothing stops it for good: where its keeper throws, or a hole was passed over, what is kept is read afresh.
 *
 * <p>To be used on one event loop.
 */
public final class Follower {

  private static final Logger log = LoggerFactory.getLogger(Follower.class);
  /** Few enough that nobody else on the event loop waits for long. */
  static final int MOST_AT_ONCE = 100;
  /** Entries that are kept while those before them are read; what comes beyond is read later. */
  static final int MOST_EARLY = 1_000;
  /** A keeper that throws again and again is read afresh once, and then at the next look at the newest number. */
  private static final long BETWEEN_FRESH_READS_NANOS = 1_000_000_000;

  /** Where entries are read from. */
  interface Source {
    Future<Page> page(long after, long upTo, int most);
  }

  private final Source journal;
  private final int fairId;
  private final Keeper keeper;
  private final MessageConsumer<News> subscription;
  private final TreeMap<Long, Entry> early = new TreeMap<>();
  /** The newest entry that was taken or passed over; -1 before the start. */
  private long head = -1;
  /** The newest entry that is known to be in the journal. */
  private long wanted = -1;
  /** The entry at which the keeper threw. */
  private long threwAt = -1;
  /** Whether what is kept is to be read afresh before anything is taken. */
  private boolean isStale = true;
  private boolean reading;
  /** The reading afresh that goes on while {@link #reading}, or the last one. */
  private Future<Void> afresh = Future.succeededFuture();
  private long readAgainAt = System.nanoTime() - BETWEEN_FRESH_READS_NANOS;
  private boolean closed;

  /** Listens from now on, but takes nothing before {@link #start}. */
  public Follower(Bus bus, Journal journal, int fairId, Keeper keeper) {
    this(bus, (after, upTo, most) -> journal.page(fairId, after, upTo, most), fairId, keeper);
  }

  Follower(Bus bus, Source journal, int fairId, Keeper keeper) {
    this.journal = journal;
    this.fairId = fairId;
    this.keeper = keeper;
    this.subscription = bus.hear(Address.ENTRIES, Address.entries(fairId), this::take);
  }

  /** Reads what is kept, and follows from there: completes when no entry can be missed any more. */
  public Future<Void> start() {
    return subscription.completion().compose(listening -> readAfresh());
  }

  int fairId() {
    return fairId;
  }

  /** Reads what the bus has not brought, where the journal is known to hold more; tries again what has failed. */
  public void catchUpTo(long newest) {
    wanted = Math.max(wanted, newest);
    if (isStale) {
      readAfresh();
    } else {
      read();
    }
  }

  /** What is kept does not fit any more, for another reason than an entry: it is read afresh. */
  public void readAnew() {
    goneStale();
  }

  public void close() {
    closed = true;
    early.clear();
    subscription.unregister();
  }

  /** From another node come only few entries; of more, up to where there is something to read. */
  private void take(News news) {
    List<?> entries = news.entries() == null ? entries(news.written()) : news.entries();
    if (entries.isEmpty()) {
      catchUpTo(news.upTo());
    } else {
      entries.forEach(entry -> takeEarly((Entry) entry));
      handOn(-1);
    }
  }

  /** None where they cannot be read, as those of another version of the hub: the journal has them as well. */
  private List<Entry> entries(JsonArray written) {
    try {
      return written == null ? List.of() : Wire.readEntries(written);
    } catch (RuntimeException e) {
      log.debug("what another node tells of fair {} is not understood", fairId, e);
      return List.of();
    }
  }

  private void takeEarly(Entry entry) {
    if (entry.seq() > head && !closed) {
      early.put(entry.seq(), entry);
      wanted = Math.max(wanted, entry.seq());
      if (early.size() > MOST_EARLY) {
        early.pollLastEntry();
      }
    }
  }

  /** @param complete the number up to which whatever is not there is a hole in the journal */
  private void handOn(long complete) {
    while (!isStale && !closed) {
      Map.Entry<Long, Entry> first = early.firstEntry();
      if (first != null && first.getKey() <= head + 1) {
        early.pollFirstEntry();
        if (first.getKey() == head + 1) {
          hand(first.getValue());
        }
      } else if (complete > head) {
        passOver(first == null ? complete : Math.min(complete, first.getKey() - 1));
      } else {
        read();
        return;
      }
    }
  }

  private void hand(Entry entry) {
    try {
      keeper.take(entry);
      head = entry.seq();
    } catch (RuntimeException e) {
      boolean again = threwAt == entry.seq();
      log.error("entry {} of fair {} could not be taken{}", entry.seq(), fairId, again ? ", and is passed over" : "", e);
      threwAt = entry.seq();
      if (again) {
        head = entry.seq();
      } else {
        early.put(entry.seq(), entry);
      }
      goneStale();
    }
  }

  private void passOver(long upTo) {
    log.error("fair {} has no entries {} to {}: they are passed over", fairId, head + 1, upTo);
    head = upTo;
    goneStale();
  }

  private void goneStale() {
    isStale = true;
    if (System.nanoTime() - readAgainAt >= BETWEEN_FRESH_READS_NANOS) {
      readAgainAt = System.nanoTime();
      readAfresh();
    }
  }

  private Future<Void> readAfresh() {
    if (closed) {
      return Future.failedFuture("the follower is closed");
    }
    if (reading) { // news that came before it was started has begun it already
      return afresh;
    }
    reading = true;
    afresh = Future.succeededFuture().compose(now -> keeper.readAfresh(head)).onComplete(read -> {
      reading = false;
      if (read.succeeded()) {
        head = Math.max(head, read.result());
        isStale = false;
        handOn(-1);
      } else {
        log.warn("fair {} could not be read afresh: {}", fairId, read.cause().toString());
      }
    }).mapEmpty();
    return afresh;
  }

  private void read() {
    if (reading || closed || isStale || head >= wanted) {
      return;
    }
    reading = true;
    long after = head;
    journal.page(after, wanted, MOST_AT_ONCE).onComplete(read -> {
      reading = false;
      if (isStale) {
        goneStale();
      } else if (read.succeeded() && read.result().upTo() > after) {
        read.result().entries().forEach(this::takeEarly);
        handOn(read.result().upTo());
      } else if (read.failed()) {
        // the next entry, or the next look at the newest number, tries again
        log.warn("entries after {} of fair {} could not be read: {}", after, fairId, read.cause().toString());
      }
    });
  }
}
