package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import huiwen.support.Person;
import huiwen.support.WithVisitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The booth as those see it who stand before it, behind it, and under the wall that calls them there. */
@Tag("browser")
class BoothPagesIT extends WithVisitors {

  private Page desk;

  @BeforeEach
  void open() {
    desk = visitors.volunteer("keji", "王芳");
  }

  private Page wall() {
    Page wall = visitors.browsers().screen();
    wall.navigate("/screen/" + visitors.fair());
    assertThat(find(wall, "connection")).hasAttribute("data-state", "online");
    return wall;
  }

  private void call(String question) {
    find(desk, "queue-row", question).click();
    find(desk, "claim").click();
    find(desk, "answer-text").waitFor();
    find(desk, "answer-text").press("Escape");
    desk.keyboard().press("p");
    find(desk, "call-text").fill("3 号展位");
    find(desk, "call-text").press("Enter");
    find(desk, "called-up").waitFor();
  }

  @Test
  void theWallSpeaksACallOnceItsSoundIsOnAndForgetsWhoHasCome() {
    Person villager = hub.person().arrive(visitors.fair());
    String question = villager.asked(visitors.fair(), "keji", "葵花几月种");
    Page wall = wall();
    if (find(wall, "sound-on").isVisible()) {
      find(wall, "sound-on").click();
    }
    assertThat(find(wall, "sound-on")).hasCount(0);
    call(question);
    assertThat(find(wall, "wall-call")).containsText("科技-001");
    assertThat(find(wall, "wall-call")).containsText("3 号展位");
    assertThat(find(wall, "wall-call")).hasAttribute("data-spoken", "yes");
    PagesIT.check(wall);
    assertThat((Boolean) wall.evaluate("document.documentElement.scrollHeight <= innerHeight")).isTrue();
    PagesIT.check(desk);
    desk.keyboard().press("y");
    assertThat(find(wall, "wall-call")).hasCount(0);
    assertThat(find(desk, "called-up")).hasAttribute("data-came", "true");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whoWasMissedReadsItWithAndWithoutScripts() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "葵花几月种");
    String question = find(phone, "my-question").getAttribute("data-id");
    call(question);
    assertThat(find(phone, "called")).containsText("请您到 3 号展位");
    desk.keyboard().press("u");
    assertThat(find(phone, "called")).containsText("您没在");
    assertThat(find(desk, "call-mark")).hasText("没来");
    Page plain = visitors.browsers().withoutScriptsAs(phone);
    plain.navigate("/f/" + visitors.fair());
    assertThat(find(plain, "called")).containsText("您没在");
    find(desk, "call-again").click();
    assertThat(find(phone, "called")).containsText("请您到 3 号展位");
    assertThat(find(desk, "called-up")).containsText("叫了 2 次");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whatWasSaidFaceToFaceTakesOneKey() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "葵花几月种");
    visitors.ask(phone, "keji", "玉米几月种");
    assertThat(find(desk, "queue-row")).hasCount(2);
    desk.keyboard().press("j");
    find(desk, "claim").waitFor();
    desk.keyboard().press("d");
    assertThat(find(desk, "notice").last()).hasText("科技-001 记为当面答复");
    assertThat(find(phone, "my-question").filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("葵花几月种")))
        .containsText("工作人员已经当面答复您了");
    find(desk, "claim").click();
    find(desk, "answer-text").fill("四月底");
    find(desk, "in-person").click();
    assertThat(find(desk, "notice").last()).hasText("科技-002 记为当面答复");
    assertThat(find(phone, "my-question").filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("玉米几月种")))
        .containsText("四月底");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whoHasNoPhoneIsALineAndAServiceIsATouch() {
    desk.keyboard().press("w");
    desk.keyboard().type("羊不吃草");
    find(desk, "walk-up-answered").click();
    assertThat(find(desk, "given")).hasText(java.util.regex.Pattern.compile("科技-001 已记下，当面答复.*"));
    find(desk, "walk-up-text").fill("量血压");
    find(desk, "service-keep").click();
    find(desk, "walk-up-take").click();
    assertThat(find(desk, "given")).containsText("科技-002 已取号");
    assertThat(find(desk, "queue-row")).hasCount(1);
    find(desk, "service").click();
    assertThat(find(desk, "queue-row")).hasCount(2);
    assertThat(find(desk, "given")).containsText("科技-003 已取号");
    PagesIT.check(desk);
    String slip = find(desk, "given").locator("a").getAttribute("href");
    Page printed = desk.context().newPage();
    printed.navigate(slip);
    assertThat(printed.locator("body")).containsText("科技-003");
    desk.reload();
    assertThat(find(desk, "service")).hasText("取号：量血压");
    find(desk, "walk-up").locator("summary").click();
    find(desk, "walk-up-take").click();
    assertThat(find(desk, "walk-up")).containsText("请先写一句");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void aDeskThatPacksUpSendsItsQueueOnAndEveryoneIsTold() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "葵花几月种");
    find(desk, "queue-row").waitFor();
    find(desk, "packing").click();
    find(desk, "packing-to").selectOption("later");
    find(desk, "pack-up").click();
    assertThat(find(desk, "packing-dialog").locator("[role=alert]")).isVisible();
    find(desk, "packing-to").selectOption("nongmu");
    find(desk, "packing-text").fill("专家中午要赶回旗里");
    PagesIT.check(desk);
    find(desk, "pack-up").click();
    assertThat(find(desk, "packed-up")).hasText("已收台，转走 1 个问题。");
    assertThat(find(desk, "queue-row")).hasCount(0);
    assertThat(find(phone, "my-question")).containsText("农牧");
    find(phone, "timeline").locator("summary").click();
    assertThat(find(phone, "timeline")).containsText("专家中午要赶回旗里");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }
}
