package huiwen.tally;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Departments;
import huiwen.fair.Fair;
import huiwen.fair.Fairs;
import huiwen.question.Entry;
import huiwen.question.Follower;
import huiwen.question.Journal;
import huiwen.question.Recount;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the tally of each fair that somebody asks for, and publishes it when it has moved. */
public final class TallyVerticle extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(TallyVerticle.class);
  /** At most four a second. */
  private static final Duration BETWEEN_TALLIES = Duration.ofMillis(250);
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(30);
  private static final Duration MOST_BETWEEN_CHECKS = Duration.ofMinutes(10);
  /** A check of a million questions takes PostgreSQL seconds: they are at most a fiftieth of the time. */
  private static final int REST = 50;
  /** A live part says who is connected every 15 s; one that has gone quiet is not counted any more. */
  private static final Duration ONLINE_LASTS = Duration.ofSeconds(40);

  /**
   * Who is connected to one core's live part at one fair.
   *
   * @param source tells the live parts apart
   * @param askers how many there are
   * @param volunteers numbers of their sessions: one may have several pages open
   */
  public record Online(String source, int fairId, int askers, Set<String> volunteers) {
  }

  private final Journal journal;
  private final Fairs fairs;
  private final Departments departments;
  private final Map<Integer, Future<FairTally>> tallies = new HashMap<>();
  private final Map<Integer, Map<String, OnlineAt>> online = new HashMap<>();
  private Bus bus;

  private record OnlineAt(Online online, long at) {
  }

  public TallyVerticle(Journal journal, Fairs fairs, Departments departments) {
    this.journal = journal;
    this.fairs = fairs;
    this.departments = departments;
  }

  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    bus.subscribe(Address.ONLINE, this::takeOnline);
    return bus.<String, JsonObject>serve(Address.TALLY, this::tally).completion();
  }

  private Future<JsonObject> tally(String fairCode) {
    return fairs.byCode(fairCode).compose(fair -> follow(fair).map(tally -> tally.view(fair)));
  }

  private Future<FairTally> follow(Fair fair) {
    Future<FairTally> known = tallies.get(fair.id());
    if (known != null) {
      return known;
    }
    Future<FairTally> opening = open(fair);
    tallies.put(fair.id(), opening);
    return opening.onFailure(failure -> tallies.remove(fair.id(), opening));
  }

  private Future<FairTally> open(Fair fair) {
    var tally = new FairTally(fair.code(), fair.id());
    return tally.follower.listening()
        .compose(listening -> journal.recount(fair.id()))
        .map(recount -> {
          tally.start(recount);
          return tally;
        })
        .onFailure(failure -> tally.follower.close());
  }

  private void takeOnline(Online message) {
    online.computeIfAbsent(message.fairId(), fair -> new HashMap<>())
        .put(message.source(), new OnlineAt(message, System.nanoTime()));
    Future<FairTally> tally = tallies.get(message.fairId());
    if (tally != null && tally.succeeded()) {
      tally.result().moved();
    }
  }

  private JsonObject onlineAt(int fairId) {
    int askers = 0;
    var volunteers = new HashSet<String>();
    Map<String, OnlineAt> sources = online.getOrDefault(fairId, new HashMap<>());
    sources.values().removeIf(source -> System.nanoTime() - source.at > ONLINE_LASTS.toNanos());
    for (OnlineAt source : sources.values()) {
      askers += source.online.askers();
      volunteers.addAll(source.online.volunteers());
    }
    return new JsonObject().put("askers", askers).put("volunteers", volunteers.size());
  }

  /** How long after a check that took so long the next one begins. */
  static Duration restAfter(Duration check) {
    long millis = check.multipliedBy(REST).toMillis();
    return Duration.ofMillis(Math.max(BETWEEN_CHECKS.toMillis(), Math.min(MOST_BETWEEN_CHECKS.toMillis(), millis)));
  }

  /** The tally of one fair, with what keeps it. */
  private final class FairTally {

    private final String fairCode;
    private final int fairId;
    private final Follower follower;
    private Tally counts;
    private long publishedAt = System.nanoTime() - BETWEEN_TALLIES.toNanos();
    private boolean publishing;

    FairTally(String fairCode, int fairId) {
      this.fairCode = fairCode;
      this.fairId = fairId;
      this.follower = new Follower(bus, journal, fairId, this::count);
    }

    void start(Recount recount) {
      counts = new Tally(departments, recount);
      follower.startAfter(recount.seq());
      checkAfter(BETWEEN_CHECKS);
    }

    private void count(Entry entry) {
      counts.apply(entry);
      moved();
    }

    JsonObject view(Fair fair) {
      return counts.view(fair.present(), Instant.now(), onlineAt(fairId));
    }

    /** Publishes now, or when the last one is long enough ago: what comes in between is in it. */
    void moved() {
      if (publishing) {
        return;
      }
      publishing = true;
      long wait = BETWEEN_TALLIES.toMillis() - Duration.ofNanos(System.nanoTime() - publishedAt).toMillis();
      if (wait <= 0) {
        publish();
      } else {
        vertx.setTimer(wait, timer -> publish());
      }
    }

    private void publish() {
      fairs.byCode(fairCode).onComplete(fair -> {
        publishing = false;
        publishedAt = System.nanoTime();
        if (fair.succeeded()) {
          bus.publish(Address.tallies(fairId), view(fair.result()));
        }
      });
    }

    private void checkAfter(Duration rest) {
      vertx.setTimer(rest.toMillis(), timer -> check());
    }

    /** Holds the counts against the database, and takes the database's where they differ. */
    private void check() {
      long start = System.nanoTime();
      journal.recount(fairId).onSuccess(recount -> {
        if (recount.seq() > counts.seq()) {
          follower.catchUpTo(recount.seq());
        } else if (recount.seq() == counts.seq()) {
          var recounted = new Tally(departments, recount);
          if (!recounted.equals(counts)) {
            log.error("the tally of fair {} at {} was not what its questions add up to", fairCode, recount.seq());
            counts = recounted;
            moved();
          }
        }
      }).onFailure(failure -> log.warn("the tally of fair {} was not checked: {}", fairCode, failure.toString()))
          .onComplete(done -> checkAfter(restAfter(Duration.ofNanos(System.nanoTime() - start))));
    }
  }
}
