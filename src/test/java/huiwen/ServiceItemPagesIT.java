package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import huiwen.support.Items;
import huiwen.support.Person;
import huiwen.support.Visitors;
import huiwen.support.WithVisitors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 四办 cards on answers, from the desk that adds them to the villager who ticks her papers. */
@Tag("browser")
class ServiceItemPagesIT extends WithVisitors {

  private static final String QUESTION = "手续去哪里办?";

  private Items items;

  @BeforeEach
  void open() {
    items = Items.of(hub.organizer());
  }

  private void bring() {
    items.bring("-01," + items.code("驼铃年检") + ",keji,马上办,苏木乡镇,科技服务站三号窗口,驼铃;身份证;照片两张,0,0,每天 8:30-17:30,带驼铃来，当场登记。")
        .bring("-02," + items.code("驼绒梳子补领") + ",keji,网上办,旗县,手机“测试通”,,3,20,,");
  }

  private void answer(String question, String... endings) {
    hub.organizer().act(question, "answer", Map.of("text", "看卡就行。", "serviceItems",
        List.of(endings).stream().map(items::code).toList())).mustBe(200);
  }

  private static void assertIsAccessible(Page page) {
    assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
  }

  @Test
  void aVolunteerAddsACardBySearchAndTheVillagerTicksHerPapers() {
    bring();
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", QUESTION);
    Page desk = visitors.volunteer("keji", "王芳");
    Visitors.take(desk, Visitors.questionOf(phone));
    find(desk, "find-item").fill(items.code("驼绒梳子"));
    find(desk, "item-add").first().click();
    assertThat(find(desk, "item-chosen")).hasCount(1);
    find(desk, "find-item").fill(items.code("驼铃年检"));
    assertThat(find(desk, "item-add").first()).containsText(items.code("驼铃年检"));
    find(desk, "find-item").press("Enter");
    assertThat(find(desk, "item-chosen")).hasCount(2);
    assertThat(find(desk, "find-item")).hasValue("");
    assertThat(find(desk, "find-item")).isFocused();
    find(desk, "item-drop").first().press("Enter");
    assertThat(find(desk, "item-chosen")).hasText(items.code("驼铃年检") + " 不要了");
    assertIsAccessible(desk);
    find(desk, "answer-text").fill("看卡就行。");
    find(desk, "answer-send").click();

    assertThat(find(phone, "item")).containsText(items.code("驼铃年检"));
    assertThat(find(phone, "item")).containsText("到了窗口，当场就办");
    assertThat(find(phone, "item")).containsText("科技服务站三号窗口");
    assertThat(find(phone, "item")).containsText("每天 8:30-17:30");
    assertThat(find(phone, "item-days")).hasText("当场办");
    assertThat(find(phone, "item-fee")).hasText("不收费");
    assertThat(find(phone, "material")).hasCount(3);
    assertThat(find(phone, "item-changed")).hasCount(0);
    find(phone, "material").nth(1).check();
    assertIsAccessible(phone);
    phone.reload();
    assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
    assertThat(find(phone, "material").nth(1)).isChecked();
    assertThat(find(phone, "material").nth(0)).not().isChecked();
    find(phone, "material").nth(1).uncheck();
    find(phone, "material").nth(2).check();
    phone.navigate("/t/" + find(phone, "code-letters").textContent().replace(" ", "").toLowerCase());
    assertThat(find(phone, "material").nth(2)).isChecked();
    assertThat(find(phone, "material").nth(1)).not().isChecked();
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void theDeskIsOfferedWhatTheQuestionMayBeAbout() {
    bring();
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "我家的" + items.code("驼铃年检") + "去哪办?");
    Page desk = visitors.volunteer("keji", "王芳");
    Visitors.take(desk, Visitors.questionOf(phone));
    find(desk, "item-add").first().click();
    assertThat(find(desk, "item-chosen")).containsText(items.code("驼铃年检"));
    desk.reload();
    find(desk, "queue-row", Visitors.questionOf(phone)).click();
    assertThat(find(desk, "item-chosen")).containsText(items.code("驼铃年检"));
    find(desk, "item-drop").click();
    assertThat(find(desk, "item-chosen")).hasCount(0);
    find(desk, "find-item").fill("没有这种事");
    assertThat(find(desk, "no-item")).isVisible();
  }

