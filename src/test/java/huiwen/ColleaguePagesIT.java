package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import huiwen.support.Person;
import huiwen.support.Visitors;
import huiwen.support.WithVisitors;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two at one desk: who takes what is seen by name, asked for and handed over, and nobody's words are lost by it. */
@Tag("browser")
class ColleaguePagesIT extends WithVisitors {

  private static final String TEXT = "葵花列当怎么治";

  private Person villager;
  private String question;
  private Page one;
  private Page other;

  @BeforeEach
  void open() {
    villager = hub.person().arrive(visitors.fair());
    question = villager.asked(visitors.fair(), "keji", TEXT);
    one = visitors.volunteer("keji", "王芳");
    other = visitors.volunteer("keji", "李强");
  }

  private void noTroubles() {
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whatAColleagueTakesStaysUnderTheFingerGreyAndByNameUntilSheGoesOn() {
    String next = villager.asked(visitors.fair(), "keji", "玉米咋种");
    find(other, "queue-row", next).waitFor();
    find(other, "queue-row", question).click();
    Visitors.take(one, question);
    Locator row = find(other, "queue-row", question);
    assertThat(row).hasAttribute("data-others", "yes");
    assertThat(row).containsText("王芳正在答复");
    assertThat(row).hasAttribute("aria-current", "true");
    assertThat(other.locator("[data-test=queue-row]").first()).hasAttribute("data-id", question);
    assertThat(find(other, "notice").last()).hasText("王芳 已经接了 科技-001");
    assertThat(find(other, "question")).hasText(TEXT);
    PagesIT.check(other);
    other.locator("body").click(); // nowhere
    other.keyboard().press("Enter");
    assertThat(find(other, "question")).hasText("玉米咋种");
    assertThat(find(other, "colleague")).containsText("王芳正在答复");
    assertThat(find(other, "queue-row", question)).hasCount(0);
    noTroubles();
  }

  @Test
  void whoAsksForItIsGivenItByOneTouch() {
    Visitors.take(one, question);
    find(one, "answer-text").fill("轮作");
    find(other, "colleague").locator("button").click();
    find(other, "want").click();
    assertThat(find(other, "in-other-hands")).containsText("已经跟王芳说了");
    assertThat(find(one, "wanted")).containsText("李强想接 科技-001");
    PagesIT.check(one);
    find(one, "grant").click();
    assertThat(find(one, "wanted")).hasCount(0);
    assertThat(find(other, "answer-text")).isVisible();
    assertThat(find(other, "notice").last()).hasText("科技-001 交到您手上了");
    find(other, "answer-text").fill("轮作三年");
    find(other, "answer-send").click();
    assertThat(find(other, "notice").last()).containsText("科技-001 已答复");
    noTroubles();
  }

  @Test
  void whoKeepsItIsAskedNoMore() {
    Visitors.take(one, question);
    find(other, "colleague").locator("button").click();
    find(other, "want").click();
    find(one, "keep").click();
    assertThat(find(one, "wanted")).hasCount(0);
    assertThat(find(one, "answer-text")).isVisible();
    noTroubles();
  }

  @Test
  void itIsHandedToAColleagueWhoIsSeenWithWhatSheHolds() {
    String another = villager.asked(visitors.fair(), "keji", "玉米咋种");
    Visitors.take(other, another);
    Visitors.take(one, question);
    find(one, "handing").click();
    assertThat(find(one, "hand-to")).containsText("李强（手上 1 个）");
    PagesIT.check(one);
    find(one, "hand-to").click();
    assertThat(find(one, "notice").last()).hasText("科技-001 已交给李强");
    assertThat(find(one, "colleague").filter(new Locator.FilterOptions().setHasText("科技-001"))).containsText("李强正在答复");
    assertThat(other.locator("[data-test=queue-row][data-state=claimed]")).hasCount(2);
    find(other, "queue-row", question).click();
    assertThat(find(other, "answer-text")).isVisible();
    noTroubles();
  }

  @Test
  void whatIsTakenOutOfATypingHandKeepsItsWordsAndComesBackWithThem() {
    Visitors.take(one, question);
    find(one, "answer-text").pressSequentially("轮作三");
    hub.organizer().act(question, "release").mustBe(200);
    assertThat(find(one, "kept-words")).hasText("轮作三");
    assertThat(find(one, "notice").last()).hasText("组织者把 科技-001 放回队里了");
    Visitors.take(other, question);
    assertThat(find(one, "in-other-hands")).hasText("李强正在答复");
    assertThat(find(one, "kept-words")).hasText("轮作三");
    find(other, "release").click();
    find(one, "claim").click();
    assertThat(find(one, "answer-text")).hasValue("轮作三");
    noTroubles();
  }

  @Test
  void whatLeavesTheDeskWhileItIsBeingAnsweredLeavesItsWordsThere() {
    Visitors.take(one, question);
    find(one, "answer-text").pressSequentially("轮作三");
    hub.organizer().act(question, "release").mustBe(200);
    hub.organizer().act(question, "transfer", Map.of("department", "yibao", "reason", "归医保")).mustBe(200);
    assertThat(find(one, "unsent")).containsText("轮作三");
    assertThat(find(one, "unsent")).containsText("已经不在您的队里了");
    one.reload();
    assertThat(find(one, "unsent")).containsText("轮作三");
    hub.organizer().act(question, "release").mustBe(200);
    hub.organizer().act(question, "transfer", Map.of("department", "keji", "reason", "还归科技")).mustBe(200);
    find(one, "take-back").click();
    find(one, "claim").click();
    assertThat(find(one, "answer-text")).hasValue("轮作三");
    assertThat(find(one, "unsent")).hasCount(0);
    noTroubles();
  }

  @Test
  void whoGoesHomeLeavesWhatSheHeldToTheOthers() {
    Visitors.take(one, question);
    find(other, "colleague").waitFor();
    find(one, "leave").click();
    find(one, "join").waitFor();
    assertThat(find(other, "queue-row", question)).hasAttribute("data-others", "no");
    Visitors.take(other, question);
    noTroubles();
  }

  @Test
  void anOrganizerTakesItBackFromThePageOfADesk() {
    Visitors.take(one, question);
    Page organizer = visitors.organizer();
    organizer.navigate("/desk?fair=" + visitors.fair());
    find(organizer, "colleague").locator("button").click();
    find(organizer, "take-back").click();
    assertThat(find(one, "notice").last()).hasText("组织者把 科技-001 放回队里了");
    assertThat(find(organizer, "claim")).isVisible();
    assertThat(hub.organizer().act(question, "answer", Map.of("text", "轮作")).status()).isEqualTo(200);
    noTroubles();
  }
}
