package huiwen.question;

import huiwen.access.Caller;
import huiwen.access.Tokens;
import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.http.Api;
import huiwen.http.Idempotency;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Sends a command to the ledger, the one way by which anything changes. */
public final class Commands {

  /** Later a command is not carried out: shorter than its caller waits for it. */
  public static final Duration CARRIED_OUT_WITHIN = Duration.ofSeconds(10);

  private final Bus bus;

  public Commands(Bus bus) {
    this.bus = bus;
  }

  /** @param key under which its caller sends it, or null */
  public Future<Committed> submit(Command command, CommandKey key) {
    long deadline = System.nanoTime() + CARRIED_OUT_WITHIN.toNanos();
    if (bus.isOwner(command.fairId())) {
      return bus.request(Address.LEDGER, new Submission(command, key, deadline));
    }
    // the other node may have done it when it does not answer: under a key it is done once
    return bus.owner(Address.LEDGER, command.fairId(), Wire.COMMANDS,
        new Submission(command, key == null ? CommandKey.made() : key, deadline));
  }

  /** The key of a request, or null where it has none. */
  public static CommandKey key(RoutingContext ctx) {
    String value = Idempotency.key(ctx);
    return value == null ? null
        : new CommandKey(value, Tokens.hash(Idempotency.canonical(ctx.normalizedPath(), Api.body(ctx))));
  }

  /** For a command that has no key. */
  public Future<Committed> submit(Command command) {
    return submit(command, null);
  }

  /** Makes a command about a question for whoever calls. */
  public interface Maker {
    Command make(Caller by, int fairId, String questionId);
  }
}
