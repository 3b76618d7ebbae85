package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import huiwen.support.Person;
import huiwen.support.WithVisitors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A word to all who wait, with the desk, a phone, the screen and the organizer side by side. */
@Tag("browser")
class WordPagesIT extends WithVisitors {

  private static final String TEXT = "兽医 11 点回来";

  private Page wall() {
    Page wall = visitors.browsers().screen();
    wall.navigate("/screen/" + visitors.fair());
    assertThat(find(wall, "connection")).hasAttribute("data-state", "online");
    return wall;
  }

  @Test
  void whatADeskSaysIsSeenByWhoWaitsThereAndByNobodyWhoWaitsElsewhereUntilItIsTakenAway() {
    Page desk = visitors.volunteer("keji", "王芳");
    Page phone = visitors.villager();
    Page elsewhere = visitors.villager();
    Page wall = wall();
    Page board = visitors.organizer();
    visitors.ask(phone, "keji", "羊不吃草咋办");
    visitors.ask(elsewhere, "yibao", "药费咋报");
    find(desk, "saying").locator("summary").click();
    find(desk, "word-say").click();
    assertThat(desk.locator(".saying [role=alert]")).hasText("请先写要告诉大家的话。");
    find(desk, "word-text").fill(TEXT);
    find(desk, "word-minutes").selectOption("15");
    PagesIT.check(desk);
    find(desk, "word-say").click();
    for (Page page : List.of(desk, phone, wall, board)) {
      assertThat(find(page, "word")).containsText(TEXT);
    }
    assertThat(find(phone, "word")).containsText("科技");
    assertThat(find(desk, "word-text")).hasValue("");
    assertThat(find(elsewhere, "word")).hasCount(0);
    PagesIT.check(phone);
    PagesIT.check(wall);
    PagesIT.check(board);
    phone.reload();
    assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
    assertThat(find(phone, "word")).containsText(TEXT);
    find(desk, "word-end").click();
    for (Page page : List.of(desk, phone, wall, board)) {
      assertThat(find(page, "word")).hasCount(0);
    }
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whatAnOrganizerSaysToAllIsSeenByWhoHasAskedNothingAndNotTakenAwayByADesk() {
    Page board = visitors.organizer();
    Page phone = visitors.villager();
    Page desk = visitors.volunteer("keji", "王芳");
    find(board, "saying").locator("summary").click();
    find(board, "word-text").fill("饭在西棚");
    find(board, "word-say").click();
    assertThat(find(phone, "word")).containsText("饭在西棚");
    assertThat(find(desk, "word")).containsText("饭在西棚");
    assertThat(find(desk, "word-end")).hasCount(0);
    Page newcomer = visitors.villager();
    assertThat(find(newcomer, "word")).containsText("饭在西棚");
    find(newcomer, "question-text").fill("葵花咋种");
    find(board, "word-end").click();
    assertThat(find(newcomer, "word")).hasCount(0);
    assertThat(find(newcomer, "question-text")).hasValue("葵花咋种");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whatMayNotBeSaidIsToldWithTheWordsStillThere() {
    Page desk = visitors.volunteer("keji", "王芳");
    find(desk, "saying").locator("summary").click();
    find(desk, "word-text").fill("来看 http://example.com/x");
    find(desk, "word-say").click();
    assertThat(desk.locator(".saying [role=alert]")).containsText("里面有网址");
    assertThat(find(desk, "word-text")).hasValue("来看 http://example.com/x");
    assertThat(find(desk, "word")).hasCount(0);
  }

  @Test
  void itStandsInThePageThatNeedsNoScript() {
    String fair = visitors.fair();
    Person villager = hub.person().arrive(fair);
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    volunteer.post("/api/fairs/" + fair + "/words", Map.of("text", TEXT)).mustBe(201);
    hub.organizer().post("/api/fairs/" + fair + "/words", Map.of("text", "饭在西棚")).mustBe(201);
    assertThat(rendered(villager)).contains("饭在西棚").doesNotContain(TEXT);
    final String question = villager.asked(fair, "keji", "羊不吃草咋办");
    assertThat(rendered(villager)).contains("饭在西棚", TEXT);
    String code = villager.get("/api/questions/" + question).mustBe(200).json().getString("code");
    assertThat(hub.person().get("/t/" + code).mustBe(200).text()).as("by the code of the ticket").contains("饭在西棚", TEXT);
  }

  /** Without what its program takes over. */
  private String rendered(Person villager) {
    return villager.get("/f/" + visitors.fair()).mustBe(200).text().replaceFirst("(?s)<script type=\"application/json\".*", "");
  }
}
