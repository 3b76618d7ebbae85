package huiwen;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Live;
import huiwen.support.Person;
import huiwen.support.RawPhone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Phones that hardly read, that fall silent in the middle of a word, or that come all at once. The hub is given so little
 * memory that it would die of what it kept for each of them; everybody else must not notice.
 */
class SlowPhonesIT {

  /** A first start alone takes 90 MB, as it unpacks PostgreSQL while it reads what it has learned. */
  private static final String LITTLE_MEMORY = "-Xmx128m";
  private static final int SLOW = 300;
  private static final int ANSWERS = 400;
  private static final int AT_ONCE = 5_000;

  private Path data;
  private HubProcess hub;
  private Person organizer;
  private final List<RawPhone> phones = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    data = DataFolder.create("slow");
    hub = HubProcess.launch(Map.of("HUB_DATA", data.toString(), "HUB_LIMITS", "off", "HUB_ORGANIZER_PASSWORD",
        HubUnderTest.PASSWORD, "JAVA_TOOL_OPTIONS", LITTLE_MEMORY)).awaitReady();
    organizer = hub.person().signIn(HubUnderTest.PASSWORD);
  }

  @AfterEach
  void stop() throws Exception {
    for (RawPhone phone : phones) {
      phone.close();
    }
    hub.close();
    HubUnderTest.deleteTree(data);
  }

  /** 300 × 400 answers of 2,000 characters are 700 MB, were they queued for whoever does not read. */
  @Test
  void phonesThatReadAByteASecondCostTheHubAndTheOthersNothing() throws Exception {
    for (int i = 0; i < SLOW; i++) {
      phones.add(RawPhone.join(hub.address(), "demo"));
    }
    Person villager = hub.person().arrive("demo");
    try (Live healthy = hub.person().live().join("demo", "asker", null)) {
      healthy.next("joined");
      String words = "答".repeat(2_000);
      for (int i = 0; i < ANSWERS; i++) {
        String question = villager.asked("demo", "keji", "问" + i);
        organizer.act(question, "answer", Map.of("text", words)).mustBe(200);
        assertThat(healthy.nextEntry("answered").getJsonObject("question").getString("id")).isEqualTo(question);
        if (i % 40 == 0) {
          for (RawPhone phone : phones) {
            phone.readOneByte();
          }
        }
      }
    }
    assertThat(hub.errors()).doesNotContain("OutOfMemory");
    HubProcess.until("those that do not drain are sent away", Duration.ofSeconds(60), () ->
        hub.person().get("/healthz").status() == 204 && phonesOnline() == 0);
  }

  private int phonesOnline() {
    return organizer.get("/api/fairs/demo/tally").json().getJsonObject("online").getInteger("askers");
  }

  @Test
  void fiveThousandThatComeAtOnceAndSayNothingKeepNobodyOut() throws Exception {
    for (int i = 0; i < AT_ONCE; i++) {
      phones.add(RawPhone.connect(hub.address()));
    }
    Person villager = hub.person().arrive("demo");
    villager.ask("demo", "还能问吗").mustBe(201);
    for (RawPhone phone : phones) {
      phone.send("POST /api/fairs/demo/questions HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\n"
          + "Content-Length: 1000\r\n\r\n{\"text\": \"说到一半");
    }
    villager.ask("demo", "现在呢").mustBe(201);
    assertThat(hub.errors()).doesNotContain("OutOfMemory", "Too many open files");
  }

  /** A phone that went out of reach says no goodbye: nothing comes any more, and nothing says that it is gone. */
  @Test
  @EnabledIfSystemProperty(named = "faults.rounds", matches = "\\d\\d+", disabledReason = "takes as long as silence is borne")
  void thoseThatFellSilentAreForgotten() throws Exception {
    for (int i = 0; i < SLOW; i++) {
      phones.add(RawPhone.join(hub.address(), "demo"));
      phones.add(RawPhone.connect(hub.address()).send("GET /api/fairs HTTP/1.1\r\nHost: hub\r\nX-Half: "));
    }
    HubProcess.until("they have joined", Duration.ofSeconds(20), () -> phonesOnline() == SLOW);
    HubProcess.until("they are gone", Duration.ofSeconds(120), () -> phonesOnline() == 0);
    for (RawPhone phone : phones) {
      assertThat(phone.isEndedByHub()).isTrue();
    }
  }
}
