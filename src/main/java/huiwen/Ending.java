package huiwen;

import huiwen.db.EmbeddedServer;
import huiwen.log.OutOfMemory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the hub and its PostgreSQL when a signal says so, within 20 seconds whatever state they are in. What an ending needs is
 * made when there is still enough of everything: its threads, and file handles that it lets go of when none are left.
 *
 * <p>It stops before the JVM does: the JVM's shutdown hooks all run at once, and the one that the sentence-embedding library
 * has takes away what the hub may still be using.
 */
final class Ending {

  private static final Duration ORDERLY = Duration.ofSeconds(12);
  private static final Duration DATABASE = Duration.ofSeconds(4);
  private static final Duration ALL = Duration.ofSeconds(18);
  /** A process that a signal has ended says this and its number. */
  private static final int SIGNALLED = 128;
  private static final int HANDLES = 16;
  private static final Path NOTHING = Path.of("/dev/null");

  private final Vertx vertx;
  private final CompletableFuture<EmbeddedServer> server;
  private final List<Closeable> handles = new ArrayList<>();
  private final CountDownLatch told = new CountDownLatch(1);
  private final AtomicInteger signal = new AtomicInteger();
  private volatile Hub hub;

  /** @param server the database's, which has to be stopped also where the hub has not come up yet */
  Ending(Vertx vertx, CompletableFuture<EmbeddedServer> server) {
    this.vertx = vertx;
    this.server = server;
  }

  /** Listens for signals from now on. */
  void listen() {
    keepHandles();
    start("stop", this::stop);
    start("end", this::end);
    for (String name : List.of("TERM", "INT")) {
      try {
        Signals.handle(name, this::tell);
      } catch (UnsupportedOperationException notOnThisJvm) {
        log().debug("signal {}: {}", name, notOnThisJvm.toString());
      }
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      if (signal.get() == 0) {
        stopHub();
      }
    }, "hook"));
    server.thenAccept(embedded -> {
      if (embedded != null) {
        OutOfMemory.beforeTheEnd(embedded::ask);
      }
    });
  }

  /** The hub serves: it is what is to be stopped. */
  void of(Hub running) {
    hub = running;
  }

  /** Whether a signal has come: what fails from then on fails because of it. */
  boolean isNear() {
    return signal.get() != 0;
  }

  private static Logger log() {
    return LoggerFactory.getLogger(Ending.class);
  }

  private static void start(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void keepHandles() {
    try {
      for (int i = 0; i < HANDLES; i++) {
        handles.add(new FileInputStream(NOTHING.toFile()));
      }
    } catch (IOException notOnThisSystem) {
      log().debug("no handles are kept: {}", notOnThisSystem.toString());
    }
  }

  private void tell(int number) {
    if (signal.compareAndSet(0, number)) {
      told.countDown();
    }
  }

  /** In good order, as far as that goes. */
  private void stop() {
    try {
      told.await();
      for (Closeable handle : handles) {
        handle.close();
      }
      stopHub();
    } catch (Throwable whatever) { // the end comes anyhow
      tryToSay("stop", whatever);
    }
    System.exit(SIGNALLED + signal.get());
  }

  private void stopHub() {
    Hub running = hub;
    if (running != null && !isDone(running.stop().eventually(vertx::close), ORDERLY)) {
      log().warn("the hub did not stop within {} s", ORDERLY.toSeconds());
    }
    // where the hub has stopped it there is nothing left to do
    isDone(Future.fromCompletionStage(server.thenAcceptAsync(Ending::close)), DATABASE);
  }

  private static void close(EmbeddedServer embedded) {
    try {
      if (embedded != null) {
        embedded.close();
      }
    } catch (IOException | RuntimeException e) {
      tryToSay("the embedded PostgreSQL", e);
      embedded.ask();
    }
  }

  private static boolean isDone(Future<?> stopping, Duration within) {
    var done = new CountDownLatch(1);
    stopping.onComplete(result -> done.countDown());
    try {
      return done.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void tryToSay(String what, Throwable failure) {
    try {
      log().warn("{} did not end in good order: {}", what, failure.toString());
    } catch (Throwable whatever) {
      // no memory for words
    }
  }

  /** Whatever the other one waits for: the database is asked once more, which ends with the hub's connections, and it is over. */
  private void end() {
    try {
      told.await();
      Thread.sleep(ALL.toMillis());
      EmbeddedServer embedded = server.getNow(null);
      if (embedded != null) {
        embedded.ask();
      }
    } catch (Throwable whatever) {
      // it is over anyhow
    } finally {
      Runtime.getRuntime().halt(SIGNALLED + signal.get());
    }
  }
}
