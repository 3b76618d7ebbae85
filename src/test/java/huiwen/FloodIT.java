package huiwen;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Live;
import huiwen.support.Person;
import huiwen.support.RawPhone;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sockets that send as fast as they can and read nothing, on a hub that has little memory to waste on them. */
class FloodIT {

  private static final String LITTLE_MEMORY = "-Xmx128m -XX:MaxDirectMemorySize=64m";
  private static final int FLOODING = 8;
  private static final int PING = 0x89;
  private static final int PONG = 0x8A;
  private static final int TEXT = 0x81;

  private static Path data;
  private static HubProcess hub;
  private final List<RawPhone> phones = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    data = DataFolder.create("flood");
    hub = HubProcess.launch(Map.of("HUB_DATA", data.toString(), "HUB_LIMITS", "off", "HUB_ORGANIZER_PASSWORD",
        HubUnderTest.PASSWORD, "JAVA_TOOL_OPTIONS", LITTLE_MEMORY)).awaitReady();
  }

  @AfterEach
  void leave() throws Exception {
    for (RawPhone phone : phones) {
      phone.close();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    hub.close();
    HubUnderTest.deleteTree(data);
  }

  @Test
  void socketsThatPingAndNeverReadAreCutAndCostTheOthersNothing() throws Exception {
    Person villager = hub.person().arrive("demo");
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      var floods = new ArrayList<Future<Long>>();
      for (int i = 0; i < FLOODING; i++) {
        RawPhone phone = RawPhone.openLive(hub.address());
        phones.add(phone);
        int head = i % 2 == 0 ? PING : PONG;
        floods.add(threads.submit(() -> phone.flood(head)));
      }
      for (Future<Long> flood : floods) {
        while (!flood.isDone()) {
          villager.ask("demo", "还能问吗").mustBe(201);
        }
        // what a network holds on its way is more than the hub reads
        assertThat(flood.get(60, TimeUnit.SECONDS)).isLessThan(100_000);
      }
    } finally {
      threads.shutdownNow();
    }
    villager.ask("demo", "现在呢").mustBe(201);
    assertThat(hub.errors()).doesNotContain("OutOfMemory");
  }

  @Test
  void whoReadsIsToldThatItWasTooMuch() {
    try (Live phone = hub.person().live()) {
      for (int i = 0; i < 301 && !phone.isClosed(); i++) {
        ping(phone);
      }
      assertThat(phone.next("error").getJsonObject("problem").getString("type")).isEqualTo("/problems/too-many");
      assertThat(phone.closeCode()).isEqualTo(4429);
    }
    try (Live phone = hub.person().live()) {
      for (int i = 0; i < 200; i++) {
        ping(phone);
      }
      phone.join("demo", "asker", null).next("joined");
    }
  }

  private static void ping(Live phone) {
    try {
      phone.socket().sendPing(ByteBuffer.allocate(0)).join();
    } catch (RuntimeException closed) {
      // by the hub
    }
  }

  @Test
  void aSocketJoinsOnceAtATimeAndNotForEver() {
    try (Live phone = hub.person().live()) {
      for (int i = 0; i < 31; i++) {
        phone.join("demo", "asker", null);
      }
      assertThat(phone.closeCode()).isEqualTo(4429);
      assertThat(phone.seen().stream().filter(frame -> "joined".equals(frame.getString("op"))).count()).isLessThan(31);
    }
    try (Live phone = hub.person().live()) {
      for (int i = 0; i < 10; i++) {
        phone.join("demo", "asker", null);
      }
      phone.next("joined");
      String question = phone.join("demo", "asker", null).next("joined").encode();
      assertThat(question).contains("questions");
    }
  }

  /** Joined, and asleep while much was published: 4408 is there when it wakes, and what it missed when it comes back. */
  @Test
  void aPhoneThatWakesLateReadsThatItWasTooSlow() {
    Person organizer = hub.person().signIn(HubUnderTest.PASSWORD);
    String fair = "late"; // at which nobody else is
    organizer.post("/api/fairs", HubUnderTest.today(fair)).mustBe(201);
    Person villager = hub.person().arrive(fair);
    String words = "答".repeat(2_000);
    for (int i = 0; i < 50; i++) {
      String question = villager.asked(fair, "keji", "问" + i);
      organizer.act(question, "answer", Map.of("text", words)).mustBe(200);
    }
    RawPhone asleep = RawPhone.join(hub.address(), fair);
    phones.add(asleep);
    for (int i = 0; i < 25; i++) { // more than a network holds on its way
      HubProcess.until("it has joined", Duration.ofSeconds(20), () -> phonesOnline(organizer, fair) >= 0);
      asleep.sendFrame("{\"op\":\"join\",\"fair\":\"late\",\"as\":\"asker\"}");
    }
    try (Live phone = villager.live().join(fair, "asker", null)) {
      phone.next("joined");
      // else one of the two may not have been counted yet, and the other is taken for her alone
      HubProcess.until("both are counted", Duration.ofSeconds(20), () -> phonesOnline(organizer, fair) == 2);
      HubProcess.until("the one that is asleep is given up", Duration.ofSeconds(60), () ->
          phonesOnline(organizer, fair) == 1);
    }
    assertThat(asleep.closeCode()).isEqualTo(4408);
  }

  private static int phonesOnline(Person organizer, String fair) {
    return organizer.get("/api/fairs/" + fair + "/tally").json().getJsonObject("online").getInteger("askers");
  }

  @Test
  void aSignOfLifeIsAnswered() {
    try (Live phone = hub.person().arrive("demo").live()) {
      phone.send("{\"op\":\"beat\"}");
      assertThat(phone.next("beat").getLong("seq")).isZero();
      JsonObject joined = phone.join("demo", "asker", null).next("joined");
      phone.send("{\"op\":\"beat\"}");
      assertThat(phone.next("beat").getLong("seq")).isEqualTo(joined.getLong("seq"));
    }
  }

  @Test
  void textsThatNobodyReadsTheAnswerOfAreCutToo() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      RawPhone phone = RawPhone.openLive(hub.address());
      phones.add(phone);
      assertThat(thread.submit(() -> phone.flood(TEXT)).get(60, TimeUnit.SECONDS)).isLessThan(100_000);
    } finally {
      thread.shutdownNow();
    }
    hub.person().arrive("demo").ask("demo", "现在呢").mustBe(201);
  }
}
