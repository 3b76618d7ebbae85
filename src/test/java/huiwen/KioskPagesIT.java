package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import huiwen.support.Person;
import huiwen.support.WithVisitors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Asking at a table for those who have no phone: the pass, the form, the slip that is printed, and slips printed ahead. */
@Tag("browser")
class KioskPagesIT extends WithVisitors {

  private static final Pattern PAPER = Pattern.compile("/MediaBox \\[\\S+ \\S+ (\\S+) (\\S+)]");
  private static final double POINTS_A_MILLIMETRE = 72 / 25.4;
  private static final long HALF_AN_HOUR_MILLIS = 30 * 60_000;

  private String kiosk() {
    return "/kiosk/" + visitors.fair();
  }

  /** Somebody who has come in by the pass of the kiosk. */
  private Page typist(Page page) {
    String url = hub.organizer().put("/api/fairs/" + visitors.fair() + "/desks/triage", Map.of("role", "kiosk")).mustBe(200).json()
        .getString("url");
    page.navigate(url.substring(url.indexOf("/kiosk")));
    find(page, "join-name").fill("小李");
    find(page, "join").click();
    find(page, "kiosk-form").waitFor();
    return page;
  }

  private static void ask(Page page, String text) {
    find(page, "question-text").fill(text);
    page.locator("#department").selectOption("keji");
    find(page, "consent").check();
    find(page, "send").click();
  }

  private static void assertIsAccessible(Page page) {
    assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
  }

