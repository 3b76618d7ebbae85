package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import huiwen.support.AtFair;
import huiwen.support.Browsers;
import huiwen.support.Person;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A villager's page without its script, as a phone of 2014 has it, or one to which the script has not come. */
@Tag("browser")
class PlainPagesIT extends AtFair {

  private static final String QUESTION = "高血压药农合可不可以报销?";
  private static final String ANSWER = "可以的，先带身份证到医保窗口办认定。";

  private Browsers browsers;
  private Page phone;

  @BeforeEach
  void open() {
    browsers = new Browsers(hub.address());
    phone = browsers.withoutScripts(360, 740);
    phone.navigate("/f/" + fair);
  }

  @AfterEach
  void close() {
    browsers.close();
  }

  private String asked(String department, String text) {
    if (find(phone, "again").isVisible()) {
      find(phone, "again").click();
    }
    find(phone, "question-text").fill(text);
    phone.locator("#department").selectOption(department);
    find(phone, "send").click();
    phone.waitForURL("**#q-*");
    return phone.url().replaceFirst(".*#q-", "");
  }

  @Test
  void askingAnsweringBackAndRatingGoByFormsAndReloads() {
    String id = asked("yibao", QUESTION);
    assertThat(find(phone, "ticket")).hasText("医保-001");
    assertThat(find(phone, "ahead")).isVisible();
    hub.organizer().act(id, "ask-back", Map.of("text", "您办过认定没有?")).mustBe(200);
    phone.reload();
    find(phone, "reply-text").fill("还没有");
    find(phone, "reply-send").click();
    assertThat(phone.locator("[data-kind=reply]")).containsText("还没有");
    answer(id, ANSWER);
    phone.reload();
    assertThat(find(phone, "answer")).hasText(ANSWER);
    find(phone, "rate-4").click();
    assertThat(phone.locator(".rated")).containsText("满意");
    assertThat(new Person(hub.address()).get("/f/" + fair).mustBe(200).text()).doesNotContain(id);
    assertThat(browsers.troubles()).isEmpty();
  }

  @Test
  void whatIsWrongIsSaidAndHerWordsAreStillThere() {
    find(phone, "send").click();
    assertThat(phone.locator(".problem")).hasText("请先写下您想问的事。");
    String far = "浇".repeat(50_000);
    find(phone, "question-text").fill(far);
    phone.locator("summary").click();
    phone.locator("#village").fill("红旗村");
    find(phone, "private").check();
    find(phone, "send").click();
    assertThat(phone.locator(".problem")).hasText("多了 49000 个字，请写短一些");
    assertThat(find(phone, "question-text")).hasValue(far);
    assertThat(phone.locator("#village")).hasValue("红旗村");
    assertThat(find(phone, "private")).isChecked();
    find(phone, "question-text").fill("浇地的水什么时候来?\n等了三天");
    find(phone, "send").click();
    assertThat(find(phone, "my-question").locator(".typed").first()).hasText("浇地的水什么时候来?\n等了三天");
    assertThat(hub.organizer().get("/api/questions/" + find(phone, "my-question").getAttribute("data-id")).mustBe(200).json()
        .getBoolean("public")).isFalse();
  }

  @Test
  void sentTwiceItIsOneQuestion() {
    find(phone, "question-text").fill(QUESTION);
    find(phone, "send").dblclick();
    find(phone, "ticket").first().waitFor();
    phone.reload();
    assertThat(find(phone, "my-question")).hasCount(1);
  }

  @Test
  void whatOthersHaveAskedIsThereAndCanBeFollowed() {
    String id = villager.asked(fair, "keji", "葵花几月种?");
    answer(id, "五月上旬。");
    phone.waitForCondition(() -> {
      phone.reload();
      return find(phone, "published").isVisible();
    });
    assertThat(find(phone, "published")).containsText("五月上旬。");
    find(phone, "support").click();
    assertThat(find(phone, "followed")).containsText("五月上旬。");
  }

  @Test
  void whoTakesBackAndWithdrawsDoesItByForms() {
    String id = asked("keji", "小麦什么时候浇水?");
    find(phone, "withdraw").click();
    find(phone, "withdraw-yes").click();
    assertThat(phone.locator("[data-state=withdrawn]")).isVisible();
    String open = asked("keji", "葵花的种子哪里买?");
    assertThat(open).isNotEqualTo(id);
    answer(open, "农牧局的门市部。");
    phone.reload();
    find(phone, "unpublish").click();
    assertThat(find(phone, "unpublish")).isHidden();
    assertThat(new Person(hub.address()).get("/f/" + fair).mustBe(200).text()).doesNotContain(open);
  }

  @Test
  void whatIsTypedIsNeverMarkup() {
    asked("keji", "</textarea><script>alert(1)</script>${1+1}<b>'\"&");
    assertThat(find(phone, "my-question").locator(".typed").first()).hasText("</textarea><script>alert(1)</script>${1+1}<b>'\"&");
    assertThat(browsers.troubles()).isEmpty();
  }

  @Test
  void aPhoneThatKeepsNoCookieIsToldSoAndKeepsItsWords() {
    phone.context().clearCookies();
    find(phone, "question-text").fill(QUESTION);
    find(phone, "send").click();
    assertThat(find(phone, "no-cookie")).isVisible();
    assertThat(find(phone, "question-text")).hasValue(QUESTION);
  }
}
