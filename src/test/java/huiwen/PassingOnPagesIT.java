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
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a volunteer finds the desk to which a question goes, and who is told. */
@Tag("browser")
class PassingOnPagesIT extends WithVisitors {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens/" + name + ".png")));
  }

  private static Locator option(Page page) {
    return page.locator("[data-test=department-option]:visible");
  }

  @Test
  void ofThirtyFiveDepartmentsOneIsFoundByAFewLetters() {
    Person asker = hub.person().arrive(visitors.fair());
    String question = asker.asked(visitors.fair(), "keji", "合作医疗咋报销");
    Page desk = visitors.volunteer("keji", "王芳");
    Visitors.take(desk, question);
    desk.keyboard().press("Escape");
    desk.keyboard().press("t");
    Locator field = find(desk, "transfer-department");
    assertThat(field).isFocused();
    assertThat(field).hasAttribute("aria-expanded", "true");
    assertThat(option(desk)).hasCount(34); // all but her own desk
    shoot(desk, "desk-transfer-1366x768");
    PagesIT.check(desk);
    for (String typed : List.of("yb", "医", "yibao", "YB")) {
      field.fill(typed);
      assertThat(option(desk).first()).hasText("医保");
    }
    field.fill("scjg");
    assertThat(option(desk)).hasText(new String[] {"市场监管"});
    field.fill("ga");
    assertThat(option(desk).first()).hasText("公安");
    field.fill("火箭");
    assertThat(option(desk)).hasCount(0);
    assertThat(find(desk, "no-department")).isVisible();
    field.fill("z");
    String second = option(desk).nth(1).textContent().strip();
    field.press("ArrowDown");
    assertThat(option(desk).nth(1)).hasAttribute("aria-selected", "true");
    assertThat(field).hasAttribute("aria-activedescendant", option(desk).nth(1).getAttribute("id"));
    field.press("Enter");
    assertThat(field).hasValue(second);
    assertThat(find(desk, "transfer-reason")).isFocused();
    field.fill("yb");
    field.press("Escape"); // what was chosen is still chosen
    assertThat(field).hasValue(second);
    field.fill("yb");
    find(desk, "transfer-reason").click(); // what is left is meant
    assertThat(field).hasValue("医保");
    find(desk, "transfer-reason").fill("是医保的事");
    find(desk, "transfer-send").click();
    assertThat(find(desk, "queue-row")).hasCount(0);
    assertThat(asker.get("/api/questions/" + question).json().getString("department")).isEqualTo("yibao");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void onAPhoneADepartmentIsChosenByTouch() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "合作医疗咋报销");
    Page desk = visitors.browsers().phone();
    desk.navigate(visitors.invite("keji"));
    find(desk, "join-name").fill("王芳");
    find(desk, "join").click();
    find(desk, "queue-row").click();
    find(desk, "claim").click();
    find(desk, "transfer").click();
    find(desk, "transfer-department").fill("yb");
    shoot(desk, "desk-transfer-360x740");
    PagesIT.check(desk);
    assertThat((boolean) option(desk).first().evaluate("(option) => option.getBoundingClientRect().height >= 47.5")).isTrue();
    option(desk).first().click();
    find(desk, "transfer-reason").fill("是医保的事");
    find(desk, "transfer-send").click();
    assertThat(find(phone, "ticket")).hasText("医保-001");
    assertThat(phone.locator(".ticket-label")).containsText("科技-001 →");
    assertThat(phone.locator(".mine")).containsText("是医保的事");
    shoot(phone, "ask-passed-on-360x740");
    phone.reload();
    assertThat(find(phone, "ticket")).hasText("医保-001");
    assertThat(phone.locator(".ticket-label")).containsText("科技-001 →");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whoseDutyItIsFillsTheDepartmentAndTellsTheAskerAtWhichLevel() {
    hub.organizer().send(hub.organizer().request("/api/imports/duties").header("Content-Type", "text/csv")
        .POST(HttpRequest.BodyPublishers.ofString("matter,department,level,basis\n"
            + "马棚翻建审批,zhujian,苏木乡镇,某办法\n马棚翻建技术指导,keji,旗县,\n"))).mustBe(200);
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "想翻修马棚找谁");
    Page desk = visitors.volunteer("keji", "王芳");
    HubProcess.until("the lines to be known", SOON, () -> hub.volunteer(visitors.fair(), "keji", "李强")
        .get("/api/duties?q=%E9%A9%AC%E6%A3%9A").json().getJsonArray("duties").size() == 2);
    find(desk, "queue-row").click();
    find(desk, "claim").click();
    find(desk, "transfer").click();
    find(desk, "transfer-department").fill("马棚翻建");
    assertThat(option(desk)).hasCount(2);
    assertThat(option(desk).filter(new Locator.FilterOptions().setHasText("技术指导"))).containsText("科技 · 旗县 · 本部门");
    shoot(desk, "desk-duties-1366x768");
    Locator ours = option(desk).filter(new Locator.FilterOptions().setHasText("技术指导"));
    ours.click(new Locator.ClickOptions().setForce(true)); // of her own desk: nothing is chosen
    assertThat(find(desk, "transfer-department")).hasValue("马棚翻建");
    option(desk).filter(new Locator.FilterOptions().setHasText("审批")).click();
    assertThat(find(desk, "transfer-department")).hasValue("住建");
    assertThat(find(desk, "transfer-reason")).hasValue("按权责清单，“马棚翻建审批”归住建管，由苏木乡镇一级办理");
    find(desk, "transfer-send").click();
    assertThat(phone.locator(".mine")).containsText("由苏木乡镇一级办理");
    assertThat(find(phone, "ticket")).hasText("住建-001");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whatNobodyWantsIsShownToTriageAndOnTheOrganizersBoardUntilItIsAnswered() {
    Person asker = hub.person().arrive(visitors.fair());
    String question = asker.asked(visitors.fair(), "keji", "没人管的事");
    Page board = visitors.organizer();
    Page triage = visitors.volunteer("triage", "老周");
    assertThat(find(board, "problem-banner")).hasCount(0);
    for (String department : List.of("nongmu", "gongxiao", "xinfang")) {
      hub.organizer().act(question, "transfer", Map.of("department", department, "reason", "不归我")).mustBe(200);
    }
    assertThat(find(board, "problem-banner")).containsText("督办 1 件");
    assertThat(find(board, "problem-open")).containsText("总台-001");
    assertThat(find(triage, "notice")).containsText("督办");
    assertThat(find(triage, "problem")).hasText("督办");
    shoot(board, "board-problem-1920x1080");
    find(board, "problem-open").click();
    assertThat(find(board, "opened")).containsText("没人管的事");
    board.keyboard().press("Escape");
    find(triage, "queue-row").click();
    assertThat(find(triage, "problem-mark")).isVisible();
    assertThat(triage.locator(".question")).containsText("已转过 3 次");
    shoot(triage, "desk-problem-1366x768");
    find(triage, "claim").click();
    find(triage, "answer-text").fill("由总台办");
    find(triage, "answer-send").click();
    assertThat(find(board, "problem-banner")).hasCount(0);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }
}
