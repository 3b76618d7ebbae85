package huiwen.desk;

import huiwen.access.Caller;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.question.Command;
import huiwen.question.Commands;
import huiwen.question.Release;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends claims: those whose holder has not been heard of for as long as a claim lasts, and those of whoever has signed out or
 * was signed out. A renewal writes no entry. What a message on the bus did not tell is found by looking, so that no claim
 * outlives its holder by more than a look.
 */
public final class LeaseVerticle extends VerticleBase {

  /** Who holds what, from a page that shows it. @param questions numbers, at most as many as a page can show */
  public record Holding(String session, Set<String> questions) {

    public Holding {
      questions = Set.copyOf(questions);
    }
  }

  private static final Logger log = LoggerFactory.getLogger(LeaseVerticle.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final LeaseStore leases;
  private Commands commands;
  private boolean looking;

  public LeaseVerticle(Pool pool) {
    leases = new LeaseStore(pool);
  }

  @Override
  public Future<?> start() {
    var bus = new Bus(vertx);
    commands = new Commands(bus);
    vertx.setPeriodic(BETWEEN_LOOKS.toMillis(), timer -> look());
    bus.hear(Address.HOLDING, told -> leases.renew(((Holding) told).session(), ((Holding) told).questions())
        .onFailure(failure -> log.warn("claims were not renewed: {}", failure.toString())));
    return bus.hear(Address.SESSIONS_ENDED, sessions -> end(leases.heldBy(sessions))).completion();
  }

  private void look() {
    if (!looking) {
      looking = true;
      end(leases.ended()).onComplete(done -> looking = false);
    }
  }

  private Future<?> end(Future<List<LeaseStore.Ended>> read) {
    return read.compose(ended -> {
      var releases = new ArrayList<Future<?>>();
      ended.forEach(lease -> releases.add(commands.submit(new Command.GiveBack(Caller.system(), lease.fairId(),
          lease.question(), lease.holder(), lease.expired() ? Release.EXPIRED : Release.SIGNED_OUT))));
      return Future.join(releases);
    }).onFailure(failure -> log.warn("claims that have ended were not released: {}", failure.toString()));
  }
}
