package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import huiwen.db.EmbeddedServer;
import huiwen.support.DataFolder;
import huiwen.support.AtFairWithPhones;
import huiwen.support.Browsers;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import huiwen.support.Visitors;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The three pages in a real browser, as a villager, a volunteer and an organizer use them. */
@Tag("browser")
class PagesIT extends AtFairWithPhones {

  private static final String QUESTION = "高血压药农合可不可以报销?";
  private static final String ANSWER = "可以的，先带身份证到医保窗口办认定。";

  private static Locator find(Page page, String hook) {
    return page.locator("[data-test=" + hook + "]");
  }

  private Page villager() {
    Page phone = browsers.phone();
    phone.navigate("/f/" + fair);
    assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
    return phone;
  }

  private void askAnywhere(Page phone, String text) {
    if (find(phone, "again").isVisible()) {
      find(phone, "again").click();
    }
    find(phone, "question-text").fill(text);
    find(phone, "send").click();
    find(phone, "again").waitFor();
  }

  private Page organizer() {
    Page board = browsers.screen();
    board.navigate("/board?fair=" + fair);
    find(board, "password").fill(HubUnderTest.PASSWORD);
    find(board, "sign-in").click();
    find(board, "total-asked").waitFor();
    return board;
  }

  private String invite(Page board, String department) {
    find(board, "desks").click();
    board.locator("[data-test=open-desk][data-code=" + department + "]").click();
    assertThat(find(board, "invite-qr")).isVisible();
    String url = find(board, "invite-url").textContent();
    board.keyboard().press("Escape");
    return url.substring(url.indexOf("/desk"));
  }

  private Page volunteer(String invite, String name) {
    Page desk = browsers.laptop();
    desk.navigate(invite);
    find(desk, "join-name").fill(name);
    find(desk, "join").click();
    assertThat(find(desk, "connection")).hasAttribute("data-state", "online");
    return desk;
  }

  @Test
  void aPhoneAsksADeskAnswersAndTheScreenCountsWithNoReload() {
    Page board = organizer();
    assertThat(find(board, "total-asked")).hasText("0");
    Page desk = volunteer(invite(board, "yibao"), "王芳");
    assertThat(desk.url()).as("the invite is not left in the address").doesNotContain("invite");
    Page phone = villager();

    askAnywhere(phone, QUESTION);
    assertThat(find(phone, "ticket")).hasText("医保-001");
    assertThat(find(phone, "ahead")).containsText("下一个就是您");
    assertThat(find(board, "total-waiting")).hasText("1");

    find(desk, "queue-row").click();
    assertThat(find(desk, "question")).hasText(QUESTION);
    find(desk, "claim").click();
    assertThat(phone.locator("[data-test=my-question][data-state=claimed]")).isVisible();
    assertThat(find(board, "total-claimed")).hasText("1");

    find(desk, "answer-text").fill(ANSWER);
    find(desk, "answer-send").click();
    assertThat(find(phone, "answer")).hasText(ANSWER);
    assertThat(find(board, "total-answered")).hasText("1");
    assertThat(board.locator("[data-code=yibao] [data-test=answered]")).hasText("1");
    assertThat(board.locator("[data-code=yibao] [data-test=median]")).not().hasText("—");

    find(phone, "rate-5").click();
    assertThat(phone.locator(".rated")).containsText("非常满意");

    // after closing the page, all of hers again
    Page again = phone.context().newPage();
    phone.close();
    again.navigate("/f/" + fair);
    assertThat(find(again, "answer")).hasText(ANSWER);
    assertThat(browsers.troubles()).isEmpty();
  }

  @Test
  void whatAnotherVolunteerTakesStaysUnderTheCursorUntilSheGoesOn() {
    Person villager = hub.person().arrive(fair);
    String first = villager.asked(fair, "yibao", "第一个问题");
    villager.asked(fair, "yibao", "第二个问题");
    String invite = invite(organizer(), "yibao");
    Page one = volunteer(invite, "王芳");
    Page other = volunteer(invite, "李强");
    Locator underTheCursor = one.locator("[data-test=queue-row][data-id='" + first + "']");
    underTheCursor.click();

    other.locator("[data-test=queue-row][data-id='" + first + "']").click();
    find(other, "claim").click();

    assertThat(underTheCursor).containsText("李强正在答复");
    assertThat(find(one, "notice")).containsText("李强");
    assertThat(find(one, "question")).hasText("第一个问题");
    one.keyboard().press("Enter");
    assertThat(underTheCursor).hasCount(0);
    assertThat(find(one, "question")).hasText("第二个问题");
    // and by the keyboard alone, the next one is hers
    one.keyboard().press("Enter");
    assertThat(find(one, "answer-text")).isFocused();
    assertThat(browsers.troubles()).isEmpty();
  }