  /** How wide and high the paper is that is printed on, in millimetres; one for each page. */
  private static List<double[]> papers(Page page) {
    String pdf = new String(page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true)), StandardCharsets.ISO_8859_1);
    return PAPER.matcher(pdf).results().map(box -> new double[] {Double.parseDouble(box.group(1)) / POINTS_A_MILLIMETRE,
        Double.parseDouble(box.group(2)) / POINTS_A_MILLIMETRE}).toList();
  }

  @Test
  void oneWhoIsThereIsAskedForAndTakesHerSlipHome() {
    Page page = typist(visitors.browsers().laptop());
    assertThat(page.locator("header")).containsText("代问人：小李");
    assertThat(find(page, "wall")).hasAttribute("href", "/f/" + visitors.fair() + "/answers");
    assertThat(page.locator("body")).not().containsText("#invite");
    assertIsAccessible(page);
    find(page, "question-text").fill("羊拉稀了咋办");
    find(page, "send").click();
    assertThat(find(page, "problem")).hasText("请先念给本人听，本人同意了再勾。");
    assertThat(find(page, "question-text")).hasValue("羊拉稀了咋办");
    ask(page, "羊拉稀了咋办");
    assertThat(find(page, "ticket")).hasText("科技-001");
    assertIsAccessible(page);
    String code = find(page, "strip-code").textContent().replace(" ", "").toLowerCase();
    assertThat(page.locator(".strip-qr")).hasAttribute("src", "/t/" + code + "/qr.svg");
    assertThat((Integer) page.evaluate("document.querySelector('.strip-qr').naturalWidth")).isPositive();

    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(find(page, "print")).isHidden();
    assertThat(find(page, "next")).isHidden();
    assertThat(find(page, "ticket")).isVisible();
    assertThat(papers(page)).hasSize(1).allSatisfy(paper -> assertThat(paper[0]).isBetween(57.5, 58.5));
    page.navigate(page.url() + "?paper=80");
    assertThat(papers(page)).hasSize(1).allSatisfy(paper -> assertThat(paper[0]).isBetween(79.5, 80.5));
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    find(page, "next").click();
    assertThat(find(page, "question-text")).hasValue("");
    assertThat(find(page, "consent")).not().isChecked();

    String id = hub.person().get("/api/tickets/" + code).mustBe(200).json().getString("id");
    hub.organizer().act(id, "answer", Map.of("text", "找兽医。")).mustBe(200);
    Page phone = visitors.browsers().phone();
    phone.navigate("/t/" + code);
    assertThat(find(phone, "answer")).hasText("找兽医。");
    assertThat(visitors.browsers().troubles()).allMatch(trouble -> trouble.contains("422"));
  }

  @Test
  void slipsArePrintedAheadTypedInLaterAndShowTheAnswer() {
    Page board = visitors.organizer();
    board.navigate(kiosk());
    assertThat(find(board, "pass").locator("img")).isVisible();
    find(board, "slips").click();
    find(board, "count").fill("3");
    find(board, "make").click();
    assertThat(find(board, "strip")).hasCount(3);
    assertThat(find(board, "made")).containsText("3 张");
    assertIsAccessible(board);
    assertThat(papers(board)).hasSize(3).allSatisfy(paper -> assertThat(paper[0]).isBetween(57.5, 58.5));
    String code = find(board, "strip-code").nth(2).textContent().replace(" ", "").toLowerCase(); // of the second, which has it twice

    Page phone = visitors.browsers().withoutScripts(360, 740);
    phone.navigate("/t/" + code);
    assertThat(find(phone, "untyped")).containsText("这张纸条还没有录进电脑");
    Page page = typist(visitors.browsers().phone());
    find(page, "slip").fill(code.toUpperCase().substring(0, 4) + " " + code.substring(4));
    ask(page, "羊拉稀了咋办");
    assertThat(find(page, "strip-code")).hasText(code.substring(0, 4).toUpperCase() + " " + code.substring(4).toUpperCase());
    find(phone, "again").click();
    assertThat(find(phone, "ticket")).hasText("科技-001");
    board.reload();
    assertThat(find(board, "strip")).hasCount(2);

    find(page, "next").click();
    find(page, "slip").fill(code);
    ask(page, "又录一遍");
    assertThat(find(page, "problem")).hasText("这张纸条已经录过了。");
    assertThat(find(page, "question-text")).hasValue("又录一遍");
    find(page, "slip").fill("2222 2222");
    ask(page, "又录一遍");
    assertThat(find(page, "problem")).hasText("没有这个号的纸条，请再看一遍。");
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(360);
  }

  @Test
  void whoHasNoPassIsToldHowToComeIn() {
    Page page = visitors.browsers().phone();
    page.navigate(kiosk());
    assertThat(find(page, "kiosk-door")).containsText("请用组织者给的二维码进来");
    find(page, "join-name").fill("小李");
    find(page, "join").click();
    assertThat(find(page, "door-problem")).hasText("请先扫组织者给的代问台二维码。");
    page.navigate(kiosk() + "#invite=nosuch"); // it reloads itself, and takes the pass out of the address
    page.waitForCondition(() -> !page.url().contains("#"));
    assertThat(find(page, "kiosk-door")).isVisible();
    assertIsAccessible(page);
    Person anybody = hub.person();
    anybody.get(kiosk() + "/slips").mustBe(401);
    anybody.get(kiosk() + "/tickets/22222222").mustBe(401);
    anybody.get("/kiosk/nosuch").mustBe(404);
    Person volunteer = hub.volunteer(visitors.fair(), "keji", "王芳");
    volunteer.get(kiosk() + "/slips").mustBe(403);
    volunteer.get(kiosk() + "/tickets/22222222").mustBe(404);
  }

  @Test
  void nobodysWordsStayWhenNobodyWasThereForHalfAnHour() {
    Page page = visitors.browsers().laptop();
    page.clock().install();
    typist(page);
    find(page, "question-text").fill("别人不该看到的话");
    page.clock().fastForward(HALF_AN_HOUR_MILLIS + 10_000);
    assertThat(find(page, "kiosk-door")).isVisible();
    page.reload();
    assertThat(find(page, "kiosk-door")).isVisible();
    typist(page);
    ask(page, "别人不该看到的号");
    find(page, "ticket").waitFor();
    page.clock().fastForward(HALF_AN_HOUR_MILLIS + 10_000);
    assertThat(find(page, "kiosk-door")).isVisible();
  }
}
