package huiwen.question;

import huiwen.access.Caller;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import io.vertx.core.Future;

/** Sends a command the one way: to the verticle that serves it, and through it to the ledger. */
public final class Commands {

  private final Bus bus;

  public Commands(Bus bus) {
    this.bus = bus;
  }

  /** For an asker's command. */
  public Future<Committed> toIntake(Command command) {
    return bus.request(Address.INTAKE, command);
  }

  /** For a command of a desk. */
  public Future<Committed> toDesk(Command command) {
    return bus.request(Address.DESK, command);
  }

  /** For a command that is ready to be committed. */
  public Future<Committed> toLedger(Command command) {
    return bus.request(Address.LEDGER, command);
  }

  /** Makes a command about a question for whoever calls. */
  public interface Maker {
    Command make(Caller by, int fairId, String questionId);
  }
}
