package huiwen.desk;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.question.Command;
import huiwen.question.Commands;
import huiwen.question.Committed;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Takes the commands of the desks and hands them on to the ledger, which decides them one after the other. */
public final class DeskVerticle extends VerticleBase {

  @Override
  public Future<?> start() {
    var bus = new Bus(vertx);
    var commands = new Commands(bus);
    return bus.<Command, Committed>serve(Address.DESK, commands::toLedger).completion();
  }
}
