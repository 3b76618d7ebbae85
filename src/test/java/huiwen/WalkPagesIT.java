package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import huiwen.support.Browsers;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Visitors;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One whole walk, asked, asked back, answered and rated, on every kind of phone. */
@Tag("browser")
@ExtendWith(HubUnderTest.class)
class WalkPagesIT {

  private HubUnderTest.Running hub;

  @BeforeEach
  void open(HubUnderTest.Running running) {
    hub = running;
  }

  @ParameterizedTest(name = "scripts {0}, secure {1}, {2}x{3}, dark {4}")
  @CsvSource({
      "true, true, 360, 740, false", "true, true, 320, 568, true", "true, false, 360, 740, true", "true, false, 320, 568, false",
      "false, true, 360, 740, false", "false, true, 320, 568, false", "false, false, 360, 740, false", "false, false, 320, 568, false"})
  void fromTheQuestionToTheRating(boolean scripts, boolean secure, int width, int height, boolean dark) {
    try (Visitors there = secure ? new Visitors(hub) : Visitors.byPlainHttp(hub)) {
      Browsers browsers = there.browsers();
      Page phone = !scripts ? browsers.withoutScripts(width, height) : dark ? browsers.dark(width, height) : browsers.page(width, height);
      phone.navigate("/f/" + there.fair());
      find(phone, "question-text").fill("高血压药农合可不可以报销?");
      phone.locator("#department").selectOption("yibao");
      find(phone, "send").click();
      assertThat(find(phone, "ticket")).hasText("医保-001");
      String id = Visitors.questionOf(phone);
      hub.organizer().act(id, "ask-back", Map.of("text", "您办过认定没有?")).mustBe(200);
      again(phone, scripts);
      find(phone, "reply-text").fill("还没有");
      look(phone, scripts, "asked back");
      find(phone, "reply-send").click();
      assertThat(phone.locator("[data-kind=reply]")).containsText("还没有");
      hub.organizer().act(id, "answer", Map.of("text", "可以的，先带身份证到医保窗口办认定。", "public", true)).mustBe(200);
      again(phone, scripts);
      assertThat(find(phone, "answer")).containsText("带身份证");
      find(phone, "timeline").locator("summary").click();
      find(phone, "code").locator("summary").click();
      look(phone, scripts, "answered");
      Locator good = find(phone, "rate-5");
      good.click();
      assertThat(phone.locator(".rated")).containsText("非常满意");
      HubProcess.until("the rating is taken", Duration.ofSeconds(20), () -> {
        JsonObject rating = hub.organizer().get("/api/questions/" + id).mustBe(200).json().getJsonObject("rating");
        return rating != null && rating.getInteger("grade") == 5;
      });
      assertThat(browsers.troubles()).isEmpty();
    }
  }

  private static void again(Page phone, boolean scripts) {
    if (!scripts) {
      phone.reload();
    }
  }

  /** Nothing stands in anybody's way, and nothing is wider than the phone. */
  private static void look(Page phone, boolean scripts, String state) {
    if (scripts) {
      assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
      assertThat(new AxeBuilder(phone).analyze().getViolations()).as(state).isEmpty();
      assertThat((Boolean) phone.evaluate("document.documentElement.scrollWidth <= innerWidth")).as(state).isTrue();
    }
  }
}
