package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import huiwen.support.AtFairWithPhones;
import huiwen.support.HubProcess;
import huiwen.support.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a villager is shown while she writes, what she follows of others, and in which order it stands. */
@Tag("browser")
class FollowPagesIT extends AtFairWithPhones {

  private static final Duration SOON = Duration.ofSeconds(30);

  /** Asks, and waits until it can be found. */
  private String asked(String text) {
    String question = villager.ask(fair, Person.newKey(),
        Map.of("text", text, "department", "keji", "public", true)).mustBe(201).json().getString("id");
    HubProcess.until("it is found", SOON, () -> !hub.person().get("/api/fairs/" + fair + "/answers?q="
        + URLEncoder.encode(text, StandardCharsets.UTF_8)).mustBe(200).json().getJsonArray("open").isEmpty());
    return question;
  }

  private Page follows() {
    Page phone = arrive(browsers.phone());
    find(phone, "question-text").fill("葵花地里的列当怎么治?");
    assertThat(find(phone, "same-waits")).containsText("葵花列当怎么治");
    find(phone, "follow").click();
    assertThat(find(phone, "followed")).containsText("葵花列当怎么治");
    return phone;
  }

  @Test
  void whatAnotherAsksSheFollowsInsteadOfAskingAndGetsTheAnswerOnTop() {
    String question = asked("葵花列当怎么治,电话13812345678?");
    Page phone = follows();
    assertThat(find(phone, "followed")).not().containsText("13812345678");
    assertThat(find(phone, "followed").locator("[data-test=ticket]")).isFocused();
    assertThat(find(phone, "question-text")).hasCount(0);
    HubProcess.until("the desk sees it", SOON, () ->
        hub.organizer().get("/api/questions/" + question).mustBe(200).json().getInteger("supporters") == 1);
    Page volunteer = browsers.laptop();
    String invite = hub.organizer().put("/api/fairs/" + fair + "/desks/keji", Map.of()).mustBe(200).json().getString("url");
    volunteer.navigate(invite.substring(invite.indexOf("/desk")));
    find(volunteer, "join-name").fill("王芳");
    find(volunteer, "join").click();
    assertThat(find(volunteer, "followers")).hasText("1 人也想问");
    find(phone, "again").click();
    find(phone, "question-text").fill("玉米种子哪里买?");
    find(phone, "send").click();
    find(phone, "my-question").waitFor();
    assertThat(phone.locator(".mine").first()).hasAttribute("data-test", "my-question");
    phone.evaluate("scrollTo(0, document.body.scrollHeight)");
    answer(question, "勤倒茬,种抗性品种。");
    assertThat(find(phone, "followed")).containsText("勤倒茬");
    assertThat(phone.locator(".mine").first()).hasAttribute("data-test", "followed");
    assertThat(phone.locator(".published")).hasCount(0);
    phone.reload();
    assertThat(phone.locator(".mine").first()).containsText("勤倒茬");
    Page plain = browsers.withoutScriptsAs(phone);
    plain.navigate("/f/" + fair);
    assertThat(plain.locator(".mine").first()).containsText("勤倒茬");
    assertThat(browsers.troubles()).isEmpty();
  }

  @Test
  void ofWhatIsKeptPrivateSheIsToldOnlyThatItWasAnswered() {
    String question = asked("葵花列当怎么治?");
    Page phone = follows();
    HubProcess.until("the desk sees it", SOON, () ->
        hub.organizer().get("/api/questions/" + question).mustBe(200).json().getInteger("supporters") == 1);
    villager.act(question, "publication", Map.of("public", false)).mustBe(200);
    phone.reload();
    assertThat(find(phone, "followed")).containsText("这个问题不公开了");
    assertThat(find(phone, "followed")).not().containsText("列当");
    answer(question, "勤倒茬。");
    phone.reload();
    assertThat(find(phone, "followed")).containsText("已经答复提问的人");
    assertThat(find(phone, "followed")).not().containsText("倒茬");
  }

  @Test
  void whatHasWordsIsNotTakenAwayByWhatSheSupports() {
    answer(asked("葵花列当怎么治?"), "勤倒茬。");
    Page phone = arrive(browsers.phone());
    find(phone, "question-text").fill("玉米种");
    find(phone, "support").click();
    assertThat(find(phone, "published")).containsText("1 人也想问");
    assertThat(find(phone, "published")).containsText("勤倒茬。");
    assertThat(find(phone, "question-text")).hasValue("玉米种");
    phone.reload();
    assertThat(find(phone, "followed")).containsText("勤倒茬。");
    assertThat(find(phone, "question-text")).hasValue("玉米种");
  }

