package huiwen.tally;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.fair.Departments;
import huiwen.fair.Fair;
import huiwen.fair.Fairs;
import huiwen.question.Followers;
import huiwen.question.Journal;
import huiwen.question.PerFair;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiFunction;

/** Keeps the tally of each fair that somebody reads, for some minutes more, and publishes it to boards when it has moved. */
public final class TallyVerticle extends VerticleBase {

  /** Phones that open the page of a fair ask for it now and then: counting anew for each of them would cost more. */
  private static final Duration LINGERS = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS_AT_PRESENCE = Duration.ofSeconds(15);

  private final Journal journal;
  private final Fairs fairs;
  private final Departments departments;
  private final Presence presence = new Presence(System::nanoTime);
  private final Checks checks = new Checks();
  private final PerFair<FairTally> tallies;
  private Bus bus;
  private Followers followers;

  public TallyVerticle(Journal journal, Fairs fairs, Departments departments) {
    this(journal, fairs, departments, LINGERS);
  }

  /** @param lingers how long a tally outlives its last reader */
  TallyVerticle(Journal journal, Fairs fairs, Departments departments, Duration lingers) {
    this.journal = journal;
    this.fairs = fairs;
    this.departments = departments;
    this.tallies = new PerFair<>(FairTally::isRead, FairTally::close, lingers, System::nanoTime);
  }

  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    followers = new Followers(vertx, bus, journal);
    vertx.setPeriodic(BETWEEN_LOOKS.toMillis(), timer -> look());
    vertx.setPeriodic(BETWEEN_LOOKS_AT_PRESENCE.toMillis(), timer -> presence.forgetQuiet().forEach(this::moved));
    bus.hear(Address.ONLINE, told -> takeOnline(Online.of(told)));
    bus.hear(Address.COUNTED, told -> {
      FairTally tally = tallies.get(told.getInteger("fair"));
      if (tally != null) {
        tally.foundRight(told.getLong("seq"), told.getString("digest"));
      }
    });
    return Future.all(
        bus.<String, String>serve(Address.TALLY, code -> ask(code, FairTally::view)).completion(),
        bus.<String, JsonObject>serve(Address.WAITS, code -> ask(code, FairTally::waits)).completion(),
        bus.<Integer, Set<String>>serve(Address.CONNECTED, fairId -> Future.succeededFuture(presence.volunteers(fairId))).completion());
  }

  /** Its timers and consumers end with the verticle. */
  @Override
  public Future<?> stop() {
    tallies.close();
    followers.close();
    return Future.succeededFuture();
  }

  private <T> Future<T> ask(String fairCode, BiFunction<FairTally, Fair, T> question) {
    return fairs.byCode(fairCode).compose(fair -> tallies.with(fair.id(),
        () -> FairTally.open(vertx, bus, journal, fairs, departments, presence, followers, fair),
        tally -> Future.succeededFuture(question.apply(tally, fair))));
  }

  private void takeOnline(Online message) {
    if (presence.take(message)) {
      moved(message.fairId());
    }
  }

  private void moved(int fairId) {
    FairTally tally = tallies.get(fairId);
    if (tally != null) {
      tally.moved();
    }
  }

  /** Checks what is to be checked, and ends what nobody reads any more. */
  private void look() {
    tallies.closeUnread();
    FairTally next = checks.next(tallies.all(), System.nanoTime());
    if (next != null) {
      next.check().onComplete(done -> checks.done(System.nanoTime()));
    }
  }

  /** How many tallies are kept, or followers where those are more. */
  Future<Integer> size() {
    return Future.future(size -> context.runOnContext(here ->
        size.complete(Math.max(tallies.all().size(), followers.size()))));
  }
}