  @Test
  void anAskBackIsAnsweredOnThePhoneAndATransferReachesTheOtherDesk() {
    Page board = organizer();
    Page desk = volunteer(invite(board, "yibao"), "王芳");
    Page otherDesk = volunteer(invite(board, "minzheng"), "赵六");
    Page phone = villager();
    askAnywhere(phone, "合作医疗怎么交");
    find(desk, "queue-row").click();
    find(desk, "claim").click();
    find(desk, "ask-back").click();
    find(desk, "ask-back-text").fill("您是哪个村的？");
    find(desk, "ask-back-send").click();

    assertThat(phone.locator(".said[data-kind=ask-back]")).containsText("您是哪个村的？");
    find(phone, "reply-text").fill("永丰村");
    find(phone, "reply-send").click();
    assertThat(phone.locator("[data-test=my-question][data-state=waiting]")).isVisible();

    desk.locator("[data-test=queue-row][data-state=waiting]").click();
    find(desk, "claim").click();
    assertThat(desk.locator(".thread")).containsText("永丰村");
    find(desk, "transfer").click();
    Visitors.choose(find(desk, "transfer-department"), "mz");
    find(desk, "transfer-reason").fill("要先办低保");
    find(desk, "transfer-send").click();
    find(otherDesk, "queue-row").click();
    assertThat(otherDesk.locator(".thread")).containsText("要先办低保");
    assertThat(find(desk, "queue-row")).hasCount(0);
    assertThat(phone.locator(".mine")).containsText("要先办低保");
    assertThat(browsers.troubles()).isEmpty();
  }

  @Test
  void anUnsentAnswerOutlivesAReload() {
    String question = hub.person().arrive(fair).asked(fair, "keji", "葵花咋种");
    Page desk = volunteer(invite(organizer(), "keji"), "王芳");
    find(desk, "queue-row").click();
    find(desk, "claim").click();
    find(desk, "answer-text").fill("写了一半");
    desk.reload();
    assertThat(find(desk, "answer-text")).hasValue("写了一半");
    assertThat(desk.locator("[data-id='" + question + "']")).hasAttribute("data-state", "claimed");
  }

  @Test
  void publishedAnswersOfOthersAreShownAndSupported() {
    Page reader = villager();
    Person asker = hub.person().arrive(fair);
    String question = asker.asked(fair, "keji", "葵花列当怎么治");
    hub.volunteer(fair, "keji", "王芳").act(question, "answer", Map.of("text", "选抗性品种，勤倒茬")).mustBe(200);

    assertThat(find(reader, "published")).containsText("选抗性品种");
    find(reader, "support").click();
    assertThat(find(reader, "published")).containsText("1 人也想问");
    // somebody who writes the same sees it before she sends, once it can be found: the index is written once a second
    HubProcess.until("the answer", Duration.ofSeconds(30), () -> asker.get("/api/fairs/" + fair + "/answers?q="
        + URLEncoder.encode("葵花的列当咋治", StandardCharsets.UTF_8)).mustBe(200).questions().size() > 0);
    find(reader, "question-text").pressSequentially("葵花的列当咋治");
    assertThat(find(reader, "similar")).containsText("葵花列当怎么治");
    asker.act(question, "rating", Map.of("grade", 1)).mustBe(200);
    assertThat(find(reader, "published")).hasCount(0);
    assertThat(browsers.troubles()).isEmpty();
  }

  @Test
  void whatIsAskedWhileTheDatabaseIsDownIsKeptAndSentByItselfWhenItIsBack() throws Exception {
    Path data = DataFolder.create("down");
    EmbeddedServer first = EmbeddedServer.start(data);
    int port = URI.create(first.url()).getPort();
    try (HubProcess process = HubProcess.launch(Map.of("HUB_DATABASE_URL", first.url())).awaitReady();
        Browsers others = new Browsers(process.address())) {
      Page phone = others.phone();
      phone.navigate("/f/demo");
      assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
      first.close();
      askAnywhere(phone, QUESTION);
      assertThat(find(phone, "pending")).hasAttribute("data-state", "saved");
      assertThat(find(phone, "pending")).containsText(QUESTION);
      phone.reload(); // the text outlives the page, too
      assertThat(find(phone, "pending")).containsText(QUESTION);
      EmbeddedServer second = EmbeddedServer.start(data, port);
      try {
        phone.locator("[data-test=ticket]").waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        assertThat(find(phone, "pending")).hasCount(0);
        assertThat(find(phone, "my-question")).hasCount(1);
      } finally {
        process.terminate();
        second.close();
      }
    } finally {
      HubUnderTest.deleteTree(data);
    }
  }

