package huiwen.question;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.bus.News;
import huiwen.db.SqlState;
import huiwen.http.ProblemHandler;
import huiwen.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

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
  /** Entries of a batch that are sent to other nodes; more are read there from the journal, which is less work for both. */
  private static final int MOST_SENT = 2;

  /** The HTTP status of a failure that nothing better is known of. */
  private static final int INTERNAL = 500;
  /** After a batch's deadline nothing of it is committed, so nobody waits for it for long. */
  private static final Duration AFTER_DEADLINE = Duration.ofSeconds(2);

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
    return bus.serve(Address.LEDGER, Wire.COMMANDS, this::submit).completion();
  }

  private Future<Committed> submit(Submission submission) {
    return lanes.computeIfAbsent(submission.command().fairId(), Lane::new).submit(submission);
  }

  private record Pending(Submission submission, Promise<Committed> caller) {

    /** Nobody waits for it any more, and it must not be carried out later. */
    boolean failedOverdue() {
      return submission.isOverdue()
          && caller.tryFail(Problem.unavailable(new IllegalStateException("the ledger did not come to it in time")));
    }
  }

  /** The commands of one fair, a batch at a time. */
  private final class Lane {

    private final int fairId;
    private final ArrayDeque<Pending> gathering = new ArrayDeque<>();
    private boolean committing;

    Lane(int fairId) {
      this.fairId = fairId;
    }

    Future<Committed> submit(Submission submission) {
      if (gathering.size() >= MOST_WAITING) {
        return Future.failedFuture(Problem.unavailable(new IllegalStateException("the ledger's lane is full")));
      }
      var pending = new Pending(submission, Promise.promise());
      gathering.add(pending);
      if (!committing) {
        commitNext();
      }
      return pending.caller().future();
    }

    private void commitNext() {
      var batch = new ArrayList<Pending>();
      while (batch.size() < MOST_IN_BATCH && !gathering.isEmpty()) {
        Pending next = gathering.poll();
        if (!next.failedOverdue()) {
          batch.add(next);
        }
      }
      committing = !batch.isEmpty();
      if (committing) {
        commit(batch).onComplete(done -> commitNext());
      } else {
        lanes.remove(fairId, this);
      }
    }

    /** Never fails: every caller of the batch has been answered when it completes. */
    private Future<?> commit(List<Pending> pending) {
      return inTime(pending, commitCommands(pending.stream().map(Pending::submission).toList()))
          .onSuccess(outcome -> {
            List<Entry> entries = outcome.entries();
            if (!entries.isEmpty()) {
              bus.tell(Address.ENTRIES, new News(fairId, entries.get(entries.size() - 1).seq(), entries,
                  bus.isShared() && entries.size() <= MOST_SENT ? Wire.writeEntries(entries) : null));
            }
            for (int i = 0; i < pending.size(); i++) {
              pending.get(i).caller().handle(outcome.results().get(i));
            }
          })
          .<Object>mapEmpty()
          .recover(failure -> failed(pending, failure).mapEmpty());
    }

    /**
     * A database that has stopped, or a network that swallows what is sent, is not waited for longer than its callers wait: the
     * statement that may still lie there is not carried out after the deadline that it carries.
     */
    private Future<Batch.Outcome> inTime(List<Pending> pending, Future<Batch.Outcome> committing) {
      long latest = pending.stream().mapToLong(one -> one.submission().deadlineNanos() - System.nanoTime()).max().orElseThrow();
      Promise<Batch.Outcome> first = Promise.promise();
      long timer = vertx.setTimer(Math.max(1, Duration.ofNanos(latest).plus(AFTER_DEADLINE).toMillis()), late -> {
        memory.remove(fairId);
        first.tryFail(new TimeoutException("the database did not commit a batch of fair " + fairId + " in time"));
      });
      committing.onComplete(done -> {
        vertx.cancelTimer(timer);
        if (done.succeeded()) {
          first.tryComplete(done.result());
        } else {
          first.tryFail(done.cause());
        }
      });
      return first.future();
    }

    /** Where it fails, all that was known of the fair is forgotten: who knows what has been written. */
    private Future<Batch.Outcome> commitCommands(List<Submission> submissions) {
      Known known = memory.computeIfAbsent(fairId, fair -> new Known());
      return new Batch(fairId, submissions, known).ifUnchanged(reading, writing)
          .compose(outcome -> outcome.map(Future::succeededFuture).orElseGet(() -> underLock(submissions)))
          .onFailure(failure -> memory.remove(fairId, known));
    }

    private Future<Batch.Outcome> underLock(List<Submission> submissions) {
      var known = new Known();
      memory.put(fairId, known);
      return new Batch(fairId, submissions, known).underLock(reading)
          .onFailure(failure -> memory.remove(fairId, known));
    }

    /** What the database has refused was not carried out: it may be one command's fault, and then it fails alone. */
    private Future<?> failed(List<Pending> pending, Throwable failure) {
      if (!SqlState.isPassing(failure) && pending.size() > 1) {
        return oneByOne(pending, 0);
      }
      Problem problem = ProblemHandler.problemOf(failure, INTERNAL);
      pending.forEach(one -> one.caller().tryFail(problem));
      return Future.succeededFuture();
    }

    private Future<?> oneByOne(List<Pending> pending, int next) {
      return next == pending.size()
          ? Future.succeededFuture()
          : commit(List.of(pending.get(next))).compose(done -> oneByOne(pending, next + 1));
    }
  }
}
