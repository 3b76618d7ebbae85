package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.ScriptedLive.answered;
import static huiwen.support.ScriptedLive.question;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import huiwen.support.ScriptedLive;
import huiwen.support.Visitors;
import huiwen.support.WithVisitors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes to a page: everything once, whatever way it came; a line that has died is noticed; much is drawn little. */
@Tag("browser")
class LivePagesIT extends WithVisitors {

  private String fair;

  @BeforeEach
  void open() {
    fair = visitors.fair();
  }

  private static JsonObject mine(JsonObject question) {
    return question.put("mine", true);
  }

  private static JsonObject said(String kind, String text, long seq) {
    return new JsonObject().put("kind", kind).put("by", "王芳").put("text", text).put("seq", seq)
        .put("at", "2026-11-24T09:30:00Z");
  }

  // A dead line ---------------------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"visibilitychange", "pageshow", "online"})
  void aLineThatDiedWithoutAWordIsNoticedWhenSomebodyLooksAgain(String sign) {
    Page phone = visitors.browsers().phone();
    ScriptedLive live = ScriptedLive.of(phone);
    visitors.arrive(phone);
    String look = "sign => (sign === 'visibilitychange' ? document : window).dispatchEvent(new Event(sign))";
    phone.evaluate(look, sign);
    phone.waitForCondition(() -> live.heard("beat").size() == 1);
    assertThat(live.sockets()).isEqualTo(1);

    live.die();
    long before = System.nanoTime();
    phone.evaluate(look, sign);
    phone.waitForCondition(() -> live.sockets() == 2);
    assertThat(System.nanoTime() - before).as("ns until it has come back").isLessThan(3_500_000_000L);
    assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
    assertThat(live.heard("join").get(1).getLong("since")).isEqualTo(100);
  }

  @Test
  void soIsAMachineThatHasSlept() {
    Page phone = visitors.browsers().phone();
    phone.clock().install();
    ScriptedLive live = ScriptedLive.of(phone);
    visitors.arrive(phone);
    live.die();
    phone.clock().fastForward(30_000);
    phone.clock().runFor(6_000);
    phone.waitForCondition(() -> live.sockets() == 2);
  }

  @Test
  void aPhoneWithoutANetworkSaysSoAtOnce() {
    Page phone = visitors.villager();
    phone.context().setOffline(true);
    assertThat(find(phone, "connection")).hasAttribute("data-state", "offline",
        new LocatorAssertions.HasAttributeOptions().setTimeout(1_000));
    assertThat(find(phone, "connection")).hasText("没有网络");
    phone.context().setOffline(false);
    assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
  }

  @Test
  void whereNoSocketCanBeHadThePageReadsByItself() {
    Page phone = visitors.browsers().phone();
    phone.addInitScript("window.WebSocket = class { constructor() { throw new Error('none here'); } };");
    phone.clock().install();
    phone.navigate("/f/" + fair);
    assertThat(find(phone, "connection")).hasAttribute("data-state", "polling");
    visitors.ask(phone, "keji", "葵花咋种");
    find(phone, "ticket").waitFor();
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    volunteer.act(Visitors.questionOf(phone), "answer", Map.of("text", "五月前后种")).mustBe(200);
    String other = hub.person().arrive(fair).asked(fair, "keji", "玉米咋种");
    volunteer.act(other, "answer", Map.of("text", "也是五月")).mustBe(200);
    phone.clock().fastForward(26_000);
    assertThat(find(phone, "answer")).hasText("五月前后种");
    assertThat(find(phone, "published")).hasCount(1);
    assertThat(find(phone, "published")).containsText("也是五月");
    // and what has not changed is not sent again
    List<Integer> statuses = new ArrayList<>();
    phone.onResponse(response -> {
      if (response.url().endsWith("mine=true")) {
        statuses.add(response.status());
      }
    });
    // but once more that she has seen it
    phone.waitForCondition(() -> hub.organizer().get("/api/questions/" + Visitors.questionOf(phone)).mustBe(200).json()
        .getJsonObject("answer").getValue("seenAt") != null);
    phone.clock().fastForward(26_000);
    phone.waitForCondition(() -> statuses.size() == 1);
    phone.clock().fastForward(26_000);
    phone.waitForCondition(() -> statuses.size() == 2);
    assertThat(statuses.get(1)).isEqualTo(304);
  }