  @Test
  void whateverIsTypedIsShownAsTextOnAllThreePages() throws IOException {
    List<String> lines = hostileLines();
    Page board = organizer();
    Page desk = volunteer(invite(board, "keji"), "<b>王芳</b>");
    Page phone = arrive(browsers.phone());
    for (String line : lines) {
      if (find(phone, "again").isVisible()) {
        find(phone, "again").click();
      }
      find(phone, "question-text").fill(line);
      phone.locator("#department").selectOption("keji");
      find(phone, "send").click();
      find(phone, "again").waitFor();
    }
    assertThat(find(phone, "my-question")).hasCount(lines.size());
    assertThat(hub.organizer().approveAll(fair)).as("what a moderator lets through").isPositive();
    assertThat(find(board, "total-waiting")).hasText(Integer.toString(lines.size()));
    // the very letters, not what a parser would make of them
    List<String> shown = find(phone, "my-question").locator("> .typed").allTextContents();
    assertThat(shown).containsExactlyInAnyOrderElementsOf(lines);
    assertThat(rowTexts(desk)).containsExactlyInAnyOrderElementsOf(lines);
    assertThat(find(board, "stream-item")).hasCount(40);
    assertThat(board.locator(".stream-text")).hasCount(0); // others see the screen: nothing of it is published

    for (Page page : List.of(phone, desk, board)) {
      assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .as("nothing is wider than the page").isTrue();
      assertThat(page.locator("#page script, #page iframe, #page style, #page b, #page marquee").count()).isZero();
    }
    // and as an answer, which goes to everybody
    Page reader = villager();
    String open = "葵花新品种在哪里能买到";
    hub.person().arrive(fair).ask(fair, Person.newKey(), Map.of("text", open, "department", "keji", "public", true))
        .mustBe(201);
    find(desk, "queue-row").filter(new Locator.FilterOptions().setHasText(open)).click();
    find(desk, "claim").click();
    find(desk, "answer-text").fill(lines.get(0));
    find(desk, "answer-send").click();
    assertThat(find(reader, "published")).containsText(lines.get(0));
    assertThat(browsers.troubles()).isEmpty();
  }

  /** Of all rows, of which those are drawn that are in sight. */
  private static Collection<String> rowTexts(Page desk) {
    int rows = Integer.parseInt(desk.locator(".queue .count").textContent());
    var texts = new TreeMap<Integer, String>();
    for (int row = 1; row <= rows; row++) {
      desk.locator(".queue").evaluate("(queue, row) => queue.scrollTo(0, queue.querySelector('li').offsetHeight * (row - 1))", row);
      Locator there = desk.locator(".queue li[aria-posinset='" + row + "']");
      texts.put(row, there.locator(".row-text").textContent());
    }
    return texts.values();
  }

  private static List<String> hostileLines() throws IOException {
    try (InputStream file = PagesIT.class.getResourceAsStream("/hostile.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void everyPageCanBeReadAndTouchedByAnybody() {
    Person villager = hub.person().arrive(fair);
    String question = villager.asked(fair, "keji", "葵花咋种");
    villager.asked(fair, "keji", "玉米咋种");
    hub.volunteer(fair, "keji", "李强").act(question, "answer", Map.of("text", "开春再种")).mustBe(200);
    Page board = organizer();
    check(board);
    Page desk = volunteer(invite(board, "keji"), "王芳");
    check(desk);
    find(desk, "queue-row").click();
    find(desk, "claim").click();
    find(desk, "answer-text").waitFor();
    check(desk);
    Page phone = villager();
    find(phone, "published").waitFor();
    check(phone);
    askAnywhere(phone, QUESTION);
    find(phone, "my-question").waitFor();
    check(phone);
    phone.navigate("/openapi");
    phone.locator(".opblock").first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
    assertThat(browsers.troubles()).isEmpty();
  }

  @Test
  void whoOpensAnAddressThatDoesNotExistIsToldWhatToDo() {
    Page phone = browsers.phone();
    assertThat(phone.navigate("/nosuch").status()).isEqualTo(404);
    assertThat(phone.locator("main")).containsText("没有这个页面");
    assertThat(phone.locator("main")).containsText("请重新扫现场的二维码。");
    check(phone);
    assertThat(hub.person().get("/nosuch").mustBe(404).header("Content-Type")).isEqualTo("application/problem+json");
  }

  /** WCAG, with the contrast of 7:1, targets of 48 px and letters of 18 px that the design asks for. */
  static void check(Page page) {
    List<Rule> violations = new AxeBuilder(page)
        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag2aaa", "best-practice"))
        .analyze().getViolations();
    assertThat(violations.stream().map(rule -> rule.getId() + ": " + rule.getNodes()).toList()).isEmpty();
    assertThat((List<?>) page.evaluate("""
        () => [...document.querySelectorAll('button, select, input, textarea, summary')]
          .filter((element) => element.offsetParent && element.type !== 'checkbox')
          .filter((element) => ((element.type === 'file' && element.closest('label')) || element).getBoundingClientRect().height < 47.5)
          .map((element) => element.outerHTML)""")).as("too small to touch").isEmpty();
    assertThat((List<?>) page.evaluate("""
        () => [...document.querySelectorAll('#page *')]
          .filter((element) => element.offsetParent && [...element.childNodes].some(
            (node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
          .filter((element) => parseFloat(getComputedStyle(element).fontSize) < 17.9)
          .map((element) => element.outerHTML)""")).as("too small to read").isEmpty();
  }
}
