package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import huiwen.support.Visitors;
import huiwen.support.WithVisitors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A villager's page whose network comes late, in pieces, or not at all; in both modes in which it is opened. */
@Tag("browser")
class OfflinePagesIT extends WithVisitors {

  private static final String QUESTION = "玉米种子哪里买?";

  /** Until this phone has kept the page, and would show the shell. */
  private static void untilKept(Page phone) {
    phone.waitForFunction("""
        async () => navigator.serviceWorker.controller && Boolean(await caches.match(location.pathname + '?shell'))
          && Object.keys(localStorage).some((key) => key.startsWith('huiwen.page.'))""");
  }

  @Test
  void whatWasOpenedOnceOpensWithoutANetworkAndWhatIsSaidThenIsSentOnce() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", QUESTION);
    String id = Visitors.questionOf(phone);
    hub.organizer().act(id, "answer", Map.of("text", "农牧局的门市部。")).mustBe(200);
    assertThat(find(phone, "answer")).hasText("农牧局的门市部。");
    phone.evaluate("dispatchEvent(new Event('pagehide'))");
    untilKept(phone);

    phone.context().setOffline(true);
    phone.reload();
    assertThat(find(phone, "answer")).hasText("农牧局的门市部。");
    assertThat(find(phone, "connection")).hasAttribute("data-state", "offline");
    find(phone, "again").click();
    find(phone, "question-text").fill("没有网的时候问的");
    find(phone, "send").click();
    assertThat(find(phone, "pending")).hasAttribute("data-state", "saved");
    assertThat(find(phone, "pending")).containsText("自动");
    Page later = phone.context().newPage();
    phone.close();
    later.navigate("/f/" + visitors.fair());
    assertThat(find(later, "pending")).containsText("没有网的时候问的");

    later.context().setOffline(false);
    assertThat(find(later, "pending")).hasCount(0);
    assertThat(find(later, "my-question")).hasCount(2);
    assertThat(find(later, "connection")).hasAttribute("data-state", "online");
    assertThat(hub.organizer().get("/api/fairs/" + visitors.fair() + "/tally").mustBe(200).json().getJsonObject("total")
        .getInteger("asked")).isEqualTo(2);
  }

  @Test
  void theKeptPageHoldsNothingPersonalAndWhatIsKeptBesideItIsHersAlone() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", QUESTION);
    find(phone, "ticket").waitFor(); // until then it is on its way, and whoever has the phone sends it
    phone.evaluate("dispatchEvent(new Event('pagehide'))");
    untilKept(phone);
    assertThat((String) phone.evaluate("async () => (await caches.match(location.pathname + '?shell')).text()"))
        .doesNotContain(QUESTION).doesNotContain("name=\"key\"");
    phone.context().clearCookies(); // somebody else has this phone now
    phone.reload();
    assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
    assertThat(find(phone, "my-question")).hasCount(0);
  }

  @Test
  void byPlainHttpTheSamePageWorksWithoutWhatIsMissingThere() {
    try (Visitors village = Visitors.byPlainHttp(hub)) {
      Page phone = village.villager();
      assertThat((Boolean) phone.evaluate("isSecureContext || 'serviceWorker' in navigator")).isFalse();
      village.ask(phone, "keji", QUESTION);
      List<String> requests = new ArrayList<>();
      phone.onRequest(request -> {
        if (request.method().equals("GET")) {
          requests.add(request.url());
        }
      });
      phone.reload();
      assertThat(find(phone, "ticket")).hasText("科技-001");
      assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
      // all but the page itself comes from what the phone has; Playwright counts that as well
      assertThat(requests.stream().filter(url -> !url.contains("/s/") && !url.endsWith(".svg"))).hasSize(1);
      assertThat(village.browsers().troubles()).isEmpty();
    }
  }

  @Test
  void whatSheHasBegunToWriteStaysWhenTheScriptComesLate() {
    Page phone = visitors.browsers().phone();
    List<Route> late = new ArrayList<>();
    phone.route("**/s/*.js", late::add);
    phone.navigate("/f/" + visitors.fair(), new Page.NavigateOptions().setWaitUntil(com.microsoft.playwright.options.WaitUntilState.COMMIT));
    find(phone, "question-text").pressSequentially("玉米种子");
    phone.locator("#department").selectOption("keji");
    find(phone, "question-text").evaluate("(box) => { box.focus(); box.setSelectionRange(2, 2); }");
    phone.waitForWebSocket(() -> late.forEach(Route::resume));
    assertThat(find(phone, "connection")).hasCount(0); // she may be in the middle of a word
    phone.keyboard().type("的");
    assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
    assertThat(find(phone, "question-text")).hasValue("玉米的种子");
    assertThat(phone.locator("#department")).hasValue("keji");
    assertThat(find(phone, "question-text")).isFocused();
    phone.keyboard().type("好");
    assertThat(find(phone, "question-text")).hasValue("玉米的好种子");
    find(phone, "send").click();
    assertThat(find(phone, "ticket")).hasText("科技-001");
  }

  @Test
  void aScriptThatDoesNotComeLeavesAPageThatWorks() {
    Page phone = visitors.browsers().phone();
    phone.route("**/s/*.js", Route::abort);
    phone.navigate("/f/" + visitors.fair());
    find(phone, "question-text").fill(QUESTION);
    phone.locator("#department").selectOption("keji");
    find(phone, "send").click();
    assertThat(find(phone, "ticket")).hasText("科技-001");
  }
}
