package huiwen.bench;

import huiwen.support.RawPhone;
import huiwen.support.Stranger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Clients that go over every bound they know of, each from an address of its own, one after the other for some seconds: lists and
 * searches many at once, pings and joins whose answers nobody reads, answers that nobody reads, connections that come and say nothing.
 * Whoever is cut off comes again.
 */
final class Attackers implements AutoCloseable {

  private static final int PING = 0x89;
  private static final int AT_ONCE = 20;
  private static final int SILENT = 200;
  /** Between two tries of one attacker: an attack that takes the whole machine by itself says nothing of the hub. */
  private static final long PAUSE_MILLIS = 20;
  /** How long each has its turn. */
  static final Duration TURN = Duration.ofSeconds(4);
  /** How many there are. */
  static final int COUNT = 8;
  private static final String JOIN = "{\"op\":\"join\",\"fair\":\"demo\",\"as\":\"screen\"}";

  private interface Attack {
    void once(String address) throws Exception;
  }

  private final URI hub;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final long start = System.nanoTime();
  /** Of the attack of this thread. */
  private final ThreadLocal<Integer> turns = new ThreadLocal<>();
  private volatile boolean open = true;

  Attackers(URI hub) {
    this.hub = hub;
    List<Attack> attacks = List.of(
        address -> many(address, "GET", "/api/fairs/demo/questions"),
        address -> many(address, "GET", "/api/fairs/demo/answers?q=%E8%91%B5%E8%8A%B1"),
        address -> many(address, "POST", "/api/questions/demo.00000000000000000000000000/support"),
        address -> many(address, "GET", "/readyz"),
        this::pingAndReadNothing, this::joinAndReadNothing, this::askAndReadNothing, this::sayNothing);
    for (int i = 0; i < COUNT; i++) {
      Attack attack = attacks.get(i);
      int turn = i;
      threads.submit(() -> {
        turns.set(turn);
        again(attack, "127.0.3." + (turn + 1));
      });
    }
  }

  private boolean isItsTurn() {
    return open && (System.nanoTime() - start) / TURN.toNanos() % COUNT == turns.get();
  }

  private void again(Attack attack, String address) {
    while (open) {
      if (isItsTurn()) {
        try {
          attack.once(address);
        } catch (Exception refused) {
          // as it should be
        }
      }
      Bench.pause(PAUSE_MILLIS);
    }
  }

  private void many(String address, String method, String path) {
    try (var stranger = new Stranger(hub, address)) {
      String request = stranger.request(method, path, null).repeat(AT_ONCE);
      while (isItsTurn()) {
        stranger.write(request);
        for (int i = 0; i < AT_ONCE; i++) {
          stranger.read();
        }
        Bench.pause(PAUSE_MILLIS);
      }
    }
  }

  private void pingAndReadNothing(String address) throws Exception {
    try (RawPhone phone = RawPhone.openLive(hub, address, "")) {
      phone.flood(PING);
    }
  }

  private void joinAndReadNothing(String address) throws Exception {
    try (RawPhone phone = RawPhone.openLive(hub, address, "")) {
      while (isItsTurn()) {
        phone.sendFrame(JOIN);
        Bench.pause(PAUSE_MILLIS);
      }
    }
  }

  private void askAndReadNothing(String address) throws Exception {
    try (RawPhone phone = RawPhone.connect(hub, address)) {
      while (isItsTurn()) {
        phone.send("GET /api/fairs/demo/questions HTTP/1.1\r\nHost: hub\r\n\r\n");
        Bench.pause(PAUSE_MILLIS);
      }
    }
  }

  private void sayNothing(String address) throws Exception {
    var phones = new ArrayList<RawPhone>();
    try {
      while (isItsTurn()) {
        phones.add(RawPhone.connect(hub, address).send("GET /f/demo HTTP/1.1\r\nHost: "));
        if (phones.size() > SILENT) {
          phones.remove(0).close();
        }
        Bench.pause(PAUSE_MILLIS);
      }
    } finally {
      for (RawPhone phone : phones) {
        phone.close();
      }
    }
  }

  @Override
  public void close() {
    open = false;
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the attackers do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
