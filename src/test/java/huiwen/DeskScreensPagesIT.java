package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import huiwen.support.Person;
import huiwen.support.WithVisitors;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where the parts of a desk's page stand: beside each other on a laptop, one after the other on a phone. */
@Tag("browser")
class DeskScreensPagesIT extends WithVisitors {

  private void ask(int questions) {
    Person asker = hub.person().arrive(visitors.fair());
    for (int i = 0; i < questions; i++) {
      asker.asked(visitors.fair(), "keji", "葵花咋种" + "东南西北".charAt(i % 4) + i);
    }
  }

  private Page deskOnAPhone() {
    Page desk = visitors.browsers().phone();
    desk.navigate(visitors.invite("keji"));
    find(desk, "join-name").fill("王芳");
    find(desk, "join").click();
    find(desk, "queue-row").first().waitFor();
    return desk;
  }

  @Test
  void onAPhoneTheQuestionIsAScreenOfItsOwnAndTheWayBackLeadsToWhereSheWas() {
    ask(30);
    Page desk = deskOnAPhone();
    assertThat(find(desk, "back")).isHidden();
    desk.evaluate("scrollTo(0, 2000)");
    Locator row = desk.locator(".queue li[aria-posinset='16'] button");
    row.click();
    assertThat(desk.locator(".question h2")).hasText("科技-016");
    assertThat(desk.locator(".question h2")).isInViewport();
    assertThat(find(desk, "queue-row").first()).isHidden();
    PagesIT.check(desk);
    find(desk, "back").click();
    assertThat(row).isInViewport();
    assertThat(desk.locator(".question")).isHidden();
    assertThat((int) desk.evaluate("Math.round(scrollY)")).isBetween(1_500, 2_500);
    row.click();
    assertThat(find(desk, "claim")).isVisible();
    desk.goBack(); // the browser's own
    assertThat(row).isInViewport();
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void onAPhoneOneAnswerLeadsToTheNextQuestionAndTheLastToTheList() {
    ask(2);
    Page desk = deskOnAPhone();
    find(desk, "queue-row").first().click();
    for (String ticket : new String[] {"科技-001", "科技-002"}) {
      assertThat(desk.locator(".question h2")).hasText(ticket);
      find(desk, "claim").click();
      find(desk, "answer-text").fill("五月前后种");
      find(desk, "answer-send").click();
    }
    assertThat(find(desk, "queue-empty")).isVisible();
    assertThat(find(desk, "search")).isVisible();
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void aLaptopShowsTheQueueTheQuestionAndTheHelpBesideEachOther() {
    ask(3);
    Person asker = hub.person().arrive(visitors.fair());
    String earlier = asker.asked(visitors.fair(), "keji", "葵花列当怎么治");
    hub.organizer().act(earlier, "answer", Map.of("text", "轮作三年。")).mustBe(200);
    String question = hub.person().arrive(visitors.fair()).asked(visitors.fair(), "keji", "葵花列当咋治");
    Page desk = visitors.volunteer("keji", "王芳");
    desk.setViewportSize(1366, 768);
    find(desk, "queue-row", question).click();
    find(desk, "claim").click();
    find(desk, "answer-text").waitFor();
    assertThat((Boolean) desk.evaluate("""
        () => { const [side, said, hand, help] = ['.side', '.question-said', '.question-hand', '.question-help']
            .map((part) => document.querySelector(part).getBoundingClientRect());
          return side.right <= said.left && said.right <= help.left && hand.bottom <= innerHeight && help.right <= innerWidth
            && document.documentElement.scrollHeight <= innerHeight; }""")).isTrue();
    PagesIT.check(desk);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }
}
