package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import huiwen.support.HubProcess;
import huiwen.support.Person;
import huiwen.support.Visitors;
import huiwen.support.WithVisitors;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a volunteer makes of questions that hang together, and what their askers see of it. */
@Tag("browser")
class TogetherPagesIT extends WithVisitors {

  private static final Duration SOON = Duration.ofSeconds(30);

  /** Takes up the first in her queue. */
  private static void takeUp(Page desk) {
    find(desk, "queue-row").first().click();
    find(desk, "claim").click();
    find(desk, "answer-text").waitFor();
  }

  @Test
  void anAnswerIsPutRightBeforeTheEyesOfWhoReadIt() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "葵花列当怎么治");
    Page desk = visitors.volunteer("keji", "王芳");
    takeUp(desk);
    find(desk, "answer-text").fill("打除草剂");
    find(desk, "answer-send").click();
    assertThat(find(phone, "answer")).hasText("打除草剂");

    desk.locator("[data-id=tab-answered]").click();
    find(desk, "queue-row").click();
    find(desk, "correction").click();
    assertThat(find(desk, "correction-text")).hasValue("打除草剂");
    find(desk, "correction-text").fill("不要打药，倒茬三年");
    find(desk, "correction-send").click();

    assertThat(find(phone, "answer")).hasText("不要打药，倒茬三年");
    assertThat(phone.locator(".corrected")).hasText("已更正");
    assertThat(phone.locator(".said[data-kind=answer]")).containsText("打除草剂");
    phone.reload();
    assertThat(phone.locator(".mine .corrected")).hasText("已更正");
    assertThat(phone.locator(".said[data-kind=answer]")).containsText("打除草剂");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void oneOfTwoThatMeanTheSameIsMergedAndBothAskersGetTheAnswer() {
    Page one = visitors.villager();
    visitors.ask(one, "keji", "葵花地里的列当怎么治");
    Page other = visitors.villager();
    visitors.ask(other, "keji", "葵花列当咋治");
    Page desk = visitors.volunteer("keji", "王芳");
    Person volunteer = hub.volunteer(visitors.fair(), "keji", "李强");
    String first = volunteer.get("/api/fairs/" + visitors.fair() + "/desks/keji/questions").questions().getJsonObject(0).getString("id");
    HubProcess.until("the other to be found", SOON, () -> !volunteer.get("/api/questions/" + first + "/suggestions").json()
        .getJsonArray("duplicates").isEmpty());
    takeUp(desk);
    find(desk, "duplicates").waitFor();
    if (!find(desk, "merge").isVisible()) {
      find(desk, "duplicates").locator("summary").click();
    }
    find(desk, "merge").click();
    assertThat(find(one, "my-question")).hasAttribute("data-state", "merged");
    assertThat(one.locator(".standing")).containsText("一回事");

    takeUp(desk);
    find(desk, "answer-text").fill("倒茬三年");
    find(desk, "answer-send").click();
    for (Page phone : List.of(one, other)) {
      assertThat(find(phone, "answer")).hasText("倒茬三年");
      assertThat(find(phone, "rate-5")).isVisible();
    }
    assertThat(find(one, "my-question")).not().containsText("咋治");
    one.reload();
    assertThat(find(one, "answer")).hasText("倒茬三年");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void twoMattersInOneBecomeTwoTicketsOnThePhone() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "葵花咋种，还有合作医疗怎么交");
    Page desk = visitors.volunteer("keji", "王芳");
    takeUp(desk);
    find(desk, "split").click();
    assertThat(find(desk, "split-department").nth(0)).hasValue("科技");
    find(desk, "split-send").click();
    assertThat(desk.locator(".problem")).hasText("每件事都要写，至少两件。");
    find(desk, "split-text").nth(0).fill("葵花咋种");
    find(desk, "split-text").nth(1).fill("合作医疗怎么交");
    Visitors.choose(find(desk, "split-department").nth(1), "医保");
    find(desk, "split-send").click();

    assertThat(find(phone, "my-question")).hasCount(2);
    assertThat(phone.locator("[data-test=my-question]", new Page.LocatorOptions().setHasText("医保-"))).containsText("合作医疗怎么交");
    assertThat(phone.locator(".said[data-kind=split]")).containsText("葵花咋种");
    assertThat(find(desk, "answer-text")).isVisible(); // the first is still in her hands
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void twoDesksAnswerAndThePhoneShowsOneReplyWithBothNames() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "葵花药中毒了，看病能不能报销");
    Page lead = visitors.volunteer("keji", "王芳");
    Page other = visitors.volunteer("yibao", "赵六");
    takeUp(lead);
    find(lead, "part").click();
    find(lead, "part-send").click();
    assertThat(lead.locator(".problem")).hasText("请选部门。");
    Visitors.choose(find(lead, "part-department"), "yb");
    find(lead, "part-text").fill("报销那一段请你们答");
    find(lead, "part-send").click();
    assertThat(find(lead, "parts")).containsText("医保");

    takeUp(other);
    assertThat(find(other, "is-part")).isVisible();
    assertThat(find(other, "ask-back")).hasCount(0);
    assertThat(other.locator(".thread")).containsText("报销那一段请你们答");
    find(other, "answer-text").fill("带发票到医保窗口");
    find(other, "answer-send").click();

    assertThat(find(lead, "parts")).containsText("带发票到医保窗口");
    assertThat(phone.locator("#page")).not().containsText("带发票");
    find(lead, "answer-text").fill("先去卫生院洗胃");
    find(lead, "answer-send").click();
    assertThat(find(phone, "answer")).hasText("先去卫生院洗胃");
    assertThat(phone.locator(".mine [data-test=part]")).containsText("医保说");
    assertThat(phone.locator(".mine [data-test=part]")).containsText("带发票到医保窗口");
    phone.reload();
    assertThat(phone.locator(".mine [data-test=part]")).containsText("带发票到医保窗口");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void anExpertFarAwayAnswersOnAPageOfHerOwn() {
    Page board = visitors.organizer();
    find(board, "desks").click();
    board.locator("[data-test=open-desk][data-code=keji]").click();
    find(board, "invite-expert").click();
    assertThat(find(board, "invite-expert")).hasAttribute("aria-pressed", "true");
    assertThat(find(board, "invite-url")).isVisible();
    assertThat(board.locator(".invite h3")).hasText("远程专家（科技）");
    String url = find(board, "invite-url").textContent();
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "葵花盘发黑是什么病");
    visitors.ask(phone, "keji", "玉米螟打什么药");
    Page desk = visitors.volunteer("keji", "王芳");
    takeUp(desk);
    find(desk, "escalation").click();
    assertThat(find(desk, "no-experts")).isVisible();
    desk.keyboard().press("Escape");

    Page expert = visitors.browsers().screen();
    expert.navigate(url.substring(url.indexOf("/desk")));
    find(expert, "join-name").fill("陈教授");
    find(expert, "join").click();
    find(expert, "leave").waitFor();
    assertThat(find(expert, "queue-row")).hasCount(0);
    desk.locator("[data-test=queue-row][data-state=claimed]").click();
    if (!find(desk, "escalation").isVisible()) {
      desk.locator(".hand .quiet").last().click();
    }
    find(desk, "escalation").click();
    find(desk, "escalation-expert").selectOption(new SelectOption().setLabel("陈教授"));
    find(desk, "escalation-text").fill("请您看看");
    find(desk, "escalation-send").click();

    find(expert, "queue-row").first().click();
    assertThat(find(expert, "question")).hasText("葵花盘发黑是什么病");
    assertThat(expert.locator(".thread")).containsText("请您看看");
    assertThat(find(expert, "transfer")).hasCount(0);
    find(expert, "answer-text").fill("是黑斑病，拔了病株");
    find(expert, "answer-send").click();
    assertThat(find(phone, "answer")).hasText("是黑斑病，拔了病株");
    assertThat(find(expert, "queue-row")).hasCount(0);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whatIsPromisedForLaterSaysOnThePhoneByWhomAndWhen() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "井水能不能浇地");
    Page desk = visitors.volunteer("keji", "王芳");
    takeUp(desk);
    find(desk, "follow-up").click();
    assertThat(find(desk, "follow-up-owner")).hasValue("王芳");
    String due = LocalDate.now(ZoneOffset.UTC).plusDays(7).toString();
    find(desk, "follow-up-due").fill(due);
    find(desk, "follow-up-text").fill("下周来取水样");
    find(desk, "follow-up-send").click();
    assertThat(find(phone, "follow-up")).hasText("由王芳接着办，" + due + "前给您答复");
    assertThat(phone.locator(".said[data-kind=follow-up]")).containsText("下周来取水样");
    phone.reload();
    assertThat(find(phone, "follow-up")).containsText(due);
    hub.volunteer(visitors.fair(), "keji", "李强").act(find(phone, "my-question").getAttribute("data-id"), "answer",
        Map.of("text", "能浇")).mustBe(200);
    assertThat(find(phone, "answer")).hasText("能浇");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }
}
