package huiwen.support;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A board that follows a fair and comes back where it was, as the page does, whatever happens to the hub. */
public final class Watch implements AutoCloseable {

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
  private static final Duration SEES_ALL_WITHIN = Duration.ofSeconds(60);

  private final Person organizer;
  private final String fair;
  private final Checker checker;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private volatile boolean watching = true;

  /** Begins at once. @param checker is given every frame */
  public Watch(Person organizer, String fair, Checker checker) {
    this.organizer = organizer;
    this.fair = fair;
    this.checker = checker;
    thread.submit(this::follow);
  }

  private void follow() {
    while (watching) {
      try (Live board = organizer.live().join(fair, "board", checker.seq())) {
        while (watching && !board.isClosed()) {
          JsonObject frame = board.poll(BETWEEN_TRIES);
          if (frame != null) {
            checker.frame(frame);
          }
        }
      } catch (CompletionException gone) {
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
  }

  /** Waits until it has seen all that there is. */
  public void seeAll() {
    HubProcess.until("the board has seen all", SEES_ALL_WITHIN, () ->
        organizer.get("/api/fairs/" + fair + "/tally").json().getLong("seq") == checker.seq());
  }

  @Override
  public void close() {
    watching = false;
    thread.shutdownNow();
    try {
      thread.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
