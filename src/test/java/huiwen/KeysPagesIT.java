package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import huiwen.support.HubProcess;
import huiwen.support.Person;
import huiwen.support.Visitors;
import huiwen.support.WithVisitors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that mean nothing, because an input method wants them or a field is one of several. */
@Tag("browser")
class KeysPagesIT extends WithVisitors {

  private static final String QUESTION = "高血压药农合可不可以报销?";

  private int asked() {
    return hub.organizer().get("/api/fairs/" + visitors.fair() + "/tally").mustBe(200).json().getJsonObject("total").getInteger("asked");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theReturnKeyInAOneLineFieldSendsNothing(boolean scripts) {
    Page phone = scripts ? visitors.villager() : visitors.browsers().withoutScripts(360, 740);
    phone.navigate("/f/" + visitors.fair());
    List<String> sent = new ArrayList<>();
    phone.onRequest(request -> {
      if (request.method().equals("POST")) {
        sent.add(request.url());
      }
    });
    find(phone, "question-text").fill(QUESTION);
    phone.locator("details.more summary").click();
    for (String field : new String[] {"name", "village", "phone"}) {
      phone.locator("#" + field).fill("123");
      phone.locator("#" + field).press("Enter");
    }
    assertThat(find(phone, "question-text")).hasValue(QUESTION);
    assertThat(sent).isEmpty();
    find(phone, "send").click();
    find(phone, "my-question").waitFor();
    String id = Visitors.questionOf(phone);
    hub.organizer().act(id, "answer", Map.of("text", "可以。")).mustBe(200);
    if (scripts) {
      find(phone, "rate-1").click();
    } else {
      phone.reload();
    }
    find(phone, "rate-word").fill("说得不清楚");
    find(phone, "rate-word").press("Enter");
    assertThat(hub.organizer().get("/api/questions/" + id).mustBe(200).json().getValue("rating")).isNull();
    assertThat(asked()).isEqualTo(1);
  }

  /** Return, Escape and both with Ctrl, while a word is being composed. */
  private static void compose(Page page, String hook) {
    find(page, hook).focus();
    CDPSession devtools = page.context().newCDPSession(page);
    for (String key : new String[] {"Enter", "Escape", "Control+Enter"}) {
      var composition = new JsonObject();
      composition.addProperty("text", "ganmao");
      composition.addProperty("selectionStart", 6);
      composition.addProperty("selectionEnd", 6);
      devtools.send("Input.imeSetComposition", composition);
      page.keyboard().press(key);
    }
  }

  @Test
  void whatAnInputMethodWantsDoesNothingOnTheVillagersPage() {
    Page phone = visitors.villager();
    compose(phone, "question-text");
    assertThat(find(phone, "my-question")).hasCount(0);
    assertThat(find(phone, "pending")).hasCount(0);
    assertThat(find(phone, "question-text")).isVisible();
    assertThat(asked()).isZero();
  }

  @Test
  void whatAnInputMethodWantsDoesNothingAtTheDesk() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", QUESTION);
    find(phone, "ticket").waitFor();
    String id = Visitors.questionOf(phone);
    Page desk = visitors.volunteer("keji", "王芳");
    Visitors.take(desk, id);
    compose(desk, "answer-text");
    assertThat(find(desk, "answer-text")).isVisible();
    find(desk, "ask-back").click();
    compose(desk, "ask-back-text");
    assertThat(find(desk, "ask-back-text")).isVisible();
    assertThat(hub.organizer().get("/api/questions/" + id).mustBe(200).json().getString("state")).isEqualTo("claimed");
  }

