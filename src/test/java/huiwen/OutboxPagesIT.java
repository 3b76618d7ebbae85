package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static huiwen.support.Visitors.questionOf;
import static huiwen.support.Visitors.take;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import huiwen.support.Person;
import huiwen.support.Visitors;
import huiwen.support.WithVisitors;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What villagers and volunteers say while the network comes and goes: sent once, by itself, or told that it was not. */
@Tag("browser")
class OutboxPagesIT extends WithVisitors {

  private Person volunteer(String department, String name) {
    return hub.volunteer(visitors.fair(), department, name);
  }

  private JsonObject question(String id) {
    return hub.organizer().get("/api/questions/" + id).mustBe(200).json();
  }

  private long said(String id, String text) {
    return question(id).getJsonArray("messages").stream()
        .filter(message -> ((JsonObject) message).getString("text").equals(text)).count();
  }

  // The villager --------------------------------------------------------------------------------------------

  @Test
  void whateverAVillagerSaysWithoutANetworkGoesOutByItselfOnceWhenItIsBack() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "葵花咋种");
    find(phone, "ticket").waitFor();
    String asked = questionOf(phone);
    Person volunteer = volunteer("keji", "王芳");
    volunteer.act(asked, "ask-back", Map.of("text", "您家几亩地？")).mustBe(200);
    find(phone, "reply-text").fill("十亩");

    phone.context().setOffline(true);
    assertThat(find(phone, "connection")).hasAttribute("data-state", "offline");
    find(phone, "reply-send").click();
    assertThat(find(phone, "pending-reply")).hasAttribute("data-state", "saved");
    assertThat(find(phone, "pending-reply")).containsText("十亩");
    phone.context().setOffline(false);
    assertThat(find(phone, "pending-reply")).hasCount(0);
    assertThat(phone.locator("[data-test=my-question][data-state=waiting]")).isVisible();
    assertThat(said(asked, "十亩")).isEqualTo(1);
    assertThat(phone.locator(".said[data-kind=reply]")).hasCount(1);

    volunteer.act(asked, "answer", Map.of("text", "五月前后种")).mustBe(200);
    find(phone, "rate-5").waitFor();
    phone.context().setOffline(true);
    find(phone, "rate-5").click();
    assertThat(find(phone, "rating-saved")).isVisible();
    phone.context().setOffline(false);
    assertThat(find(phone, "rating-saved")).hasCount(0);
    assertThat(question(asked).getJsonObject("rating").getInteger("grade")).isEqualTo(5);
  }

  @Test
  void aWithdrawalAndASupportAreKeptTheSameWay() {
    Person other = hub.person().arrive(visitors.fair());
    String published = other.asked(visitors.fair(), "keji", "葵花列当怎么治");
    volunteer("keji", "王芳").act(published, "answer", Map.of("text", "倒茬三年")).mustBe(200);
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "玉米咋种");
    find(phone, "ticket").waitFor();
    String asked = questionOf(phone);
    find(phone, "support").waitFor();

    phone.context().setOffline(true);
    find(phone, "withdraw").click();
    find(phone, "withdraw-yes").click();
    assertThat(find(phone, "withdraw-sent")).isVisible();
    find(phone, "support").click();
    phone.context().setOffline(false);
    assertThat(phone.locator("[data-test=my-question][data-state=withdrawn]")).isVisible();
    assertThat(find(phone, "published")).containsText("1 人也想问");
    assertThat(question(published).getInteger("supporters")).isEqualTo(1);
    assertThat(other.get("/api/questions/" + asked).status()).isEqualTo(404);
  }

  @Test
  void whatTheHubHasTakenBeforeTheLineBrokeIsSentAgainUnderTheSameKey() {
    Page phone = visitors.villager();
    List<String> keys = new ArrayList<>();
    phone.route("**/questions", route -> {
      if (!route.request().method().equals("POST")) {
        route.fallback();
        return;
      }
      keys.add(route.request().headerValue("idempotency-key"));
      if (keys.size() == 1) {
        route.fetch(); // taken, and nobody hears of it
        route.abort();
      } else {
        route.fallback();
      }
    });
    visitors.ask(phone, "keji", "葵花咋种");
    find(phone, "ticket").waitFor();
    assertThat(find(phone, "pending")).hasCount(0);
    assertThat(find(phone, "my-question")).hasCount(1);
    assertThat(keys).hasSize(2);
    assertThat(keys.get(0)).isNotBlank().isEqualTo(keys.get(1));
    assertThat(hub.organizer().get("/api/fairs/" + visitors.fair() + "/tally").json().getJsonObject("total")
        .getInteger("asked")).isEqualTo(1);
  }

  @Test
  void twoTabsOfOnePhoneLoseNothingToEachOther() {
    twoTabs(visitors);
  }

  @Test
  void norDoTheyByPlainHttpWhereABrowserHasNoLocks() {
    try (Visitors byHttp = Visitors.byPlainHttp(hub)) {
      Page phone = twoTabs(byHttp);
      assertThat(phone.evaluate("isSecureContext")).isEqualTo(false);
    }
  }

  private Page twoTabs(Visitors there) {
    Page one = there.villager();
    Page other = there.arrive(one.context().newPage());
    Set<String> keys = new HashSet<>();
    int[] sent = {0};
    one.context().onResponse(response -> { // what is tried without a network has none
      Request request = response.request();
      if (request.method().equals("POST") && request.url().endsWith("/questions")) {
        sent[0]++;
        keys.add(request.headerValue("idempotency-key"));
      }
    });
    one.context().setOffline(true);
    there.ask(one, "keji", "葵花咋种");
    assertThat(find(one, "pending")).hasAttribute("data-state", "saved");
    there.ask(other, "keji", "玉米咋种");
    assertThat(find(other, "pending")).hasCount(2);
    assertThat(find(one, "pending")).hasCount(2);
    one.context().setOffline(false);
    for (Page tab : List.of(one, other)) {
      assertThat(find(tab, "my-question")).hasCount(2);
      assertThat(find(tab, "pending")).hasCount(0);
    }
    assertThat(keys).as("a key a question").hasSize(2);
    assertThat(sent[0]).as("one tab sends").isEqualTo(2);
    return one;
  }

  @Test
  void whatTheHubCannotDoIsToldAndNotTriedForEver() {
    Page phone = visitors.villager();
    int[] tries = {0};
    phone.route("**/questions", route -> {
      if (route.request().method().equals("POST")) {
        tries[0]++;
        fail(route, 500, "系统出了点问题");
      } else {
        route.fallback();
      }
    });
    visitors.ask(phone, "keji", "葵花咋种");
    assertThat(find(phone, "pending")).hasAttribute("data-state", "refused");
    assertThat(find(phone, "pending")).containsText("系统出了点问题");
    phone.reload();
    assertThat(find(phone, "pending")).hasAttribute("data-state", "refused");
    assertThat(tries[0]).isEqualTo(1);
    find(phone, "edit").click();
    assertThat(find(phone, "question-text")).hasValue("葵花咋种");
    phone.unroute("**/questions");
    find(phone, "send").click();
    find(phone, "ticket").waitFor();
    assertThat(find(phone, "my-question")).hasCount(1);
  }

  private static void fail(Route route, int status, String detail) {
    route.fulfill(new Route.FulfillOptions().setStatus(status).setContentType("application/problem+json")
        .setBody(new JsonObject().put("status", status).put("detail", detail).encode()));
  }

  @Test
  void aReplyThatWasRefusedIsInItsFieldAgain() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "葵花咋种");
    find(phone, "ticket").waitFor();
    volunteer("keji", "王芳").act(questionOf(phone), "ask-back", Map.of("text", "几亩？")).mustBe(200);
    phone.route("**/messages", route -> fail(route, 422, "这里写得不对"));
    find(phone, "reply-text").fill("十亩");
    find(phone, "reply-send").click();
    assertThat(find(phone, "my-question").locator("[role=alert]")).containsText("这里写得不对");
    assertThat(find(phone, "reply-text")).hasValue("十亩");
  }

  @Test
  void aPhoneThatKeepsNothingIsToldSoBeforeItWritesAndCanAskAllTheSame() {
    Page phone = visitors.browsers().phone();
    phone.addInitScript("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };");
    visitors.arrive(phone);
    assertThat(find(phone, "not-kept")).isVisible();
    visitors.ask(phone, "keji", "葵花咋种");
    find(phone, "ticket").waitFor();
    assertThat(find(phone, "pending")).hasCount(0);
  }

  @Test
  void aPhoneThatTakesNoCookieIsToldSoBeforeItWrites() {
    Page phone = visitors.browsers().phone();
    phone.route("**/api/fairs/" + visitors.fair(), route -> {
      JsonObject fair = new JsonObject(route.fetch().text()).put("cookie", false);
      route.fulfill(new Route.FulfillOptions().setStatus(200).setContentType("application/json").setBody(fair.encode()));
    });
    phone.navigate("/f/" + visitors.fair());
    assertThat(find(phone, "no-cookie")).isVisible();
    assertThat(find(phone, "question-text")).hasCount(0);
    phone.unroute("**/api/fairs/" + visitors.fair());
    find(phone, "no-cookie").locator("button").click();
    assertThat(find(phone, "question-text")).isVisible();
  }

  @Test
  void nothingIsSentBeforeThePhoneHasItsCookie() {
    Page phone = visitors.villager();
    phone.context().setOffline(true);
    visitors.ask(phone, "keji", "葵花咋种");
    assertThat(find(phone, "pending")).hasAttribute("data-state", "saved");
    phone.context().setOffline(false);
    find(phone, "ticket").waitFor();
    // from here on the page comes from the phone, and nothing in it says that its cookie was kept
    phone.waitForFunction("async () => !!(await caches.match(location.pathname + '?shell')) && !!(await navigator.serviceWorker.ready)");

    List<String> order = new ArrayList<>();
    Page again = phone.context().newPage();
    again.evaluate("() => 0");
    phone.evaluate("fair => localStorage.setItem(`huiwen.out.ask.${fair}.k1234567`, JSON.stringify({ key: 'k1234567', at: 1,"
        + " kind: 'ask', path: `/api/fairs/${fair}/questions`, body: { text: '早先写的' } }))", visitors.fair());
    phone.close();
    again.onRequest(request -> {
      if (request.url().contains("/api/")) {
        order.add(request.method());
      }
    });
    visitors.arrive(again);
    assertThat(find(again, "my-question")).hasCount(2);
    assertThat(order.get(0)).isEqualTo("GET");
    assertThat(order).contains("POST");
  }

  // The volunteer -------------------------------------------------------------------------------------------

  @Test
  void anAnswerThatWasSentWithoutANetworkIsGivenWhenItIsBack() {
    Person villager = hub.person().arrive(visitors.fair());
    String first = villager.asked(visitors.fair(), "keji", "葵花咋种");
    String second = villager.asked(visitors.fair(), "keji", "玉米咋种");
    Page desk = visitors.volunteer("keji", "王芳");
    take(desk, first);
    find(desk, "answer-text").fill("五月前后种");
    desk.context().setOffline(true);
    find(desk, "answer-send").click();
    assertThat(find(desk, "unsent")).containsText("五月前后种");
    assertThat(find(desk, "question")).hasText("玉米咋种");
    find(desk, "queue-row", first).click();
    assertThat(find(desk, "on-its-way")).containsText("五月前后种");
    desk.context().setOffline(false);
    assertThat(find(desk, "unsent")).hasCount(0);
    assertThat(find(desk, "queue-row", first)).hasCount(0);
    assertThat(question(first).getJsonObject("answer").getString("text")).isEqualTo("五月前后种");
    assertThat(question(second).getString("state")).isEqualTo("waiting");
  }

  @Test
  void whoAnswersTooLateIsToldWhoWasFasterAndHasHerWordsStill() {
    String asked = hub.person().arrive(visitors.fair()).asked(visitors.fair(), "keji", "葵花咋种");
    Page desk = visitors.volunteer("keji", "王芳");
    take(desk, asked);
    find(desk, "answer-text").fill("五月前后种");
    desk.context().setOffline(true);
    find(desk, "answer-send").click();
    find(desk, "unsent").waitFor();
    hub.organizer().act(asked, "release").mustBe(200);
    volunteer("keji", "李强").act(asked, "answer", Map.of("text", "四月底就能种")).mustBe(200);
    desk.context().setOffline(false);
    Locator refused = desk.locator("[data-test=unsent][data-state=refused]");
    assertThat(refused).containsText("李强 已经答复了 科技-001");
    assertThat(refused).containsText("五月前后种");
    find(desk, "drop-unsent").click();
    assertThat(refused).hasCount(0);
    assertThat(question(asked).getJsonObject("answer").getString("text")).isEqualTo("四月底就能种");
  }

  @Test
  void everyCommandOfEveryPageCarriesAKey() {
    List<String> without = new ArrayList<>();
    List<String> sent = new ArrayList<>();
    Page phone = visitors.villager();
    Page desk = visitors.volunteer("keji", "王芳");
    for (Page page : List.of(phone, desk)) {
      page.onRequest(request -> {
        if (request.method().equals("POST") && request.url().contains("/api/questions/")) {
          sent.add(request.url().replaceAll(".*/", ""));
          String key = request.headerValue("idempotency-key");
          if (key == null || !key.matches("[A-Za-z0-9-]{8,64}")) {
            without.add(request.url());
          }
        }
      });
    }
    visitors.ask(phone, "keji", "葵花咋种");
    find(phone, "ticket").waitFor();
    String asked = questionOf(phone);
    take(desk, asked);
    find(desk, "note").click();
    find(desk, "note-text").fill("老客户");
    find(desk, "note-send").click();
    assertThat(desk.locator(".thread")).containsText("老客户");
    find(desk, "release").click();
    take(desk, asked);
    find(desk, "ask-back").click();
    find(desk, "ask-back-text").fill("几亩？");
    find(desk, "ask-back-send").click();
    find(phone, "reply-text").fill("十亩");
    find(phone, "reply-send").click();
    desk.locator("[data-test=queue-row][data-state=waiting]").click();
    find(desk, "claim").click();
    find(desk, "answer-text").fill("五月");
    find(desk, "answer-send").click();
    // what she grades is shown at once, and sent then
    phone.waitForRequest(request -> request.url().endsWith("/rating"), () -> find(phone, "rate-5").click());
    assertThat(phone.locator(".rated")).isVisible();
    assertThat(sent).contains("claim", "notes", "release", "ask-back", "messages", "answer", "rating");
    assertThat(without).isEmpty();
  }
}
