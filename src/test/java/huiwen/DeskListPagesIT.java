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

/** What stands on the left of a desk: the queue, what is in hand, done and promised, and what is searched for. */
@Tag("browser")
class DeskListPagesIT extends WithVisitors {

  private Person villager() {
    return hub.person().arrive(visitors.fair());
  }

  private static Locator tab(Page desk, String words) {
    return find(desk, "tab").filter(new Locator.FilterOptions().setHasText(words));
  }

  @Test
  void whoSaysHerTicketIsFoundInFiveSecondsThoughSheWasAnsweredLongAgo() {
    String answered = villager().asked(visitors.fair(), "keji", "葵花列当怎么治");
    hub.organizer().act(answered, "answer", Map.of("text", "轮作三年。")).mustBe(200);
    String waiting = villager().asked(visitors.fair(), "keji", "玉米什么时候浇水");
    Page desk = visitors.volunteer("keji", "王芳");
    assertThat(find(desk, "queue-row")).hasCount(1);
    desk.keyboard().press("/");
    assertThat(find(desk, "search")).isFocused();
    desk.keyboard().type("科技1");
    assertThat(find(desk, "queue-row", answered)).isVisible();
    assertThat(find(desk, "queue-row")).hasCount(1);
    find(desk, "queue-row", answered).click();
    assertThat(desk.locator(".question .answer")).containsText("轮作三年");
    find(desk, "search").fill("没有人说过的话");
    assertThat(find(desk, "queue-empty")).containsText("没有搜到");
    PagesIT.check(desk);
    find(desk, "search").press("Escape");
    assertThat(find(desk, "search")).hasValue("");
    assertThat(find(desk, "search")).not().isFocused();
    assertThat(find(desk, "queue-row", waiting)).isVisible();
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void eachTabHasItsOwnQuestionsAndTellsHowMany() {
    String done = villager().asked(visitors.fair(), "keji", "葵花列当怎么治");
    String asked = villager().asked(visitors.fair(), "keji", "玉米什么时候浇水");
    String taken = villager().asked(visitors.fair(), "keji", "谷子怎么选种");
    villager().asked(visitors.fair(), "keji", "大棚怎么保温");
    hub.volunteer(visitors.fair(), "keji", "李强").act(taken, "claim").mustBe(200);
    hub.organizer().act(done, "answer", Map.of("text", "轮作三年。")).mustBe(200);
    hub.organizer().act(asked, "ask-back", Map.of("text", "几亩地？")).mustBe(200);
    Page desk = visitors.volunteer("keji", "王芳");
    assertThat(tab(desk, "排队")).hasAttribute("aria-pressed", "true");
    assertThat(tab(desk, "排队").locator(".count")).hasText("1");
    assertThat(tab(desk, "在办").locator(".count")).hasText("2");
    assertThat(tab(desk, "答过").locator(".count")).hasText("1");
    assertThat(tab(desk, "跟进").locator(".count")).hasText("0");
    tab(desk, "在办").click();
    assertThat(find(desk, "queue-row", asked)).containsText("等乡亲回话");
    assertThat(find(desk, "colleague-row", taken)).containsText("李强");
    tab(desk, "答过").click();
    assertThat(find(desk, "queue-row", done)).containsText("已答复");
    tab(desk, "跟进").click();
    assertThat(find(desk, "queue-empty")).isVisible();
    hub.organizer().act(asked, "answer", Map.of("text", "六月。")).mustBe(200);
    assertThat(tab(desk, "答过").locator(".count")).hasText("2");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void aRowTellsWhatIsSpecialAboutItsQuestion() {
    Person asker = villager();
    String again = asker.asked(visitors.fair(), "keji", "葵花列当怎么治");
    hub.organizer().act(again, "answer", Map.of("text", "轮作三年。")).mustBe(200);
    asker.act(again, "rating", Map.of("grade", 2, "comment", "没说去哪买药")).mustBe(200);
    String kept = villager().ask(visitors.fair(), Person.newKey(),
        Map.of("text", "我家的地被占了怎么办", "department", "nongmu", "public", false)).mustBe(201).json().getString("id");
    hub.organizer().act(kept, "transfer", Map.of("department", "keji", "reason", "像是科技的事")).mustBe(200);
    Page desk = visitors.volunteer("keji", "王芳");
    Locator row = find(desk, "queue-row", again);
    assertThat(row.locator("[data-test=reopened]")).hasText("重新办 · 不满意");
    assertThat(row).containsText("没说去哪买药");
    assertThat(find(desk, "queue-row", kept).locator("[data-test=private]")).hasText("私下");
    assertThat(find(desk, "queue-row", kept).locator("[data-test=passed-on]")).hasText("转过 1 次");
    PagesIT.check(desk);
  }

  @Test
  void theRowThatIsChosenByKeysIsAlwaysInSight() {
    Person asker = villager();
    for (int i = 0; i < 30; i++) {
      asker.asked(visitors.fair(), "keji", "葵花咋种" + "东南西北".charAt(i % 4) + i);
    }
    Page desk = visitors.volunteer("keji", "王芳");
    assertThat(desk.locator(".queue .count")).hasText("30");
    for (int i = 0; i < 30; i++) {
      desk.keyboard().press("ArrowDown");
    }
    Locator chosen = desk.locator(".row[aria-current=true]");
    assertThat(chosen).containsText("科技-030");
    assertThat(chosen).isInViewport();
    assertThat((Boolean) chosen.evaluate("""
        row => { const list = row.closest('.queue').getBoundingClientRect(); const { top, bottom } = row.getBoundingClientRect();
          return top >= list.top - 1 && bottom <= list.bottom + 8; }""")).isTrue();
  }
}
