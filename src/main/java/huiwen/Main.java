package huiwen;

import com.sun.management.HotSpotDiagnosticMXBean;
import huiwen.bus.Cluster;
import huiwen.config.Settings;
import huiwen.config.SettingsException;
import huiwen.config.SettingsReader;
import huiwen.db.DataFolderInUseException;
import huiwen.db.Database;
import huiwen.db.EmbeddedServer;
import huiwen.http.PublicAddress;
import huiwen.http.QrCodes;
import huiwen.log.OutOfMemory;
import io.netty.channel.unix.Errors.NativeIoException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the hub, prints where it serves, and stops it cleanly on SIGTERM. */
public final class Main {

  /** Linux's EADDRINUSE, as Netty's epoll gives it. */
  private static final int ADDRESS_IN_USE = -98;


  private Main() {
  }

  /** What takes long and does not need the rest goes beside it: the log, and the database, which needs no Vert.x. */
  public static void main(String[] args) throws InterruptedException {
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> unhandled(failure));
    CompletableFuture<?> logging = CompletableFuture.supplyAsync(LoggerFactory::getILoggerFactory);
    Settings settings;
    try {
      settings = SettingsReader.read(System.getenv());
    } catch (SettingsException | IOException e) {
      logging.join();
      tellWhyNot(e);
      System.exit(1);
      return;
    }
    logging.join(); // what is logged before that is kept by its API, and told later with an excuse
    CompletableFuture<EmbeddedServer> server = Database.startServer(settings);
    // else each buffer that is taken is told to Java's Flight Recorder, which is loaded for it at start
    System.getProperties().putIfAbsent("io.netty.jfr.enabled", "false");
    Vertx vertx;
    try {
      vertx = start(settings);
    } catch (CompletionException e) {
      tellWhyNot(e.getCause());
      System.exit(1);
      return;
    }
    vertx.exceptionHandler(Main::unhandled);
    var ending = new Ending(vertx, server);
    ending.listen();
    Hub.start(vertx, settings, server).onSuccess(hub -> {
      ending.of(hub);
      serve(hub, settings);
    }).onFailure(failure -> {
      if (!ending.isNear()) {
        tellWhyNot(failure);
        vertx.close().onComplete(closed -> Runtime.getRuntime().halt(1));
      }
    });
    giveBackMemory();
    new CountDownLatch(1).await(); // a signal ends it
  }

  /** @throws CompletionException where the other nodes cannot be joined */
  private static Vertx start(Settings settings) {
    var options = new VertxOptions().setPreferNativeTransport(true);
    return settings.cluster().on()
        ? Cluster.join(settings.cluster(), options).toCompletionStage().toCompletableFuture().join()
        : Vertx.vertx(options);
  }

  /** Not kept in a field, as it would be made before anything else is done. */
  private static Logger log() {
    return LoggerFactory.getLogger(Main.class);
  }

  private static void tellWhyNot(Throwable failure) {
    System.err.println("huiwen cannot start: " + reason(failure));
    log().debug("start", failure);
  }

  /**
   * What a busy hour has left in the heap goes back to a laptop that has other work to do: left to itself the collector
   * keeps it. These options can be set while a JVM runs, so that nobody needs to give them on the command line.
   */
  private static void giveBackMemory() {
    var options = new LinkedHashMap<String, String>();
    options.put("MinHeapFreeRatio", "10");
    options.put("MaxHeapFreeRatio", "25");
    options.put("G1PeriodicGCInterval", "60000");
    try {
      var jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      options.forEach(jvm::setVMOption);
    } catch (RuntimeException otherJvm) {
      log().debug("memory is given back as this JVM sees fit: {}", otherJvm.toString());
    }
  }

  private static void unhandled(Throwable failure) {
    OutOfMemory.endIf(failure);
    log().error("unhandled", failure);
  }

  private static void serve(Hub hub, Settings settings) {
    if (!settings.limits().on()) {
      log().warn("rate limits are off (HUB_LIMITS)");
    }
    var address = new PublicAddress(settings);
    String villagers = address.at(hub.port()) + "/f/demo";
    System.out.println();
    System.out.println(QrCodes.terminal(villagers));
    System.out.println("villagers scan: " + villagers);
    if (hub.madePassword() != null) {
      System.out.println("organizer's password (shown this once): " + hub.madePassword());
    }
    System.out.printf("huiwen ready %s://%s:%d villager=/f/demo desk=/desk board=/board%n", address.scheme(),
        settings.host().equals("0.0.0.0") ? "127.0.0.1" : settings.host(), hub.port());
    System.out.flush();
  }

  /** What to tell whoever started it: the cause in a line where it is one that she can mend. */
  private static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SettingsException || cause instanceof DataFolderInUseException) {
        return cause.getMessage();
      }
      if (cause instanceof BindException
          || cause instanceof NativeIoException io && io.expectedErr() == ADDRESS_IN_USE) {
        return "the port is taken: stop what runs on it or set HUB_PORT (" + cause.getMessage() + ")";
      }
    }
    return failure.toString();
  }
}
