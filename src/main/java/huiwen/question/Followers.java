package huiwen.question;

import huiwen.bus.Bus;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The followers of one event loop. What the bus has lost is found by one read for all of their fairs, however many there are: now
 * and then on a hub of one node, where the bus loses next to nothing; each second where there are others.
 */
public final class Followers {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);
  private static final Duration BETWEEN_LOOKS_AT_OTHERS = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Bus bus;
  private final Journal journal;
  private final Set<Follower> all = new LinkedHashSet<>();
  private final long timer;
  private boolean looking;

  /** To be made on the event loop on which they are used. */
  public Followers(Vertx vertx, Bus bus, Journal journal) {
    this.vertx = vertx;
    this.bus = bus;
    this.journal = journal;
    timer = vertx.setPeriodic((bus.isShared() ? BETWEEN_LOOKS_AT_OTHERS : BETWEEN_LOOKS).toMillis(), look -> catchUp());
  }

  /** A follower of this fair, which is caught up until it is given to {@link #close(Follower)}. */
  public Follower follow(int fairId, Keeper keeper) {
    var follower = new Follower(bus, journal, fairId, keeper);
    all.add(follower);
    return follower;
  }

  public void close(Follower follower) {
    follower.close();
    all.remove(follower);
  }

  /** How many there are. */
  public int size() {
    return all.size();
  }

  /** Lets each look for what it has missed; while the database does not answer it is not asked again. */
  private void catchUp() {
    if (all.isEmpty() || looking) {
      return;
    }
    looking = true;
    journal.newestSeqs(all.stream().map(Follower::fairId).distinct().toList()).onComplete(read -> {
      looking = false;
      if (read.succeeded()) {
        List.copyOf(all).forEach(follower -> follower.catchUpTo(read.result().getOrDefault(follower.fairId(), 0L)));
      }
    });
  }

  public void close() {
    vertx.cancelTimer(timer);
    all.forEach(Follower::close);
    all.clear();
  }
}
