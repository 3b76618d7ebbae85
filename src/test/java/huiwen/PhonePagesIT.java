package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import huiwen.support.AtFairWithPhones;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a villager is told of her question on her phone, how she notices it, and how large. */
@Tag("browser")
class PhonePagesIT extends AtFairWithPhones {

  @Test
  void sheIsToldWhereTheDeskStandsAndHowLongItTakesAndNothingThatIsNotSo() {
    hub.organizer().put("/api/fairs/" + fair + "/desks/keji", Map.of("booth", "三号棚")).mustBe(200);
    for (int i = 0; i < 5; i++) {
      assertThat(hub.person().get("/f/" + fair).mustBe(200).text()).doesNotContain("分钟");
      answer(villager.asked(fair, "keji", "第" + i + "样种子哪里买?"), "供销社。");
    }
    villager.asked(fair, "keji", "前面的人问的");
    Page phone = arrive(browsers.phone());
    ask(phone, "玉米种子哪里买?");
    assertThat(find(phone, "ahead")).hasText("前面还有 1 个人");
    assertThat(find(phone, "where")).hasText("问的是：科技（三号棚），这里一般 1 分钟内有答复");
    find(phone, "code").locator("summary").click();
    assertThat(find(phone, "code-letters")).hasText(Pattern.compile("[2-9A-Z]{4} [2-9A-Z]{4}"));
    assertThat(find(phone, "code").locator("a")).hasText(Pattern.compile("http://.*/t/[2-9a-z]{8}"));
    find(phone, "timeline").locator("summary").click();
    assertThat(find(phone, "timeline").locator("li")).containsText(new String[] {"您问了"});
    hub.organizer().patch("/api/fairs/" + fair, Map.of("state", "closed")).mustBe(200);
    phone.reload();
    assertThat(find(phone, "ahead")).containsText("活动已经结束");
    assertThat(find(phone, "where")).not().containsText("分钟");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sheIsCalledToTheBooth(boolean scripts) {
    Page phone = scripts ? arrive(browsers.phone()) : browsers.withoutScripts(360, 740);
    phone.navigate("/f/" + fair);
    String question = ask(phone, "玉米种子哪里买?");
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    assertThat(volunteer.act(question, "call").mustBe(422).field()).isEqualTo("booth");
    hub.organizer().put("/api/fairs/" + fair + "/desks/keji", Map.of("booth", "三号棚")).mustBe(200);
    volunteer.act(question, "call").mustBe(200);
    if (!scripts) {
      phone.reload();
    }
    assertThat(find(phone, "called")).containsText("请您到 三号棚");
    assertThat(phone.locator("[data-test=my-question][data-state=waiting]")).isVisible();
    volunteer.act(question, "call", Map.of("booth", "五号棚")).mustBe(200);
    if (!scripts) {
      phone.reload();
    }
    assertThat(find(phone, "called")).containsText("请您到 五号棚");
    answer(question, "当面说了。");
    if (!scripts) {
      phone.reload();
    }
    assertThat(find(phone, "answer")).hasText("当面说了。");
    assertThat(find(phone, "called")).hasCount(0);
    volunteer.act(question, "withdrawal").mustBe(404);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWordAfterTheAnswerIsAnsweredAndThanksAreNot(boolean scripts) {
    Page phone = scripts ? arrive(browsers.phone()) : browsers.withoutScripts(360, 740);
    phone.navigate("/f/" + fair);
    String question = ask(phone, "玉米种子哪里买?");
    answer(question, "供销社有。");
    if (!scripts) {
      phone.reload();
    }
    say(phone, "好的，谢谢您！");
    assertThat(phone.locator(".said[data-kind=reply]")).hasText(Pattern.compile("谢谢您"));
    assertThat(phone.locator("[data-test=my-question][data-state=answered]")).isVisible();
    assertThat(find(phone, "answer")).hasText("供销社有。");
    say(phone, "那要带身份证吗?");
    assertThat(phone.locator("[data-test=my-question][data-state=waiting]")).isVisible();
    assertThat(find(phone, "ahead")).hasText("下一个就是您");
    assertThat(find(phone, "my-question")).containsText("已经重新请人来答");
    assertThat(phone.locator(".said[data-kind=answer]")).containsText("供销社有。");
    answer(question, "不用带。");
    if (!scripts) {
      phone.reload();
    }
    assertThat(find(phone, "answer")).hasText("不用带。");
  }

  private static void say(Page phone, String words) {
    find(phone, "further").locator("summary").click();
    find(phone, "reply-text").fill(words);
    find(phone, "reply-send").click();
    phone.locator(".said[data-kind=reply]", new Page.LocatorOptions().setHasText(words)).waitFor();
  }

  @Test
  void aLowGradeAsksWhatIsMissingAndTheDeskReadsIt() {
    Page phone = arrive(browsers.phone());
    String question = ask(phone, "玉米种子哪里买?");
    answer(question, "不知道。");
    find(phone, "rate-2").click();
    assertThat(find(phone, "missing")).containsText("哪里没说好");
    find(phone, "chip-unsolved").click();
    assertThat(find(phone, "chip-unsolved")).hasAttribute("aria-pressed", "true");
    find(phone, "rate-word").fill("要知道哪家店");
    find(phone, "rate-send").click();
    assertThat(phone.locator("[data-test=my-question][data-state=waiting]")).isVisible();
    JsonObject rating = hub.organizer().get("/api/questions/" + question).mustBe(200).json().getJsonObject("rating");
    assertThat(rating.getInteger("grade")).isEqualTo(2);
    assertThat(rating.getString("comment")).isEqualTo("事情没解决；要知道哪家店");
    answer(question, "供销社门市部有。");
    assertThat(find(phone, "rate-5")).isVisible(); // she is asked again
  }

  @Test
  void whatSheCannotSeeSheIsCalledTo() {
    Page phone = arrive(browsers.phone());
    String first = ask(phone, "玉米种子哪里买?");
    for (int i = 0; i < 3; i++) {
      ask(phone, "第" + i + "样别的");
    }
    phone.evaluate("scrollTo(0, 0)");
    assertThat(find(phone, "news")).hasCount(0);
    answer(first, "供销社门市部有。");
    assertThat(find(phone, "news")).hasText(Pattern.compile("科技-001\\s+有答复了，点这里看"));
    assertThat(phone).hasTitle("(1) 有答复了");
    find(phone, "news").click();
    assertThat(phone.locator("#q-" + first.replace(".", "\\.") + " [data-test=ticket]")).isFocused();
    assertThat(find(phone, "news")).hasCount(0);
    assertThat(phone).hasTitle(Pattern.compile("^惠问"));
    assertThat(browsers.troubles()).isEmpty();
  }

  @Test
  void theTicketIsWhereSheIsAfterSending() {
    Page phone = arrive(browsers.phone());
    ask(phone, "玉米种子哪里买?");
    assertThat(find(phone, "ticket")).isFocused();
  }

  @Test
  void theBoxAndTheButtonAreOnTheFirstScreenOfASmallPhone() {
    Page phone = arrive(browsers.page(320, 568));
    assertThat((Boolean) phone.evaluate(
        "() => document.querySelector('[data-test=send]').getBoundingClientRect().bottom <= innerHeight")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void lettersAreAsLargeAsSheWantsAndStaySo(boolean scripts) {
    Page phone = scripts ? arrive(browsers.page(320, 568)) : browsers.withoutScripts(320, 568);
    phone.navigate("/f/" + fair);
    for (int size : new int[] {2, 3, 4}) {
      find(phone, "type").click();
      assertThat(phone.locator("html")).hasClass("type-" + size);
      phone.reload();
      assertThat(phone.locator("html")).hasClass("type-" + size);
      if (scripts) {
        assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
        assertThat((Boolean) phone.evaluate("document.documentElement.scrollWidth <= innerWidth")).as("size " + size).isTrue();
      }
    }
    find(phone, "type").click();
    assertThat(phone.locator("html")).hasClass("type-1");
  }

  @Test
  void whatIsTooLongIsKeptAndRefusedInWords() {
    Page phone = arrive(browsers.phone());
    find(phone, "question-text").fill("玉米种子哪里买?");
    phone.locator("details.more summary").click();
    phone.locator("#village").fill("村".repeat(50_000));
    find(phone, "send").click();
    assertThat(phone.locator(".problem")).hasText("“哪个村（嘎查）”太长了，最多 60 个字");
    assertThat(phone.locator("#village")).hasValue("村".repeat(50_000));
    phone.locator("#village").fill("红旗村");
    find(phone, "send").click();
    find(phone, "ticket").waitFor();
  }
}
