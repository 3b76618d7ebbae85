package huiwen.question;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.db.SqlState;
import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one place that writes questions and entries.
 *
 * <p>Each fair has a lane. While a batch of a lane is being committed the next one gathers: an idle hub adds no
 * delay, a busy one commits hundreds at once. Only after the commit does each caller get its answer, and
 * the bus the entries.
 */
public final class Ledger extends VerticleBase {

  /** A lane holds one at a time: as many fairs as these are written to at once. */
  public static final int CONNECTIONS = 4;
  /** Commands in one transaction; more would make the first of them wait for the last. */
  static final int MOST_IN_BATCH = 512;
  /** Commands that may wait in a lane: some seconds' work; beyond it callers are told to come back. */
  static final int MOST_WAITING = 20_000;

  private final Pool reading;
  private final Pool writing;
  private final Map<Integer, Lane> lanes = new HashMap<>();
  /** What is known of the fairs that were written to last. */
  private final Map<Integer, Known> memory = new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, Known> eldest) {
      return size() > 2 * CONNECTIONS;
    }
  };
  private Bus bus;

  /**
   * @param reading whose statements are planned for what is stored by then
   * @param writing whose plans are kept, as what is written goes the same way whatever is stored
   */
  public Ledger(Pool reading, Pool writing) {
    this.reading = reading;
    this.writing = writing;
  }

  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    return bus.serve(Address.LEDGER, this::submit).completion();
  }

  private Future<Committed> submit(Command command) {
    return lanes.computeIfAbsent(command.fairId(), Lane::new).submit(command);
  }

  private record Pending(Command command, Promise<Committed> caller) {
  }

  /** The commands of one fair, a batch at a time. */
  private final class Lane {

    private final int fairId;
    private final ArrayDeque<Pending> gathering = new ArrayDeque<>();
    private boolean committing;

    Lane(int fairId) {
      this.fairId = fairId;
    }

    Future<Committed> submit(Command command) {
      if (gathering.size() >= MOST_WAITING) {
        return Future.failedFuture(Problem.unavailable(new IllegalStateException("the ledger's lane is full")));
      }
      var pending = new Pending(command, Promise.promise());
      gathering.add(pending);
      if (!committing) {
        commitNext();
      }
      return pending.caller().future();
    }

    private void commitNext() {
      var batch = new ArrayList<Pending>();
      while (batch.size() < MOST_IN_BATCH && !gathering.isEmpty()) {
        batch.add(gathering.poll());
      }
      committing = !batch.isEmpty();
      if (committing) {
        commit(batch).onComplete(done -> commitNext());
      }
    }

    /** Never fails: every caller of the batch has been answered when it completes. */
    private Future<?> commit(List<Pending> pending) {
      return commitCommands(pending.stream().map(Pending::command).toList())
          .onSuccess(outcome -> {
            if (!outcome.entries().isEmpty()) {
              bus.publish(Address.entries(fairId), outcome.entries());
            }
            for (int i = 0; i < pending.size(); i++) {
              pending.get(i).caller().handle(outcome.results().get(i));
            }
          })
          .recover(failure -> failed(pending, failure));
    }

    /** Where it fails, all that was known of the fair is forgotten: who knows what has been written. */
    private Future<Batch.Outcome> commitCommands(List<Command> commands) {
      Known known = memory.computeIfAbsent(fairId, fair -> new Known());
      return new Batch(fairId, commands, known).ifUnchanged(reading, writing)
          .compose(outcome -> outcome.map(Future::succeededFuture).orElseGet(() -> underLock(commands)))
          .onFailure(failure -> memory.remove(fairId));
    }

    private Future<Batch.Outcome> underLock(List<Command> commands) {
      var known = new Known();
      memory.put(fairId, known);
      return new Batch(fairId, commands, known).underLock(reading);
    }

    private Future<Batch.Outcome> failed(List<Pending> pending, Throwable failure) {
      if (pending.size() > 1 && SqlState.isDataException(failure)) { // one command's fault, not the batch's
        return oneByOne(pending, 0);
      }
      pending.forEach(one -> one.caller().fail(Problem.unavailable(failure)));
      return Future.succeededFuture();
    }

    private Future<Batch.Outcome> oneByOne(List<Pending> pending, int next) {
      return next == pending.size()
          ? Future.succeededFuture()
          : commit(List.of(pending.get(next))).compose(done -> oneByOne(pending, next + 1));
    }
  }
}
