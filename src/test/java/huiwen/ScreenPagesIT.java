package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static huiwen.support.Visitors.questionOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import huiwen.support.Person;
import huiwen.support.WithVisitors;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What others can see, and how it is taken back: the wall, the organizer's console, what is published and turned down. */
@Tag("browser")
class ScreenPagesIT extends WithVisitors {

  private static final String ANSWER = "倒茬三年";

  private String fair;
  private Person volunteer;

  @BeforeEach
  void open() {
    fair = visitors.fair();
    volunteer = hub.volunteer(fair, "keji", "王芳");
  }

  private Page wall() {
    Page wall = visitors.browsers().screen();
    wall.navigate("/screen/" + fair);
    assertThat(find(wall, "connection")).hasAttribute("data-state", "online");
    return wall;
  }

  private static String words(Page page) {
    return page.locator("#page").textContent();
  }

  @Test
  void aWallShowsTicketsAndDepartmentsAndWordsOnlyOfWhatWasAnsweredToAll() {
    Person villager = hub.person().arrive(fair);
    String first = villager.asked(fair, "keji", "葵花列当怎么治");
    villager.asked(fair, "keji", "玉米咋种");
    Page wall = wall();
    Locator row = wall.locator("[data-test=wall-row][data-code=keji]");
    assertThat(row.locator("[data-test=wall-waiting]")).containsText("科技-001");
    volunteer.act(first, "claim").mustBe(200);
    assertThat(row.locator("[data-test=wall-seen]")).containsText("科技-001");
    assertThat(words(wall)).doesNotContain("列当", "玉米");
    volunteer.act(first, "answer", Map.of("text", ANSWER)).mustBe(200);
    assertThat(find(wall, "wall-answer")).containsText(ANSWER);
    assertThat(find(wall, "wall-answer")).containsText("葵花列当怎么治");
    assertThat(words(wall)).doesNotContain("玉米");
    PagesIT.check(wall);
    wall.reload();
    assertThat(find(wall, "wall-answer")).containsText(ANSWER);
    assertThat(row.locator("[data-test=wall-waiting]")).containsText("科技-002");
    assertThat((Boolean) wall.evaluate("document.documentElement.scrollHeight <= innerHeight")).isTrue();
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void theConsoleShowsWordsOnlyOfOneQuestionThatTheOrganizerHasOpened() {
    Person villager = hub.person().arrive(fair);
    String question = villager.asked(fair, "keji", "玉米咋种");
    Page board = visitors.organizer();
    assertThat(find(board, "stream-item", question)).isVisible();
    assertThat(words(board)).doesNotContain("玉米");
    find(board, "stream-item", question).locator("[data-test=open]").click();
    assertThat(find(board, "opened")).containsText("玉米咋种");
    PagesIT.check(board);
    find(board, "opened-dialog").locator("[data-test=close]").click();
    assertThat(find(board, "opened")).hasCount(0);
    assertThat(words(board)).doesNotContain("玉米");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whoAskedTakesBackWhatIsPublishedAtOnceOnEveryPhoneAndScreen() {
    Page phone = visitors.villager();
    Page reader = visitors.villager();
    Page wall = wall();
    visitors.ask(phone, "keji", "葵花列当怎么治");
    find(phone, "ticket").waitFor();
    volunteer.act(questionOf(phone), "answer", Map.of("text", ANSWER)).mustBe(200);
    assertThat(find(reader, "published")).containsText(ANSWER);
    assertThat(find(wall, "wall-answer")).containsText(ANSWER);
    find(phone, "unpublish").click();
    assertThat(find(reader, "published")).hasCount(0);
    assertThat(find(wall, "wall-answer")).hasCount(0);
    assertThat(find(phone, "unpublish")).hasCount(0);
    assertThat(find(phone, "answer")).hasText(ANSWER);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void aDeskTakesBackWithAReasonThatTheAskerReads() {
    Page phone = visitors.villager();
    Page reader = visitors.villager();
    visitors.ask(phone, "keji", "葵花列当怎么治");
    find(phone, "ticket").waitFor();
    String question = questionOf(phone);
    volunteer.act(question, "answer", Map.of("text", ANSWER)).mustBe(200);
    find(reader, "published").waitFor();
    Page desk = visitors.volunteer("keji", "李强");
    find(desk, "tab").filter(new Locator.FilterOptions().setHasText("答过")).click();
    find(desk, "queue-row", question).click();
    find(desk, "publication").click();
    find(desk, "publication-send").click();
    assertThat(desk.locator("[role=alert]")).hasText("请写为什么撤回。");
    find(desk, "publication-text").fill("里面有邻居的名字");
    PagesIT.check(desk);
    find(desk, "publication-send").click();
    assertThat(find(reader, "published")).hasCount(0);
    assertThat(find(phone, "my-question")).containsText("里面有邻居的名字");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void aDeskShowsToEverybodyWhatItsAskerAllowsAfterALookAtIt() {
    Person villager = hub.person().arrive(fair);
    String allowed = villager.ask(fair, Person.newKey(), Map.of("text", "葵花列当怎么治，电话13800138000", "department", "keji", "public", true))
        .mustBe(201).json().getString("id");
    String kept = villager.ask(fair, Person.newKey(), Map.of("text", "玉米螟怎么治", "department", "keji", "public", false))
        .mustBe(201).json().getString("id");
    volunteer.act(allowed, "answer", Map.of("text", ANSWER, "public", false)).mustBe(200);
    volunteer.act(kept, "answer", Map.of("text", ANSWER)).mustBe(200);
    Page reader = visitors.villager();
    Page desk = visitors.volunteer("keji", "李强");
    find(desk, "tab").filter(new Locator.FilterOptions().setHasText("答过")).click();
    find(desk, "queue-row", kept).click();
    assertThat(find(desk, "correction")).isVisible();
    assertThat(find(desk, "publish")).hasCount(0);
    find(desk, "queue-row", allowed).click();
    find(desk, "publish").click();
    assertThat(find(desk, "as-everybody")).containsText("葵花列当怎么治");
    assertThat(find(desk, "as-everybody")).containsText(ANSWER);
    assertThat(find(desk, "as-everybody")).not().containsText("13800138000");
    PagesIT.check(desk);
    desk.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "desk-publish-1366x768.png")));
    assertThat(find(reader, "published")).hasCount(0); // she has only looked
    find(desk, "publish-send").click();
    assertThat(find(reader, "published")).containsText("葵花列当怎么治");
    assertThat(find(reader, "published")).not().containsText("13800138000");
    assertThat(find(desk, "publication")).isVisible(); // and it can be taken back
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void anOrganizerTakesBackFromTheConsole() {
    Person villager = hub.person().arrive(fair);
    String question = villager.asked(fair, "keji", "葵花列当怎么治");
    volunteer.act(question, "answer", Map.of("text", ANSWER)).mustBe(200);
    Page board = visitors.organizer();
    assertThat(board.locator(".stream-text")).hasText(ANSWER);
    find(board, "stream-item", question).locator("[data-test=open]").click();
    find(board, "publication").locator("summary").click();
    find(board, "publication-text").fill("有名字");
    find(board, "publication-send").click();
    assertThat(find(board, "publication")).hasCount(0);
    find(board, "opened-dialog").locator("[data-test=close]").click();
    assertThat(board.locator(".stream-text")).hasCount(0);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whoseQuestionIsTurnedDownReadsWhyAndHasHerWordsBackAtATouch() {
    Page phone = visitors.villager();
    Page board = visitors.organizer();
    visitors.ask(phone, "keji", "王八蛋们快来修滴灌");
    assertThat(phone.locator("[data-test=my-question][data-state=held]")).containsText("组织者正在看");
    find(board, "held-open").click();
    find(board, "turn-down").locator("summary").click();
    find(board, "turn-down-text").fill("请换个说法，别骂人。");
    find(board, "turn-down-send").click();
    assertThat(find(board, "held")).hasCount(0);
    assertThat(find(phone, "turned-down")).containsText("请换个说法，别骂人。");
    assertThat(find(phone, "my-question")).containsText("没有通过");
    assertThat(find(phone, "rate-5")).hasCount(0);
    PagesIT.check(phone);
    find(phone, "ask-anew").click();
    assertThat(find(phone, "question-text")).hasValue("王八蛋们快来修滴灌");
    assertThat(find(phone, "question-text")).isFocused();
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void anAnswerThatAModeratorShouldSeeIsToldToTheDeskAndPublishedByTheOrganizer() {
    Page board = visitors.organizer();
    Page phone = visitors.villager();
    Page other = visitors.villager();
    Page desk = visitors.volunteer("keji", "王芳");
    visitors.ask(phone, "keji", "滴灌带一亩地补多少钱");
    find(desk, "queue-row").click();
    find(desk, "claim").click();
    find(desk, "answer-text").fill("加我微信 kf12345 给您办");
    find(desk, "answer-send").click();
    assertThat(find(desk, "notice").last()).containsText("组织者看过才公开");
    assertThat(find(phone, "answer")).containsText("kf12345");
    assertThat(find(board, "held-open")).hasText("待审核 1");
    board.reload(); // what waits is counted again
    assertThat(find(board, "held-open")).hasText("待审核 1");
    find(board, "held-open").click();
    assertThat(find(board, "withheld-answer")).hasText("加我微信 kf12345 给您办");
    PagesIT.check(board);
    assertThat(other.locator("body")).not().containsText("加我微信");
    find(board, "approve").click();
    assertThat(find(board, "held")).hasCount(0);
    assertThat(other.locator("body")).containsText("加我微信"); // and the number as all are shown it
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void anOrganizerTurnsDownAllThatOneHasAskedByOneTouch() {
    Page board = visitors.organizer();
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "葵花咋种");
    visitors.ask(phone, "keji", "王八蛋们快来修滴灌");
    find(board, "held-open").click();
    find(board, "turn-down").locator("summary").click();
    find(board, "turn-down-text").fill("请好好说。");
    find(board, "drop").click();
    assertThat(find(board, "held")).hasCount(0);
    assertThat(phone.locator("[data-test=my-question][data-state=closed]")).hasCount(2);
    assertThat(find(phone, "turned-down").first()).containsText("请好好说。");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whatIsUrgentIsTakenAndToldToTheOrganizerAtOnce() {
    Page board = visitors.organizer();
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "孩子喝了农药，怎么办，快救命");
    assertThat(find(phone, "ticket")).isVisible();
    assertThat(phone.locator("[data-test=help-lines] a[href='tel:120']")).isVisible();
    assertThat(find(board, "urgent-banner")).containsText("要紧");
    board.reload();
    assertThat(find(board, "urgent-banner")).isVisible();
    find(board, "urgent-open").click();
    assertThat(find(board, "opened")).containsText("农药");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }
}