  @Test
  void aDeskIsWorkedByKeysAlone() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", QUESTION);
    visitors.ask(phone, "keji", "葵花列当怎么治");
    assertThat(find(phone, "my-question")).hasCount(2);
    Page desk = visitors.volunteer("keji", "王芳");
    assertThat(find(desk, "queue-row")).hasCount(2);
    desk.keyboard().press("?");
    assertThat(find(desk, "keys-dialog")).containsText("接这个问题");
    PagesIT.check(desk);
    desk.keyboard().press("c"); // nothing behind the dialog
    desk.keyboard().press("Escape");
    assertThat(find(desk, "keys-dialog")).isHidden();
    desk.keyboard().press("j");
    assertThat(desk.locator(".question h2")).hasText("科技-001");
    desk.keyboard().press("j");
    assertThat(desk.locator(".question h2")).hasText("科技-002");
    desk.keyboard().press("k");
    desk.keyboard().press("b");
    assertThat(find(desk, "ask-back-text")).isFocused();
    desk.keyboard().type("jkcatbn/?");
    assertThat(find(desk, "ask-back-text")).hasValue("jkcatbn/?");
    desk.keyboard().press("Escape");
    assertThat(find(desk, "answer-text")).isFocused();
    desk.keyboard().press("Escape");
    assertThat(find(desk, "answer-text")).not().isFocused();
    desk.keyboard().press("n");
    assertThat(find(desk, "note-text")).isFocused();
    desk.keyboard().press("Escape");
    desk.keyboard().press("Escape");
    desk.keyboard().press("t");
    assertThat(find(desk, "transfer-department")).isFocused();
    desk.keyboard().press("Escape");
    desk.keyboard().press("Escape");
    desk.keyboard().press("a");
    assertThat(find(desk, "answer-text")).isFocused();
    desk.keyboard().type("五月前后种");
    desk.keyboard().press("Control+Enter");
    assertThat(desk.locator(".question h2")).hasText("科技-002");
    desk.keyboard().press("c");
    assertThat(find(desk, "answer-text")).isFocused();
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void oneKeyPutsASuggestedAnswerIntoTheField() {
    String answer = "选抗列当的品种，和玉米、小麦倒茬三年以上。";
    Person villager = hub.person().arrive(visitors.fair());
    String earlier = villager.asked(visitors.fair(), "keji", "葵花列当怎么治");
    hub.organizer().act(earlier, "answer", Map.of("text", answer)).mustBe(200);
    String first = villager.asked(visitors.fair(), "keji", "葵花地里的列当该咋治");
    String second = villager.asked(visitors.fair(), "keji", "葵花地里长列当该怎么治呢");
    Person organizer = hub.organizer();
    HubProcess.until("the suggestion", Duration.ofSeconds(30),
        () -> organizer.get("/api/questions/" + first + "/suggestions").mustBe(200).text().contains(earlier));
    Page desk = visitors.volunteer("keji", "王芳");
    find(desk, "queue-row", first).click();
    assertThat(find(desk, "earlier-answer").first()).containsText(answer);
    assertThat(find(desk, "earlier-answer").locator("kbd").first()).hasText("1");
    desk.keyboard().press("3"); // nothing is suggested there
    desk.keyboard().press("1"); // held by nobody yet
    assertThat(find(desk, "answer-text")).hasValue(answer);
    assertThat(find(desk, "answer-text")).isFocused();
    assertThat(find(desk, "use-answer").first()).containsText("1");
    desk.keyboard().type("1");
    assertThat(find(desk, "answer-text")).hasValue(answer + "1");
    PagesIT.check(desk);
    desk.keyboard().press("Control+Enter");
    assertThat(desk.locator(".question h2")).hasText("科技-003");
    assertThat(find(desk, "earlier-answer").first()).containsText(answer);
    desk.keyboard().press("c");
    assertThat(find(desk, "answer-text")).isFocused();
    desk.keyboard().press("Escape");
    desk.keyboard().press("1"); // hers already
    assertThat(find(desk, "answer-text")).isFocused();
    assertThat(find(desk, "answer-text")).not().hasValue("");
    assertThat(organizer.get("/api/questions/" + second).mustBe(200).json().getString("state")).isEqualTo("claimed");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  /** Goes on with the key until it is there. */
  private static void tabTo(Page page, String hook) {
    for (int i = 0; i < 40; i++) {
      page.keyboard().press("Tab");
      if (hook.equals(page.evaluate("document.activeElement.dataset.test"))) {
        assertThat((Boolean) page.evaluate("document.activeElement.matches(':focus-visible')")).as("it is seen where she is").isTrue();
        return;
      }
    }
    throw new AssertionError("no key leads to " + hook);
  }

  @Test
  void theWholeWalkGoesByKeysAlone() {
    Page phone = visitors.villager();
    tabTo(phone, "type");
    tabTo(phone, "language");
    tabTo(phone, "question-text");
    phone.keyboard().type(QUESTION);
    tabTo(phone, "private");
    tabTo(phone, "send");
    phone.keyboard().press("Enter");
    assertThat(find(phone, "ticket")).isFocused();
    String id = Visitors.questionOf(phone);
    hub.organizer().act(id, "ask-back", Map.of("text", "办过认定没有?")).mustBe(200);
    assertThat(find(phone, "reply-text")).isVisible();
    tabTo(phone, "reply-text");
    phone.keyboard().type("没有");
    tabTo(phone, "reply-send");
    phone.keyboard().press("Space");
    assertThat(phone.locator("[data-kind=reply]")).containsText("没有");
    hub.organizer().act(id, "answer", Map.of("text", "先办认定。")).mustBe(200);
    assertThat(find(phone, "answer")).isVisible();
    find(phone, "ticket").focus(); // as after the bar that leads there
    tabTo(phone, "rate-4");
    phone.keyboard().press("Enter");
    assertThat(find(phone, "my-question")).containsText("您的评价：满意");
    tabTo(phone, "again");
    phone.keyboard().press("Enter");
    assertThat(find(phone, "question-text")).isFocused();
  }
}
