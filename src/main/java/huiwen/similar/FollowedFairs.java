package huiwen.similar;

import huiwen.bus.Bus;
import huiwen.fair.Fair;
import huiwen.fair.FairState;
import huiwen.question.Entry;
import huiwen.question.Follower;
import huiwen.question.Followers;
import huiwen.question.Journal;
import huiwen.question.Keeper;
import huiwen.similar.Backlog.Change;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fairs that the index of answers follows: those that take questions, and others while somebody looks there. Which take
 * questions is asked every minute, for a fair opens and ends by the clock, and a message that one was opened may be lost.
 *
 * <p>To be used on one event loop.
 */
final class FollowedFairs {

  private static final long NO_TIMER = -1;

  private static final Logger log = LoggerFactory.getLogger(FollowedFairs.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** What is told of them. */
  interface Index {

    /** All of a fair is to be read. */
    void read(int fair);

    /** Something has happened. */
    void write(Change change);

    /** What belongs to this fair is to be found no more. */
    void forget(int fair);

    boolean isEnding();
  }

  private final class Followed implements Keeper {

    private final int fair;
    private final Follower follower;
    /** When somebody looked there last, or something happened. */
    private long usedAt = System.nanoTime();

    Followed(int fair) {
      this.fair = fair;
      follower = followers.follow(fair, this);
    }

    /** Follows from now on, then reads what was there: what is between comes twice, which does no harm. */
    @Override
    public Future<Long> readAfresh(long after) {
      return journal.newestSeq(fair).onSuccess(seq -> index.read(fair));
    }

    @Override
    public void take(Entry entry) {
      usedAt = System.nanoTime();
      Change change = Change.of(entry.question());
      boolean wasThere = entry.from() != null;
      boolean isAsBefore = wasThere && change.kind() == Similar.Kind.OPEN
          && Backlog.WAITS.contains(entry.from().state());
      if (!isAsBefore && (change.kind() != null || wasThere)) {
        index.write(change);
      }
    }

    boolean isIdle() {
      return System.nanoTime() - usedAt > idleFor.toNanos();
    }
  }

  private final Vertx vertx;
  private final Followers followers;
  private final Supplier<Future<List<Fair>>> open;
  private final Journal journal;
  private final Index index;
  private final Duration idleFor;
  private final Map<Integer, Followed> followed = new HashMap<>();
  private long timer = NO_TIMER;

  /**
   * @param open brings those that take questions now
   * @param idleFor how long one that is not open is followed after somebody has looked there
   */
  FollowedFairs(Vertx vertx, Bus bus, Supplier<Future<List<Fair>>> open, Journal journal, Index index, Duration idleFor) {
    this.vertx = vertx;
    this.followers = new Followers(vertx, bus, journal);
    this.open = open;
    this.journal = journal;
    this.index = index;
    this.idleFor = idleFor;
  }

  /** Has all of them read into an index that is empty, and looks for others from now on. */
  void fill() {
    followed.keySet().forEach(index::read);
    look();
  }

  int size() {
    return followed.size();
  }

  /** A fair was made or changed. */
  void changed(Fair fair) {
    if (fair.stateAt(Instant.now()) == FairState.OPEN) {
      follow(fair.id());
    }
  }

  /** Somebody looks there. */
  void look(Fair fair) {
    follow(fair.id());
    Followed there = followed.get(fair.id());
    if (there != null) {
      there.usedAt = System.nanoTime();
    }
  }

  /** Follows those that are open by now, and no longer those that are not and in which nobody looks. */
  void look() {
    if (index.isEnding()) {
      return;
    }
    open.get().onSuccess(now -> {
      List<Integer> numbers = now.stream().map(Fair::id).toList();
      numbers.forEach(this::follow);
      end(Set.copyOf(numbers));
      again(BETWEEN_LOOKS);
    }).onFailure(failure -> {
      log.warn("the fairs were not read: {}", failure.toString());
      lookSoon();
    });
  }

  private void lookSoon() {
    again(AFTER_FAILURE);
  }

  private void again(Duration after) {
    vertx.cancelTimer(timer);
    timer = vertx.setTimer(after.toMillis(), due -> look());
  }

  private void end(Set<Integer> taking) {
    Set<Integer> idle = followed.entrySet().stream().filter(one -> !taking.contains(one.getKey()) && one.getValue().isIdle())
        .map(Map.Entry::getKey).collect(Collectors.toSet());
    for (int fair : idle) {
      followers.close(followed.remove(fair).follower);
      index.forget(fair);
    }
  }

  private void follow(int fair) {
    if (index.isEnding() || followed.containsKey(fair)) {
      return;
    }
    var begun = new Followed(fair);
    followed.put(fair, begun);
    begun.follower.start().onFailure(failure -> {
      log.warn("fair {} is not followed yet: {}", fair, failure.toString());
      lookSoon(); // which has it try again
    });
  }

  void close() {
    vertx.cancelTimer(timer);
    followers.close();
  }
}