  @Test
  void whatIsSomethingElseIsNotOffered() {
    asked("葵花列当怎么治?");
    Page phone = arrive(browsers.phone());
    phone.waitForResponse(response -> response.url().contains("/answers?q="), () -> find(phone, "question-text").fill("村里的路什么时候修好?"));
    assertThat(find(phone, "same-waits")).hasCount(0);
    find(phone, "question-text").fill("葵花列当怎么治啊?");
    assertThat(find(phone, "same-waits")).hasCount(1);
  }

  @Test
  void nothingIsLookedForWhileAnInputMethodIsComposing() {
    Page phone = browsers.phone();
    phone.clock().install();
    arrive(phone);
    List<String> searches = new ArrayList<>();
    phone.onRequest(request -> {
      if (request.url().contains("/answers?q=")) {
        searches.add(request.url());
      }
    });
    find(phone, "question-text").focus();
    CDPSession devtools = phone.context().newCDPSession(phone);
    for (String half : new String[] {"kui", "kuihua", "kuihualiedang"}) {
      var composition = new JsonObject();
      composition.addProperty("text", half);
      composition.addProperty("selectionStart", half.length());
      composition.addProperty("selectionEnd", half.length());
      devtools.send("Input.imeSetComposition", composition);
      phone.clock().runFor(1_000); // longer than what it waits for before it looks
    }
    assertThat(searches).isEmpty();
    var text = new JsonObject();
    text.addProperty("text", "葵花列当怎么治");
    Request search = phone.waitForRequest(request -> request.url().contains("/answers?q="), () -> {
      devtools.send("Input.insertText", text);
      phone.clock().runFor(1_000);
    });
    assertThat(search.url()).contains(URLEncoder.encode("葵花列当怎么治", StandardCharsets.UTF_8));
  }

  @Test
  void theBoxGoesByTheMatterUntilSheTouchesIt() {
    Page phone = arrive(browsers.phone());
    find(phone, "question-text").fill("丈夫打我,想离婚怎么办?");
    assertThat(find(phone, "private-matter")).isVisible();
    assertThat(find(phone, "private")).isChecked();
    Request asked = phone.waitForRequest(Pattern.compile(".*/questions$"), () -> find(phone, "send").click());
    assertThat(asked.postData()).doesNotContain("public");
    find(phone, "my-question").waitFor();
    find(phone, "again").click();
    assertThat(find(phone, "private")).not().isChecked();
    phone.locator("#department").selectOption("weisheng");
    assertThat(find(phone, "private")).isChecked();
    find(phone, "private").uncheck();
    find(phone, "question-text").fill("村里卫生室几点开门?");
    Request open = phone.waitForRequest(Pattern.compile(".*/questions$"), () -> find(phone, "send").click());
    assertThat(open.postData()).contains("\"public\":true");
  }

  @Test
  void theNewestChangeStandsOnTopButNothingMovesUnderHerHand() {
    Page phone = arrive(browsers.phone());
    String first = ask(phone, "玉米种子哪里买?");
    String second = ask(phone, "葵花种子哪里买?");
    assertOrder(phone, second, first);
    answer(first, "供销社有。");
    assertOrder(phone, first, second);
    hub.organizer().act(second, "ask-back", Map.of("text", "几亩地?")).mustBe(200);
    assertOrder(phone, second, first);
    Locator reply = phone.locator("[id='q-" + second + "'] [data-test=reply-text]");
    reply.fill("三");
    hub.organizer().act(first, "call", Map.of("booth", "三号棚")).mustBe(200);
    assertThat(find(phone, "called")).isVisible();
    assertOrder(phone, second, first);
    assertThat(reply).isFocused();
    assertThat(reply).hasValue("三");
    phone.locator("[id='q-" + second + "'] [data-test=reply-send]").click();
    assertOrder(phone, first, second);
  }

  private static void assertOrder(Page phone, String one, String other) {
    assertThat(phone.locator(".mine").first()).hasAttribute("data-id", one);
    assertThat(phone.locator(".mine").nth(1)).hasAttribute("data-id", other);
  }
}