  @Test
  void anotherJournalIsReadAnew() {
    Page phone = visitors.browsers().phone();
    ScriptedLive live = ScriptedLive.of(phone).withSnapshot(List.of(mine(question(fair, "a", 1))));
    visitors.arrive(phone);
    assertThat(find(phone, "my-question")).hasCount(1);
    live.withSnapshot(List.of(mine(question(fair, "b", 2)))).restored("two").beat();
    assertThat(find(phone, "my-question", "b")).isVisible();
    assertThat(find(phone, "my-question")).hasCount(1);
    assertThat(live.heard("join").get(1).getString("epoch")).isEqualTo("one");
  }

  // Everything once -----------------------------------------------------------------------------------------

  @Test
  void whatWasSaidStandsOnceWhicheverWayItCame() {
    Page phone = visitors.browsers().phone();
    JsonObject asked = mine(question(fair, "a", 1)).put("state", "asked-back");
    JsonObject first = said("ask-back", "几亩？", 101);
    JsonObject second = said("reply", "十亩", 102);
    phone.route("**/questions?mine=true", route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
        .setContentType("application/json").setBody(new JsonObject().put("questions", new JsonArray().add(asked.copy()
            .put("messages", new JsonArray().add(first).add(second)))).encode())));
    ScriptedLive live = ScriptedLive.of(phone).withSnapshot(List.of(asked));
    visitors.arrive(phone);
    assertThat(find(phone, "said")).hasCount(2);
    // the same again, as after a reconnect, and in one batch at the same moment
    live.entry("asked-back", asked, first).entry("replied", asked, second).entry("replied", asked, said("reply", "还有水地", 103));
    assertThat(find(phone, "said")).hasCount(3);
    assertThat(find(phone, "said").allTextContents().get(2)).contains("还有水地");
  }

  @Test
  void aDeskShowsAllOfSeveralWordsOfOneMoment() {
    String id = hub.person().arrive(fair).asked(fair, "keji", "葵花咋种");
    Page desk = visitors.browsers().laptop();
    ScriptedLive live = ScriptedLive.of(desk).withSnapshot(List.of(question(fair, id, 1)));
    desk.navigate(visitors.invite("keji"));
    find(desk, "join-name").fill("王芳");
    find(desk, "join").click();
    find(desk, "queue-row").click();
    live.entry("replied", question(fair, id, 1), said("reply", "十亩", 0));
    live.entry("replied", question(fair, id, 1), said("reply", "还有水地", 0));
    assertThat(desk.locator(".thread li")).hasCount(2);
  }

  @Test
  void whatWasToldLaterIsNotUndoneByWhatIsHeardLater() {
    Page phone = visitors.browsers().phone();
    JsonObject asked = mine(question(fair, "a", 1));
    ScriptedLive live = ScriptedLive.of(phone).withSnapshot(List.of(asked));
    visitors.arrive(phone);
    // two times of one second, of which the hub writes the first without a fraction
    live.entry("claimed", asked.copy().put("state", "claimed").put("updatedAt", "2026-11-24T09:40:00Z"));
    live.entry("answered", mine(answered(fair, "a", 1)).put("updatedAt", "2026-11-24T09:40:00.5Z"));
    assertThat(phone.locator("[data-test=my-question][data-state=answered]")).isVisible();
  }

  // Much ----------------------------------------------------------------------------------------------------

  @Test
  void thePhoneDrawsTheNewestFiftyAndMoreAtATouch() {
    Page phone = visitors.browsers().phone();
    ScriptedLive.of(phone).withSnapshot(IntStream.range(0, 120).mapToObj(i -> answered(fair, "q" + i, i)).toList());
    visitors.arrive(phone);
    assertThat(find(phone, "published")).hasCount(50);
    assertThat(find(phone, "published").first()).containsText("第 119 个问题");
    assertThat(find(phone, "more")).containsText("70");
    find(phone, "more").click();
    assertThat(find(phone, "published")).hasCount(100);
  }

  @Test
  void aDeskWithFiveThousandWaitingDrawsAScreenful() {
    Page desk = visitors.browsers().laptop();
    ScriptedLive live = ScriptedLive.of(desk)
        .withSnapshot(IntStream.range(0, 5_000).mapToObj(i -> question(fair, "q" + i, i)).toList());
    desk.navigate(visitors.invite("keji"));
    find(desk, "join-name").fill("王芳");
    find(desk, "join").click();
    assertThat(desk.locator(".queue .count").first()).hasText("5000");
    assertThat(find(desk, "queue-row").count()).isBetween(10, 30);
    desk.locator(".queue").evaluate("queue => queue.scrollTo(0, queue.scrollHeight)");
    assertThat(desk.locator(".queue li[aria-posinset='5000']")).isVisible();
    assertThat(find(desk, "queue-row").count()).isBetween(5, 30);
    desk.locator(".queue").evaluate("queue => queue.scrollTo(0, 0)");
    assertThat(find(desk, "queue-row", "q0")).isVisible();

    // and whatever comes within a frame is drawn once
    desk.evaluate("""
        () => {
          window.drawn = 0;
          new MutationObserver(() => { window.drawn += 1; }).observe(document.querySelector('.queue .count'),
            { characterData: true, subtree: true });
        }""");
    for (int i = 0; i < 100; i++) {
      live.entry("withdrawn", question(fair, "q" + i, i).put("state", "withdrawn"));
    }
    assertThat(desk.locator(".queue .count").first()).hasText("4900");
    assertThat((int) desk.evaluate("drawn")).isLessThanOrEqualTo(60);
  }

  @Test
  void aDeskReadsOnWhereItsQueueIsLongerThanItWasTold() {
    Person villager = hub.person().arrive(fair);
    List<String> asked = IntStream.range(0, 3).mapToObj(i -> villager.asked(fair, "keji", "葵花咋种" + i)).toList();
    Page desk = visitors.browsers().laptop();
    ScriptedLive.of(desk).withMore(new JsonObject().put("keji", 2))
        .withSnapshot(List.of(question(fair, asked.get(0), 1)));
    desk.navigate(visitors.invite("keji"));
    find(desk, "join-name").fill("王芳");
    find(desk, "join").click();
    assertThat(find(desk, "queue-row")).hasCount(3);
    assertThat(desk.locator(".queue .count").first()).hasText("3");
  }

  // Urgent and shown ----------------------------------------------------------------------------------------

  @Test
  void whoIsInDangerIsGivenTheNumbersToCallWithHerTicket() {
    Page phone = visitors.browsers().phone();
    JsonObject help = new JsonObject().put("text", "您的话已经收到，有人马上看。情况紧急时请先打电话。")
        .put("lines", new JsonArray().add(new JsonObject().put("number", "110").put("name", "报警")));
    ScriptedLive live = ScriptedLive.of(phone)
        .withSnapshot(List.of(mine(question(fair, "a", 1)).put("urgent", true).put("public", false).put("help", help)));
    visitors.arrive(phone);
    assertThat(find(phone, "help-lines")).containsText("情况紧急时请先打电话");
    assertThat(find(phone, "help-lines").locator("a")).hasAttribute("href", "tel:110");
    assertThat(find(phone, "ticket")).isVisible();
    PagesIT.check(phone);
    live.entry("claimed", mine(question(fair, "a", 1)).put("urgent", true).put("state", "claimed"));
    assertThat(phone.locator("[data-test=my-question][data-state=claimed]")).isVisible();
    assertThat(find(phone, "help-lines")).isVisible();
  }

  @Test
  void whatIsUrgentStandsFirstAtTheDesk() {
    Page desk = visitors.browsers().laptop();
    ScriptedLive live = ScriptedLive.of(desk)
        .withSnapshot(List.of(question(fair, "a", 1), question(fair, "b", 2), question(fair, "c", 3).put("urgent", true)));
    desk.navigate(visitors.invite("keji"));
    find(desk, "join-name").fill("王芳");
    find(desk, "join").click();
    assertThat(find(desk, "queue-row").first()).hasAttribute("data-id", "c");
    assertThat(find(desk, "queue-row").first()).containsText("要紧");
    live.entry("asked", question(fair, "d", 4).put("urgent", true));
    assertThat(find(desk, "notice")).containsText("科技-004");
    assertThat(find(desk, "queue-row").nth(1)).hasAttribute("data-id", "d");
    PagesIT.check(desk);
  }

  @Test
  void theOrganizerIsToldOfWhatIsUrgentAtOnce() {
    Page board = visitors.browsers().screen();
    ScriptedLive live = ScriptedLive.of(board);
    board.navigate("/board?fair=" + fair);
    find(board, "password").fill(HubUnderTest.PASSWORD);
    find(board, "sign-in").click();
    assertThat(find(board, "connection")).hasAttribute("data-state", "online");
    assertThat(find(board, "urgent-banner")).hasCount(0);
    live.entry("asked", question(fair, "a", 1).put("urgent", true).put("text", ""));
    assertThat(find(board, "urgent-banner")).containsText("科技-001");
    PagesIT.check(board);
    live.entry("answered", question(fair, "a", 1).put("urgent", true).put("text", "").put("state", "answered"));
    assertThat(find(board, "urgent-banner")).hasCount(0);
  }

  @Test
  void aTelephoneNumberIsSeenByWhoHoldsTheQuestionAndOthersSeeThatThereIsOne() {
    Page desk = visitors.browsers().laptop();
    JsonObject asked = question(fair, "a", 1).put("hasName", true).put("hasPhone", true);
    ScriptedLive live = ScriptedLive.of(desk).withSnapshot(List.of(asked));
    desk.navigate(visitors.invite("keji"));
    find(desk, "join-name").fill("王芳");
    find(desk, "join").click();
    find(desk, "queue-row").click();
    assertThat(find(desk, "phone")).hasText("留了电话，接办的人看得到");
    assertThat(find(desk, "from")).hasText("留了名字，接办的人看得到");
    live.entry("routed", asked.copy().put("phone", "13800001111").put("name", "李大娘"));
    assertThat(find(desk, "phone")).hasText("13800001111");
  }

  @Test
  void aDeskSeesWhatColleaguesHoldByName() {
    Page desk = visitors.browsers().laptop();
    ScriptedLive live = ScriptedLive.of(desk)
        .withSnapshot(List.of(question(fair, "a", 1).put("state", "claimed").put("claimedBy", "李强").put("holder", "x")));
    desk.navigate(visitors.invite("keji"));
    find(desk, "join-name").fill("王芳");
    find(desk, "join").click();
    assertThat(find(desk, "queue-row")).hasCount(0);
    assertThat(find(desk, "colleague")).containsText("李强正在答复");
    find(desk, "tab").filter(new Locator.FilterOptions().setHasText("在办1")).click();
    assertThat(find(desk, "colleague")).containsText("李强正在答复");
    live.entry("released", question(fair, "a", 1));
    assertThat(find(desk, "colleague")).hasCount(0);
    find(desk, "tab").filter(new Locator.FilterOptions().setHasText("排队1")).click();
    assertThat(find(desk, "queue-row", "a")).isVisible();
  }
}
