package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import huiwen.support.AtFairWithPhones;
import huiwen.support.Browsers;
import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong around a villager's page on the day. */
@Tag("browser")
class HardTimesPagesIT extends AtFairWithPhones {

  private static final String LONG_WORD = "x".repeat(60);

  private static Page arrive(Page phone, String at) {
    phone.navigate("/f/" + at);
    return online(phone);
  }

  private static Page online(Page phone) {
    assertThat(find(phone, "connection")).hasAttribute("data-state", "online",
        new com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions().setTimeout(60_000));
    return phone;
  }

  private static void sendOff(Page phone, String text) {
    find(phone, "question-text").fill(text);
    find(phone, "send").click();
  }

  @ParameterizedTest
  @ValueSource(ints = -24)
  void aClockThatIsWrongByADayIsNobodysTrouble(int hours) {
    Page phone = browsers.phone();
    phone.clock().setSystemTime(Date.from(Instant.now().plus(Duration.ofHours(hours))));
    arrive(phone, fair);
    sendOff(phone, "玉米种子哪里买?");
    String id = find(phone, "my-question").getAttribute("data-id");
    answer(id, "供销社有。");
    assertThat(find(phone, "answer")).hasText("供销社有。");
    String day = (String) phone.evaluate("() => document.querySelector('[data-test=timeline] time').textContent");
    Page other = arrive(browsers.withoutScriptsAs(phone), fair, false);
    assertThat(other.locator("[data-test=timeline] time").first()).hasText(day); // the hub's, to the minute
    find(phone, "rate-5").click();
    assertThat(find(phone, "my-question")).containsText("非常满意");
    assertThat(browsers.troubles()).isEmpty();
  }

  private static Page arrive(Page phone, String at, boolean scripts) {
    phone.navigate("/f/" + at);
    return scripts ? online(phone) : phone;
  }

  @Test
  void aFairThatIsClosedWhileThePageIsOpenLeavesHerWordsHers() {
    Page phone = arrive(browsers.phone(), fair);
    find(phone, "question-text").fill("玉米种子哪里买?");
    hub.organizer().patch("/api/fairs/" + fair, Map.of("state", "closed")).mustBe(200);
    find(phone, "send").click();
    assertThat(find(phone, "pending")).hasAttribute("data-state", "refused");
    assertThat(find(phone, "pending")).containsText("这场活动已经结束");
    assertThat(find(phone, "pending")).containsText("玉米种子哪里买?");
    find(phone, "edit").click();
    assertThat(find(phone, "question-text")).hasValue("玉米种子哪里买?");
  }

  @Test
  void aDoubleTapAsksOnceAndOpensNothingElse() {
    Page phone = arrive(browsers.phone(), fair);
    find(phone, "question-text").fill("玉米种子哪里买?");
    find(phone, "send").dblclick();
    find(phone, "my-question").waitFor();
    assertThat(find(phone, "question-text")).hasCount(0);
    assertThat(find(phone, "withdraw-yes")).hasCount(0);
    assertThat(hub.organizer().get("/api/fairs/" + fair + "/tally").mustBe(200).json().getJsonObject("total").getInteger("asked"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = 320)
  void aWordWithoutABreakWidensNothing(int width) {
    hub.organizer().patch("/api/fairs/" + fair, Map.of("name", LONG_WORD, "place", LONG_WORD)).mustBe(200);
    hub.organizer().put("/api/fairs/" + fair + "/desks/keji", Map.of("booth", "b".repeat(40))).mustBe(200);
    Page phone = arrive(browsers.page(width, 740), fair);
    phone.locator("#department").selectOption("keji");
    phone.locator("details.more summary").click();
    phone.locator("#name").fill("n".repeat(40));
    phone.locator("#village").fill(LONG_WORD);
    sendOff(phone, LONG_WORD);
    find(phone, "my-question").waitFor();
    assertFits(phone);
    String id = find(phone, "my-question").getAttribute("data-id");
    Person volunteer = hub.volunteer(fair, "keji", "w".repeat(40));
    volunteer.act(id, "call").mustBe(200);
    volunteer.act(id, "answer", Map.of("text", LONG_WORD + LONG_WORD)).mustBe(200);
    find(phone, "answer").waitFor();
    find(phone, "timeline").locator("summary").click();
    find(phone, "code").locator("summary").click();
    assertFits(phone);
    for (String page : new String[] {"/f/" + fair + "/answers", "/a/" + id, find(phone, "code").locator("a").getAttribute("href")}) {
      Page other = browsers.page(width, 740);
      other.navigate(page);
      assertFits(other);
    }
    assertThat(browsers.troubles()).isEmpty();
  }

  private static void assertFits(Page page) {
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).as(page.url()).isTrue();
  }

  /** The hub is killed and comes back: whoever waits, waits on; what was said meanwhile is sent once. */
  @Test
  void threePhonesWaitWhileTheHubIsKilledAndComesBack() throws Exception {
    Path data = DataFolder.create("again");
    HubProcess first = HubProcess.start(data).awaitReady();
    int port = first.address().getPort();
    try (Browsers others = new Browsers(first.address())) {
      List<Page> phones = IntStream.range(0, 3).mapToObj(n -> arrive(others.phone(), "demo")).toList();
      for (Page phone : phones) {
        sendOff(phone, "谁先答我?");
        find(phone, "ticket").waitFor();
      }
      first.kill();
      for (Page phone : phones) {
        assertThat(find(phone, "connection")).not().hasAttribute("data-state", "online");
        find(phone, "again").click();
        sendOff(phone, "断了的时候问的");
        assertThat(find(phone, "pending")).hasAttribute("data-state", "saved");
      }
      try (HubProcess second = HubProcess.launch(Map.of("HUB_DATA", data.toString(), "HUB_PORT", Integer.toString(port),
          "HUB_ORGANIZER_PASSWORD", HubUnderTest.PASSWORD)).awaitReady()) {
        for (Page phone : phones) {
          online(phone);
          assertThat(find(phone, "my-question")).hasCount(2, new com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions()
              .setTimeout(60_000));
          assertThat(find(phone, "pending")).hasCount(0);
        }
        Person organizer = second.person();
        organizer.post("/api/session", Map.of("password", HubUnderTest.PASSWORD)).mustBe(200);
        assertThat(organizer.get("/api/fairs/demo/tally").mustBe(200).json().getJsonObject("total").getInteger("asked")).isEqualTo(6);
        Locator newest = find(phones.get(0), "my-question").first();
        organizer.act(newest.getAttribute("data-id"), "answer", Map.of("text", "又通了。")).mustBe(200);
        assertThat(find(phones.get(0), "answer")).hasText("又通了。");
      }
    } finally {
      first.close();
      HubUnderTest.deleteTree(data);
    }
  }
}
