package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import huiwen.support.HubProcess;
import huiwen.support.Person;
import huiwen.support.Visitors;
import huiwen.support.WithVisitors;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a volunteer has sent can be taken back for some seconds, is never lost, and is sent once. */
@Tag("browser")
class UndoPagesIT extends WithVisitors {

  private static final String ANSWER = "五月前后种，地温要过十度。";
  private static final Duration SOON = Duration.ofSeconds(20);
  /** So long that what arrives has not waited for it. */
  private static final int LONG_SECONDS = 600;

  private Person villager;
  private String first;
  private String second;

  @BeforeEach
  void ask() {
    villager = hub.person().arrive(visitors.fair());
    first = villager.asked(visitors.fair(), "keji", "葵花什么时候种");
    second = villager.asked(visitors.fair(), "keji", "玉米什么时候种");
  }

  /** A volunteer at a desk of a hub that is set so. */
  private Page volunteer(String name, int undoSeconds, boolean onPhone) {
    Page desk = onPhone ? visitors.browsers().phone() : visitors.browsers().laptop();
    desk.addInitScript("""
        document.addEventListener('readystatechange', () => { // before the page's script runs
          if (document.readyState === 'interactive' && document.body.dataset.undoSeconds) document.body.dataset.undoSeconds = '%d';
        })""".formatted(undoSeconds));
    desk.navigate(visitors.invite("keji"));
    find(desk, "join-name").fill(name);
    find(desk, "join").click();
    assertThat(find(desk, "connection")).hasAttribute("data-state", "online");
    return desk;
  }

  private Page volunteer(int undoSeconds) {
    return volunteer("王芳", undoSeconds, false);
  }

  private void answer(Page desk, String question) {
    Visitors.take(desk, question);
    find(desk, "answer-text").fill(ANSWER);
    find(desk, "answer-text").press("Control+Enter");
  }

  private JsonObject now(String question) {
    return hub.organizer().get("/api/questions/" + question).mustBe(200).json();
  }

  private long answersIn(String question) {
    return now(question).getJsonArray("messages").stream().map(JsonObject.class::cast)
        .filter(message -> message.getString("kind").equals("answer")).count();
  }

  private void awaitAnswered(String question) {
    HubProcess.until("the answer", SOON, () -> now(question).getString("state").equals("answered"));
    assertThat(answersIn(question)).isOne();
    assertThat(now(question).getJsonObject("answer").getString("text")).isEqualTo(ANSWER);
  }

  /** Keeps what the page looks like, to be looked at by people. */
  private static void keep(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }

  /** How many records of what was not acknowledged this browser keeps. */
  private static int kept(Page desk) {
    return (Integer) desk.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('huiwen.out.')).length");
  }

  @Test
  void whatWasSentIsTakenBackByAKeyWithItsWords() {
    Page desk = volunteer(LONG_SECONDS);
    answer(desk, first);
    assertThat(desk.locator(".question h2")).hasText("科技-002"); // at once
    assertThat(find(desk, "undo")).containsText("科技-001 已送出，600 秒内可撤回");
    assertThat(find(desk, "on-its-way-mark")).hasText("可撤回");
    assertThat(now(first).getString("state")).as("it has not left the page").isEqualTo("claimed");
    PagesIT.check(desk);
    keep(desk, "desk-undo-1366x768");
    desk.keyboard().press("z");
    assertThat(desk.locator(".question h2")).hasText("科技-001");
    assertThat(find(desk, "answer-text")).hasValue(ANSWER);
    assertThat(find(desk, "answer-text")).isFocused();
    assertThat(find(desk, "undo")).hasCount(0);
    assertThat(kept(desk)).isZero();
    desk.keyboard().type("z"); // in a field it is a letter
    assertThat(find(desk, "answer-text")).hasValue(ANSWER + "z");
    assertThat(now(first).getValue("answer")).isNull();
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void itGoesOutByItselfOnce() {
    Page desk = volunteer(3);
    answer(desk, first);
    assertThat(find(desk, "undo")).isVisible();
    assertThat(find(desk, "undo")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(10_000));
    awaitAnswered(first);
    assertThat(find(desk, "notice").last()).hasText("科技-001 已答复");
    assertThat(desk.locator(".question h2")).hasText("科技-002");
    assertThat(kept(desk)).isZero();
  }

  @Test
  void whoeverClosesThePageHasSentIt() {
    Page desk = volunteer(LONG_SECONDS);
    answer(desk, first);
    assertThat(find(desk, "undo")).isVisible();
    desk.navigate("about:blank");
    awaitAnswered(first);
    desk.navigate("/desk");
    assertThat(find(desk, "connection")).hasAttribute("data-state", "online");
    HubProcess.until("the record to go", SOON, () -> kept(desk) == 0);
    assertThat(find(desk, "unsent")).hasCount(0);
    assertThat(answersIn(first)).isOne();
  }

  @Test
  void whatIsNotLookedAtAnyMoreIsSent() {
    Page desk = volunteer(LONG_SECONDS);
    answer(desk, first);
    assertThat(find(desk, "undo")).isVisible();
    desk.evaluate("""
        () => {
          Object.defineProperty(document, 'hidden', { value: true, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }""");
    awaitAnswered(first);
  }

  @Test
  void whoSignsOutHasSentIt() {
    Page desk = volunteer(LONG_SECONDS);
    answer(desk, first);
    find(desk, "leave").click();
    find(desk, "join-name").waitFor();
    awaitAnswered(first);
    assertThat(kept(desk)).isZero();
  }

  @Test
  void withoutANetworkItIsKeptAndSentOnce() {
    Page desk = volunteer(2);
    Visitors.take(desk, first);
    desk.context().setOffline(true);
    find(desk, "answer-text").fill(ANSWER);
    find(desk, "answer-text").press("Control+Enter");
    assertThat(find(desk, "undo")).isVisible();
    assertThat(find(desk, "unsent")).containsText("等网络");
    assertThat(find(desk, "undo")).hasCount(0);
    assertThat(now(first).getString("state")).isEqualTo("claimed");
    desk.context().setOffline(false);
    awaitAnswered(first);
    assertThat(find(desk, "unsent")).hasCount(0);
  }

  @Test
  void aTabThatDiesLeavesItToTheNextPage() {
    Page desk = volunteer(LONG_SECONDS);
    answer(desk, first);
    assertThat(find(desk, "undo")).isVisible();
    Page other = desk.context().newPage();
    // nothing of this tab runs any more, and what it kept is due
    desk.evaluate("""
        () => {
          const key = Object.keys(localStorage).find((one) => one.startsWith('huiwen.out.'));
          localStorage.setItem(key, JSON.stringify(Object.assign(JSON.parse(localStorage.getItem(key)), { until: Date.now() })));
          window.fetch = () => new Promise(() => {});
        }""");
    other.navigate("/desk");
    awaitAnswered(first);
    HubProcess.until("the record to go", SOON, () -> kept(other) == 0);
    assertThat(answersIn(first)).isOne();
  }

  @Test
  void untilItIsSentTheClaimIsHers() {
    Page desk = volunteer(LONG_SECONDS);
    answer(desk, first);
    assertThat(find(desk, "undo")).isVisible();
    Page other = volunteer("李强", LONG_SECONDS, false);
    find(other, "colleague-row", first).click();
    assertThat(find(other, "in-other-hands")).containsText("王芳正在答复");
    find(other, "want").click();
    assertThat(find(other, "in-other-hands")).containsText("已经跟王芳说了");
    find(other, "go-on").click();
    assertThat(find(desk, "wanted")).hasCount(0); // nothing there gives away what is answered
    find(desk, "undo-do").click();
    assertThat(find(desk, "answer-text")).hasValue(ANSWER);
    assertThat(find(desk, "wanted")).containsText("李强想接 科技-001");
  }

  @Test
  void aCorrectionAndWhatGoesToOthersIsTakenBackToo() {
    hub.organizer().act(first, "answer", Map.of("text", "四月种。")).mustBe(200);
    Page desk = volunteer(LONG_SECONDS);
    find(desk, "tab").filter(new Locator.FilterOptions().setHasText("答过")).click();
    find(desk, "queue-row", first).click();
    find(desk, "correction").click();
    find(desk, "correction-text").fill(ANSWER);
    find(desk, "correction-send").click();
    assertThat(find(desk, "undo")).isVisible();
    assertThat(find(desk, "on-its-way")).containsText(ANSWER);
    find(desk, "undo-here").click();
    assertThat(find(desk, "correction-text")).hasValue(ANSWER);
    assertThat(now(first).getJsonObject("answer").getString("text")).isEqualTo("四月种。");

    find(desk, "tab").first().click();
    Visitors.take(desk, second);
    find(desk, "transfer").click();
    Visitors.choose(find(desk, "transfer-department"), "农牧");
    find(desk, "transfer-reason").fill("种地的事");
    find(desk, "transfer-send").click();
    assertThat(find(desk, "undo")).containsText("科技-002");
    find(desk, "undo-do").click();
    assertThat(find(desk, "transfer-reason")).hasValue("种地的事");
    assertThat(now(second).getString("department")).isEqualTo("keji");
  }

  @Test
  void onAPhoneTheWayBackStandsInTheBar() {
    Page desk = volunteer("王芳", LONG_SECONDS, true);
    answer(desk, first);
    assertThat(find(desk, "undo")).isVisible();
    PagesIT.check(desk);
    keep(desk, "desk-undo-360x740");
    find(desk, "undo-do").click();
    assertThat(find(desk, "answer-text")).hasValue(ANSWER);
    assertThat(find(desk, "answer-text")).isVisible();
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whoIsAnsweredAlongIsTickedAgain() {
    String same = villager.asked(visitors.fair(), "keji", "葵花啥时候种呢");
    Person organizer = hub.organizer();
    HubProcess.until("the suggestion", Duration.ofSeconds(30),
        () -> organizer.get("/api/questions/" + first + "/suggestions").mustBe(200).text().contains(same));
    Page desk = volunteer(LONG_SECONDS);
    Visitors.take(desk, first);
    Locator duplicates = find(desk, "duplicates");
    if (duplicates.getAttribute("open") == null) {
      duplicates.locator("summary").click();
    }
    duplicates.locator("li", new Locator.LocatorOptions().setHasText("葵花啥时候种呢")).locator("[data-test=also]").check();
    find(desk, "answer-text").fill(ANSWER);
    find(desk, "answer-text").press("Control+Enter");
    assertThat(desk.locator(".question h2")).hasText("科技-002");
    desk.keyboard().press("z");
    assertThat(find(desk, "answer-text")).hasValue(ANSWER);
    assertThat(desk.locator(".hand")).containsText("一并答复 1 个");
    assertThat(List.of(now(first).getString("state"), now(same).getString("state"))).containsExactly("claimed", "waiting");
  }
}
