package huiwen.tally;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Departments;
import huiwen.fair.Fair;
import huiwen.fair.Fairs;
import huiwen.question.Entry;
import huiwen.question.Follower;
import huiwen.question.Followers;
import huiwen.question.Journal;
import huiwen.question.Keeper;
import huiwen.question.Recount;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tally of one fair with what keeps it. What is shown of it is made when somebody asks for it, or watches it, after it
 * has moved, and is then the same for all.
 */
final class FairTally implements Keeper, Checks.Checked {

  private static final Logger log = LoggerFactory.getLogger(FairTally.class);
  /** At most four a second. */
  private static final Duration BETWEEN_TALLIES = Duration.ofMillis(250);
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final Bus bus;
  private final Journal journal;
  private final Fairs fairs;
  private final Departments departments;
  private final Presence presence;
  private final Followers followers;
  private final Follower follower;
  private final String fairCode;
  private final int fairId;
  private Tally counts;
  /** As it was last shown; null where it has moved since. */
  private String view;
  private JsonObject waits;
  private List<String> viewedDesks = List.of();
  private long publishedAt = System.nanoTime() - BETWEEN_TALLIES.toNanos();
  private long publishTimer = NO_TIMER;
  private long checkedAt = System.nanoTime();
  private long foundRightAt;

  private FairTally(Vertx vertx, Bus bus, Journal journal, Fairs fairs, Departments departments, Presence presence,
      Followers followers, Fair fair) {
    this.vertx = vertx;
    this.bus = bus;
    this.journal = journal;
    this.fairs = fairs;
    this.departments = departments;
    this.presence = presence;
    this.followers = followers;
    this.fairCode = fair.code();
    this.fairId = fair.id();
    this.follower = followers.follow(fairId, this);
  }

  static Future<FairTally> open(Vertx vertx, Bus bus, Journal journal, Fairs fairs, Departments departments,
      Presence presence, Followers followers, Fair fair) {
    var tally = new FairTally(vertx, bus, journal, fairs, departments, presence, followers, fair);
    return tally.follower.start().map(tally).onFailure(failure -> tally.close());
  }

  void close() {
    followers.close(follower);
    vertx.cancelTimer(publishTimer);
    publishTimer = NO_TIMER;
  }

  @Override
  public Future<Long> readAfresh(long after) {
    return recount().map(recount -> {
      counts = new Tally(departments, recount);
      foundRightAt = recount.seq();
      moved();
      return recount.seq();
    });
  }

  private Future<Recount> recount() {
    return fairs.byCode(fairCode).compose(fair -> journal.recount(fairId, fair.villages()));
  }

  @Override
  public void take(Entry entry) {
    counts.apply(entry);
    moved();
  }

  boolean isRead() {
    return presence.isWatched(fairId);
  }

  /** Something that it shows is not as it was. */
  void moved() {
    view = null;
    waits = null;
    publishSoon();
  }

  /** The contract's tally, encoded. */
  String view(Fair fair) {
    keepUpWith(fair);
    if (view == null) {
      view = counts.view(fair.present(), Instant.now(), presence.view(fairId)).encode();
    }
    return view;
  }

  /** How many wait at each desk, and how long an answer takes: shared, and so to be read only. */
  JsonObject waits(Fair fair) {
    keepUpWith(fair);
    if (waits == null) {
      waits = counts.waits(fair.present());
    }
    return waits;
  }

  /** Another desk is another row of what is shown; another village needs another count. */
  private void keepUpWith(Fair fair) {
    if (!fair.present().equals(viewedDesks)) {
      view = null;
      waits = null;
      viewedDesks = fair.present();
    }
    if (!fair.villages().equals(counts.villages())) {
      follower.readAnew();
    }
  }

  /** Publishes now, or when the last one is long enough ago: what comes in between is in it. */
  private void publishSoon() {
    if (publishTimer != NO_TIMER || counts == null || !isRead()) {
      return;
    }
    long wait = BETWEEN_TALLIES.toMillis() - Duration.ofNanos(System.nanoTime() - publishedAt).toMillis();
    publishTimer = vertx.setTimer(Math.max(1, wait), timer -> publish());
  }

  private void publish() {
    fairs.byCode(fairCode).onComplete(fair -> {
      if (publishTimer == NO_TIMER) {
        return; // closed meanwhile
      }
      publishTimer = NO_TIMER;
      publishedAt = System.nanoTime();
      if (fair.succeeded()) {
        bus.tell(Address.tallies(fairId), view(fair.result()));
      }
    });
  }

  @Override
  public boolean hasMoved() {
    return counts.seq() != foundRightAt;
  }

  @Override
  public long checkedAt() {
    return checkedAt;
  }

  @Override
  public boolean isAnothers() {
    return !bus.isOwner(fairId);
  }

  /** Another node has found what it counts right: where this one counts the same at the same entry, so is this. */
  void foundRight(long seq, String digest) {
    if (counts != null && counts.seq() == seq && counts.digest().equals(digest)) {
      foundRightAt = seq;
      checkedAt = System.nanoTime();
    }
  }

  /** Holds the counts against the database, and takes the database's where they differ. */
  Future<Void> check() {
    checkedAt = System.nanoTime();
    return recount().<Void>map(recount -> {
      if (recount.seq() > counts.seq()) {
        follower.catchUpTo(recount.seq());
      } else if (recount.seq() == counts.seq()) {
        foundRightAt = recount.seq();
        var recounted = new Tally(departments, recount);
        if (!recounted.equals(counts)) {
          log.error("the tally of fair {} at {} was not what its questions add up to", fairCode, recount.seq());
          counts = recounted;
          moved();
        }
        if (bus.isShared()) {
          bus.tellOthers(Address.COUNTED, new JsonObject()
              .put("fair", fairId).put("seq", counts.seq()).put("digest", counts.digest()));
        }
      }
      return null;
    }).onFailure(failure -> log.warn("the tally of fair {} was not checked: {}", fairCode, failure.toString()));
  }
}
