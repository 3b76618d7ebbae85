package huiwen.question;

import huiwen.bus.Bus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The followers of one event loop. What the bus has lost is found by one read for all of their fairs, however many there are.
 */
public final class Followers {

  private final Bus bus;
  private final Journal journal;
  private final Set<Follower> all = new LinkedHashSet<>();

  public Followers(Bus bus, Journal journal) {
    this.bus = bus;
    this.journal = journal;
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

  /** To be called now and then: lets each look for what it has missed. */
  public void catchUp() {
    if (all.isEmpty()) {
      return;
    }
    journal.newestSeqs(all.stream().map(Follower::fairId).distinct().toList()).onSuccess(newest ->
        List.copyOf(all).forEach(follower -> follower.catchUpTo(newest.getOrDefault(follower.fairId(), 0L))));
  }

  public void close() {
    all.forEach(Follower::close);
    all.clear();
  }
}