  @Test
  void withoutScriptsTheCardIsThereToBeReadAndTickedOnEachPage() {
    bring();
    Page phone = visitors.browsers().withoutScripts(360, 740);
    phone.navigate("/f/" + visitors.fair());
    find(phone, "question-text").fill(QUESTION);
    phone.locator("#department").selectOption("keji");
    find(phone, "send").click();
    phone.waitForURL("**#q-*");
    String id = phone.url().replaceFirst(".*#q-", "");
    answer(id, "-01", "-02");
    for (String path : List.of("/f/" + visitors.fair(), "/a/" + id, "/f/" + visitors.fair() + "/answers")) {
      phone.navigate(path);
      assertThat(find(phone, "item")).hasCount(2);
      assertThat(find(phone, "item").nth(1)).containsText("用手机就能办，不用跑");
      assertThat(find(phone, "item").nth(1)).containsText("不用带材料。");
      assertThat(find(phone, "item-days").nth(1)).hasText("3 天内办好");
      assertThat(find(phone, "item-fee").nth(1)).hasText("20 元");
      find(phone, "material").first().check();
      assertThat(find(phone, "material").first()).isChecked();
      assertThat((Integer) phone.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(360);
    }
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void aCardThatWasSeenIsReadWithoutANetwork() {
    bring();
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", QUESTION);
    answer(Visitors.questionOf(phone), "-01");
    find(phone, "material").first().check();
    phone.evaluate("dispatchEvent(new Event('pagehide'))");
    phone.waitForFunction("""
        async () => navigator.serviceWorker.controller && Boolean(await caches.match(location.pathname + '?shell'))
          && Object.keys(localStorage).some((key) => key.startsWith('huiwen.page.'))""");
    phone.context().setOffline(true);
    phone.reload();
    assertThat(find(phone, "item")).containsText("科技服务站三号窗口");
    assertThat(find(phone, "material").first()).isChecked();
  }

  @Test
  void aCardThatHasChangedSinceTheAnswerSaysSo() {
    bring();
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", QUESTION);
    answer(Visitors.questionOf(phone), "-01");
    assertThat(find(phone, "item")).isVisible();
    items.bring("-01," + items.code("驼铃年检") + ",keji,马上办,苏木乡镇,搬到政务大厅,驼铃;身份证;照片两张,0,5,每天 8:30-17:30,带驼铃来，当场登记。");
    phone.reload();
    assertThat(find(phone, "item")).containsText("搬到政务大厅");
    assertThat(find(phone, "item-fee")).hasText("5 元");
    assertThat(find(phone, "item-changed")).containsText("答复以后，这张卡在");
    answer(hub.person().arrive(visitors.fair()).asked(visitors.fair(), "keji", "别的驼铃呢"), "-01");
    phone.navigate("/f/" + visitors.fair() + "/answers");
    assertThat(find(phone, "item")).hasCount(2);
    assertThat(find(phone, "item-changed")).hasCount(1); // the answer that was given since is of now
  }

  @Test
  void whatWasTypedIntoATableIsNeverMarkup() {
    String typed = "<b onclick=alert(1)>\"&amp</b>" + "宽".repeat(60);
    String cell = '"' + typed.replace("\"", "\"\"") + '"';
    items.bring("-09," + cell + ",keji,一次办,旗县," + cell + "," + cell + ",0,0," + cell + "," + cell);
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", QUESTION);
    answer(Visitors.questionOf(phone), "-09");
    assertThat(find(phone, "item")).containsText(typed);
    assertThat(phone.locator("[data-test=item] b")).hasCount(0);
    find(phone, "material").check();
    phone.reload();
    assertThat(find(phone, "material")).isChecked();
    assertThat((Integer) phone.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(360);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void nobodyCanHaveAnythingDrawnThatIsNoCard() {
    Person anybody = hub.person();
    for (String query : List.of("", "?codes=x", "?codes=x&at=<b>", "?codes=,,&at=2026-11-27T00:00:00Z", "?at=2026-11-27T00:00:00Z")) {
      anybody.get("/cards" + query.replace("<b>", "%3Cb%3E")).mustBe(404);
    }
    assertThat(anybody.get("/cards?codes=nosuch&at=2026-11-27T00:00:00Z").mustBe(200).text()).isBlank();
  }

  @Test
  void theOrganizersImportTakesItemsIn() {
    Page board = visitors.organizer();
    find(board, "learning").click();
    find(board, "import-kind").selectOption("service-items");
    assertThat(board.locator("#import-help")).containsText("编码,名称,部门");
    board.locator("#import-file").setInputFiles(new FilePayload("items.csv", "text/csv",
        ("编码,名称,部门,办法,层级,地点,材料,天数,费用,时间,步骤\n" + items.code("-05") + ",骆驼上牌,公安,就近办,旗县,派出所,骆驼,两天,0,,\n")
            .getBytes(StandardCharsets.UTF_8)));
    find(board, "import-send").click();
    assertThat(find(board, "import-refused")).hasText("第 2 行：天数 (days) 要写整数，最大 3,650，当场能办的写 0");
  }
}
