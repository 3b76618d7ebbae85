package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import huiwen.support.Person;
import huiwen.support.WithVisitors;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is promised for after the fair, and what its askers say some weeks later. */
@Tag("browser")
class AfterTheFairPagesIT extends WithVisitors {

  private static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens/" + name + ".png")));
  }

  private String promised(Person asker, Person by, String text, String owner, LocalDate due) {
    String question = asker.asked(visitors.fair(), "keji", text);
    by.act(question, "follow-up", Map.of("owner", owner, "due", due.toString(), "text", "上门看看")).mustBe(200);
    return question;
  }

  private static Locator filter(Page desk, String which) {
    return desk.locator("[data-id=promised-" + which + "]");
  }

  @Test
  void whatIsPromisedIsFoundByWhoseItIsAndWhatIsOverIsMarked() {
    Person asker = hub.person().arrive(visitors.fair());
    Person volunteer = hub.volunteer(visitors.fair(), "keji", "李强");
    LocalDate today = LocalDate.now(ZoneOffset.ofHours(8)); // as the days are counted where the fair is
    promised(asker, volunteer, "下个月的事", "李强", today.plusDays(30));
    String due = promised(asker, volunteer, "过了三天的事", "王芳", today.plusDays(1));
    String mine = promised(asker, volunteer, "今天该办的事", "王芳", today.plusDays(4));
    Page desk = visitors.volunteer("keji", "王芳");
    desk.clock().setFixedTime(today.plusDays(4).atTime(4, 0).toInstant(ZoneOffset.UTC).toEpochMilli()); // noon in China, four days later
    desk.locator("[data-id=tab-follow-up]").click();
    assertThat(filter(desk, "all")).hasText("全部3");
    assertThat(filter(desk, "mine")).hasText("我的2");
    assertThat(filter(desk, "overdue")).hasText("过期1");
    assertThat(find(desk, "queue-row")).hasCount(3);
    assertThat(find(desk, "queue-row").first()).containsText("过了三天的事"); // what is due first
    assertThat(find(desk, "queue-row", mine)).containsText("今天到期");
    assertThat(find(desk, "queue-row", due)).containsText("过期 3 天");
    shoot(desk, "desk-promised-1366x768");
    PagesIT.check(desk);
    filter(desk, "mine").click();
    assertThat(find(desk, "queue-row")).hasCount(2);
    filter(desk, "overdue").click();
    assertThat(filter(desk, "overdue")).hasAttribute("aria-pressed", "true");
    assertThat(find(desk, "queue-row")).hasCount(1);
    find(desk, "queue-row", due).click();
    find(desk, "answer-text").fill("看过了，换了泵");
    find(desk, "answer-send").click();
    assertThat(filter(desk, "overdue")).hasText("过期0");
    assertThat(find(desk, "queue-row")).hasCount(0);
    assertThat(asker.get("/api/questions/" + due).json().getString("state")).isEqualTo("answered");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void someWeeksLaterHerPageAsksAndHerNoIsAPromiseWithoutAnyScript() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "井里没水");
    String question = find(phone, "my-question").getAttribute("data-id");
    Person volunteer = hub.volunteer(visitors.fair(), "keji", "王芳");
    volunteer.act(question, "answer", Map.of("text", "找水利站")).mustBe(200);
    assertThat(find(phone, "answer")).isVisible();
    assertThat(find(phone, "solved-ask")).hasCount(0);
    hub.answeredDaysAgo(question, 30);
    phone.reload();
    assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
    assertThat(find(phone, "solved-ask")).hasText("真解决了吗？");
    shoot(phone, "ask-solved-360x740");

    Page plain = visitors.browsers().withoutScriptsAs(phone);
    plain.navigate("/f/" + visitors.fair());
    find(plain, "solved-ask").click();
    assertThat(find(plain, "solved-yes")).isVisible();
    find(plain, "solved-reason").fill("打了井还是没水");
    phone.navigate(find(phone, "solved-ask").getAttribute("href"));
    PagesIT.check(phone); // which needs scripts
    phone.goBack();
    shoot(plain, "ticket-solved-360x740");
    find(plain, "solved-no").click();
    assertThat(find(plain, "my-question")).hasAttribute("data-state", "follow-up");
    assertThat(plain.locator(".mine")).containsText("打了井还是没水");
    assertThat(find(plain, "follow-up")).containsText("由科技接着办");
    assertThat(find(phone, "my-question")).hasAttribute("data-state", "follow-up"); // pushed to her other page

    Page desk = visitors.volunteer("keji", "王芳");
    desk.locator("[data-id=tab-follow-up]").click();
    assertThat(find(desk, "unsolved")).hasText("没解决");
    find(desk, "queue-row").click();
    assertThat(desk.locator(".thread")).containsText("打了井还是没水");
    find(desk, "answer-text").fill("换了泵");
    find(desk, "answer-send").click();
    assertThat(find(phone, "answer")).hasText("换了泵");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void anOrganizerPrintsTheCallListAndTypesInWhatWasHeard() {
    Person asker = hub.person().arrive(visitors.fair());
    Person volunteer = hub.volunteer(visitors.fair(), "keji", "王芳");
    for (String[] who : new String[][] {{"永丰村", "张三", "13800001111", "井里没水"}, {"永丰村", "李四", "13800002222", "羊不吃草"},
        {"新建村", "王五", "13800003333", "路不平"}}) {
      String question = asker.ask(visitors.fair(), Person.newKey(), Map.of("text", who[3], "department", "keji", "village", who[0], "name", who[1],
          "phone", who[2])).mustBe(201).json().getString("id");
      volunteer.act(question, "answer", Map.of("text", "知道了")).mustBe(200);
      hub.answeredDaysAgo(question, 30);
    }
    Page board = visitors.organizer();
    assertThat(find(board, "solved-rate")).hasCount(0);
    board.navigate(find(board, "calls").getAttribute("href"));
    assertThat(find(board, "village")).hasCount(2);
    assertThat(find(board, "call-row")).hasCount(3);
    PagesIT.check(board);
    shoot(board, "calls-1920x1080");
    board.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(find(board, "call-yes").first()).isHidden();
    assertThat(board.locator(".print-only").first()).containsText("□ 解决了");
    shoot(board, "calls-print");
    board.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    Locator zhang = find(board, "call-row").filter(new Locator.FilterOptions().setHasText("张三"));
    zhang.locator("[data-test=call-yes]").click();
    assertThat(find(board, "call-row")).hasCount(2);
    Locator wang = find(board, "call-row").filter(new Locator.FilterOptions().setHasText("王五"));
    wang.locator("[data-test=call-reason]").fill("还是不平");
    wang.locator("[data-test=call-no]").click();
    assertThat(find(board, "call-row")).hasCount(1);
    board.navigate("/board?fair=" + visitors.fair());
    assertThat(find(board, "solved-rate")).hasText("解决率 50%（回话 2 件）");
    assertThat(find(board, "solved-share")).hasText("50%");
    shoot(board, "board-solved-1920x1080");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }
}
