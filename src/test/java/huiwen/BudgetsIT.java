package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import huiwen.support.HubUnderTest;
import huiwen.support.ScriptedLive;
import huiwen.support.Visitors;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a villager's page costs on a bad network (400 kbit/s, 400 ms there and back) and an old phone (four times slower). Where a
 * time goes over its budget because this machine had something else to do, it is measured anew, three times at most.
 */
@Tag("browser")
@ExtendWith(HubUnderTest.class)
class BudgetsIT {

  private static final Logger log = LoggerFactory.getLogger(BudgetsIT.class);
  private static final int ATTEMPTS = 8;
  private static final int PUBLISHED = 50;

  /** @param readable when something can be read, {@code usable} when it can be asked, in milliseconds from the start */
  private record Visit(double readable, double usable, double live, int requests, long bytes, double shift) {

    boolean isWithin(double mostReadable, double mostUsable, double mostLive) {
      return readable <= mostReadable && usable <= mostUsable && live <= mostLive;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "readable %.0f ms, usable %.0f ms, live %.0f ms, %d requests, %d bytes, shift %.3f",
          readable, usable, live, requests, bytes, shift);
    }
  }

  private HubUnderTest.Running hub;
  private Visitors village;

  @BeforeEach
  void open(HubUnderTest.Running running) {
    hub = running;
    village = Visitors.byPlainHttp(hub);
  }

  @AfterEach
  void close() {
    village.close();
  }

  /** Opens the page in this tab as on a bad network, and sees how it goes. */
  private static Visit visit(Page phone, String path) {
    CDPSession session = phone.context().newCDPSession(phone);
    var requests = new AtomicInteger();
    var bytes = new AtomicLong();
    session.on("Network.loadingFinished", finished -> {
      requests.incrementAndGet();
      bytes.addAndGet((long) finished.get("encodedDataLength").getAsDouble());
    });
    session.send("Network.enable");
    session.send("Network.emulateNetworkConditions", json("offline", false, "latency", 400, "downloadThroughput", 50_000, "uploadThroughput", 50_000));
    session.send("Emulation.setCPUThrottlingRate", json("rate", 4));
    phone.addInitScript("""
        window.shifted = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
          if (!entry.hadRecentInput) window.shifted += entry.value;
        })).observe({ type: 'layout-shift', buffered: true });
        new MutationObserver((changes, observer) => {
          const found = document.querySelector('[data-test=connection][data-state=online]');
          if (found) {
            window.liveAt = performance.now();
            observer.disconnect();
          }
        }).observe(document, { childList: true, subtree: true, attributes: true });
        """);
    phone.navigate(path);
    assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
    phone.waitForFunction("window.liveAt");
    double readable = number(phone, "performance.getEntriesByName('first-contentful-paint')[0].startTime");
    double usable = Math.max(readable, number(phone, "performance.getEntriesByType('navigation')[0].domInteractive"));
    var visit = new Visit(readable, usable, number(phone, "liveAt"), requests.get(), bytes.get(), number(phone, "shifted"));
    session.detach();
    return visit;
  }

  private static double number(Page phone, String expression) {
    return ((Number) phone.evaluate(expression)).doubleValue();
  }

  private static JsonObject json(Object... members) {
    var json = new JsonObject();
    for (int i = 0; i < members.length; i += 2) {
      if (members[i + 1] instanceof Boolean value) {
        json.addProperty((String) members[i], value);
      } else {
        json.addProperty((String) members[i], (Number) members[i + 1]);
      }
    }
    return json;
  }

  /** Where a time is over its budget, once more. */
  private static Visit measure(String what, double readable, double usable, double live, Supplier<Visit> visit) {
    Visit seen = visit.get();
    for (int i = 1; i < ATTEMPTS && !seen.isWithin(readable, usable, live); i++) {
      log.info("{}, over its budget: {}", what, seen);
      seen = visit.get();
    }
    log.info("{}: {}", what, seen);
    System.out.println("budget of the villager's page, " + what + ": " + seen);
    assertThat(seen.isWithin(readable, usable, live)).as(seen.toString()).isTrue();
    assertThat(seen.shift()).isLessThan(0.02);
    return seen;
  }

  @Test
  void theFirstVisitAndTheNextByPlainHttp() {
    String path = "/f/" + village.fair();
    Visit first = measure("first visit", 1_500, 2_000, 3_000, () -> visit(village.browsers().phone(), path));
    assertThat(first.requests()).isLessThanOrEqualTo(8);
    assertThat(first.bytes()).isLessThanOrEqualTo(40_000);

    Page phone = village.browsers().phone();
    visit(phone, path);
    phone.navigate("about:blank");
    Visit second = measure("second visit by plain http", 1_500, 1_500, 3_000, () -> visit(phone, path));
    assertThat(second.bytes()).isLessThanOrEqualTo(10_000);
  }

  /** What the phone has kept is there at once; the hub is asked for what is hers alone. */
  @Test
  void theNextVisitWhereThePhoneMayKeepThePage() {
    try (Visitors town = new Visitors(hub)) {
      Page phone = town.villager();
      phone.waitForFunction("async () => !!(await caches.match(location.pathname + '?shell')) && !!(await navigator.serviceWorker.ready)");
      phone.navigate("about:blank");
      var network = new AtomicLong();
      CDPSession session = phone.context().newCDPSession(phone);
      session.send("Network.enable");
      session.on("Network.responseReceived", received -> {
        JsonObject response = received.getAsJsonObject("response");
        String url = response.get("url").getAsString();
        boolean isKept = response.has("fromServiceWorker") && response.get("fromServiceWorker").getAsBoolean();
        if (!isKept && (url.contains("/s/") || url.endsWith("/f/" + town.fair()))) {
          network.incrementAndGet();
        }
      });
      Visit second = measure("second visit, kept", 500, 500, 3_000, () -> visit(phone, "/f/" + town.fair()));
      assertThat(network.get()).as("of the page and its files, what came over the network").isZero();
      assertThat(second.shift()).isLessThan(0.02);
    }
  }

  /** A day's answers known to the page: entries go on coming, and it neither grows nor hangs. */
  @Test
  void aDayOfAnswersOpenOnThePage() {
    Page phone = village.browsers().phone();
    List<io.vertx.core.json.JsonObject> day = IntStream.range(0, 3_000).mapToObj(this::published).toList();
    ScriptedLive live = ScriptedLive.of(phone).withSnapshot(day);
    phone.navigate("/f/" + village.fair());
    assertThat(find(phone, "more")).containsText("2950");
    CDPSession session = phone.context().newCDPSession(phone);
    session.send("Performance.enable");
    push(phone, live, day, 20);
    double heap = heap(session);
    double perFrame = Double.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && perFrame > 5; i++) {
      double watching = tasks(session, () -> frames(phone, 100)); // what the browser does for whoever watches it
      perFrame = (tasks(session, () -> push(phone, live, day, 100)) - watching) * 1_000 / 100;
    }
    double grown = heap(session) / heap;
    System.out.printf(Locale.ROOT, "budget of the villager's page, 3,000 answers: %.1f ms an entry, heap %.2f of before%n", perFrame, grown);
    assertThat(perFrame).isLessThanOrEqualTo(5);
    assertThat(grown).isLessThan(1.1);
  }

  private io.vertx.core.json.JsonObject published(int n) {
    String at = "2026-11-24T02:%02d:%02dZ".formatted(n / 60 % 60, n % 60);
    return new io.vertx.core.json.JsonObject().put("id", village.fair() + "." + n).put("fair", village.fair()).put("ticket", "科技-" + n)
        .put("department", "keji").put("state", "answered").put("ahead", 0).put("text", "第" + n + "样玉米种子在哪里能买到，多少钱一斤?")
        .put("language", "zh-Hans").put("public", true).put("supporters", 0).put("createdAt", at).put("updatedAt", at)
        .put("answer", new io.vertx.core.json.JsonObject().put("text", "供销社门市部有第" + n + "样，三十块一袋。").put("by", "王芳").put("at", at)
            .put("serviceItems", new io.vertx.core.json.JsonArray()));
  }

  /** So many entries, each in a frame of its own. */
  private static void push(Page phone, ScriptedLive live, List<io.vertx.core.json.JsonObject> day, int count) {
    for (int n = 0; n < count; n++) {
      live.entry("supported", day.get(n * 7 % day.size()).copy().put("supporters", n));
      frame(phone);
    }
  }

  private static void frames(Page phone, int count) {
    for (int n = 0; n < count; n++) {
      frame(phone);
    }
  }

  private static void frame(Page phone) {
    phone.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
  }

  /** How long its tasks took in all. @return seconds */
  private static double tasks(CDPSession session, Runnable work) {
    double before = metric(session, "TaskDuration");
    work.run();
    return metric(session, "TaskDuration") - before;
  }

  private static double metric(CDPSession session, String name) {
    for (var metric : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      if (metric.getAsJsonObject().get("name").getAsString().equals(name)) {
        return metric.getAsJsonObject().get("value").getAsDouble();
      }
    }
    throw new IllegalStateException(name);
  }

  private static double heap(CDPSession session) {
    session.send("HeapProfiler.collectGarbage");
    return session.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
  }

  @Test
  void withFiftyAnswersPublished() {
    for (int i = 0; i < PUBLISHED; i++) {
      String question = hub.person().arrive(village.fair()).asked(village.fair(), "keji", "第" + i + "样玉米种子在哪里能买到，多少钱一斤?");
      hub.organizer().act(question, "answer", java.util.Map.of("text", "供销社门市部有第" + i + "样，三十块一袋，带身份证来登记。")).mustBe(200);
    }
    Visit visit = measure("first visit with 50 answers", 1_500, 2_000, 3_500,
        () -> visit(village.browsers().phone(), "/f/" + village.fair()));
    assertThat(visit.bytes()).isLessThanOrEqualTo(48_000);
  }
}
