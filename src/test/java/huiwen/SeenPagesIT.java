package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import huiwen.support.HubProcess;
import huiwen.support.Person;
import huiwen.support.Visitors;
import huiwen.support.WithVisitors;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A desk sees whether its answers were seen, and whom to ring up. */
@Tag("browser")
class SeenPagesIT extends WithVisitors {

  private static final Duration SOON = Duration.ofSeconds(20);

  private String seenAt(String question) {
    return hub.organizer().get("/api/questions/" + question).mustBe(200).json().getJsonObject("answer").getString("seenAt");
  }

  private static void hide(Page page, boolean yes) {
    page.evaluate("""
        (hidden) => {
          Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }""", yes);
  }

  private static void keep(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }

  @Test
  void anAnswerIsSeenOnceSheLooksAtThePageThatShowsIt() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "葵花什么时候种");
    find(phone, "ticket").waitFor();
    String question = Visitors.questionOf(phone);
    Page desk = visitors.volunteer("keji", "王芳");
    Visitors.take(desk, question);
    hide(phone, true);
    find(desk, "answer-text").fill("五月种");
    find(desk, "answer-text").press("Control+Enter");
    assertThat(find(phone, "answer")).hasText("五月种");
    find(desk, "tab").filter(new Locator.FilterOptions().setHasText("答过")).click();
    find(desk, "queue-row", question).click();
    assertThat(find(desk, "seen")).hasText("本人还没看到。");
    assertThat(seenAt(question)).as("the phone lies in her pocket").isNull();
    hide(phone, false);
    assertThat(find(desk, "seen")).containsText("看到了");
    assertThat(seenAt(question)).isNotNull();
    PagesIT.check(desk);

    find(desk, "correction").click();
    find(desk, "correction-text").fill("六月种");
    find(desk, "correction-send").click();
    assertThat(find(phone, "answer")).hasText("六月种");
    HubProcess.until("the corrected one to be seen", SOON, () -> seenAt(question) != null);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void aPhoneWithoutScriptsHasSeenWhatItsPageShows() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "葵花什么时候种");
    find(phone, "ticket").waitFor();
    String question = Visitors.questionOf(phone);
    Page plain = visitors.browsers().withoutScriptsAs(phone);
    phone.close();
    hub.organizer().act(question, "answer", Map.of("text", "五月种")).mustBe(200);
    assertThat(seenAt(question)).isNull();
    plain.navigate("/f/" + visitors.fair());
    assertThat(find(plain, "answer")).hasText("五月种");
    HubProcess.until("it to be seen", SOON, () -> seenAt(question) != null);
  }

  /** As if it had been answered an hour ago. */
  private void answeredLongAgo(String question) {
    hub.pool(hub.vertx()).preparedQuery("""
            UPDATE question SET answer = answer || jsonb_build_object('at', to_char((now() - interval '1 hour') AT TIME ZONE 'UTC',
              'YYYY-MM-DD"T"HH24:MI:SS"Z"')) WHERE id = $1""")
        .execute(Tuple.of(question)).toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void whatNobodyHasSeenIsAListWithTheNumberToRing() {
    String fair = visitors.fair();
    Person villager = hub.person().arrive(fair);
    String ringable = villager.ask(fair, Person.newKey(), Map.of("text", "葵花什么时候种", "department", "keji", "name", "老李",
        "phone", "138 0013 8000")).mustBe(201).json().getString("id");
    String quick = villager.asked(fair, "keji", "玉米什么时候种");
    String others = villager.ask(fair, Person.newKey(), Map.of("text", "土豆什么时候种", "department", "keji", "phone", "13900139000"))
        .mustBe(201).json().getString("id");
    Page desk = visitors.volunteer("keji", "王芳");
    for (String question : new String[] {ringable, quick}) {
      Visitors.take(desk, question);
      find(desk, "answer-text").fill("五月种");
      find(desk, "answer-text").press("Control+Enter");
      HubProcess.until("the answer", SOON, () -> hub.organizer().get("/api/questions/" + question).json().getString("state").equals("answered"));
    }
    hub.organizer().act(others, "answer", Map.of("text", "五月种")).mustBe(200);
    answeredLongAgo(ringable);
    answeredLongAgo(others);

    find(desk, "tab").filter(new Locator.FilterOptions().setHasText("答过")).click();
    assertThat(find(desk, "unseen-only")).containsText("2");
    find(desk, "unseen-only").click();
    assertThat(find(desk, "queue-row")).hasCount(2);
    assertThat(find(desk, "queue-row", ringable).locator("[data-test=reach]")).hasText("138 0013 8000");
    assertThat(find(desk, "queue-row", others).locator("[data-test=reach]")).hasText("留了电话");
    find(desk, "queue-row", ringable).click();
    assertThat(find(desk, "phone").locator("a")).hasAttribute("href", "tel:13800138000");
    PagesIT.check(desk);
    keep(desk, "desk-unseen-1366x768");
    desk.setViewportSize(360, 740);
    PagesIT.check(desk);
    keep(desk, "desk-unseen-360x740");
    desk.setViewportSize(1366, 768);

    villager.act(ringable, "seen").mustBe(200);
    assertThat(find(desk, "queue-row", ringable)).hasCount(0);
    assertThat(find(desk, "queue-row")).hasCount(1);
    assertThat(find(desk, "seen")).containsText("看到了");
    assertThat(find(desk, "phone").locator("a")).hasCount(0); // nobody has to ring any more
    assertThat(visitors.browsers().troubles()).isEmpty();
  }
}
