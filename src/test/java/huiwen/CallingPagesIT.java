package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import huiwen.support.HubProcess;
import huiwen.support.Person;
import huiwen.support.Visitors;
import huiwen.support.WithVisitors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What calls a volunteer who looks elsewhere: as a browser would do it, written down instead. */
@Tag("browser")
class CallingPagesIT extends WithVisitors {

  private static final Duration SOON = Duration.ofSeconds(20);
  /** What sounds, trembles and is shown, and whether the page is looked at. */
  private static final String FAKES = """
      window.called = { sounds: 0, vibrations: 0, notices: [], asked: 0 };
      const node = () => ({ connect() {}, start() {}, stop() {}, frequency: {}, gain: { setValueAtTime() {}, linearRampToValueAtTime() {} } });
      window.AudioContext = class {
        constructor() { this.currentTime = 0; this.destination = {}; }
        resume() { window.called.sounds += 1; }
        createOscillator() { return node(); }
        createGain() { return node(); }
      };
      Object.defineProperty(Navigator.prototype, 'vibrate', { configurable: true, value: () => { window.called.vibrations += 1; return true; } });
      let permission = 'default';
      window.Notification = class {
        constructor(title, { body }) { window.called.notices.push(title + ' | ' + body); }
        static get permission() { return permission; }
        static requestPermission() { window.called.asked += 1; permission = 'granted'; return Promise.resolve(permission); }
      };
      window.isHidden = false;
      Object.defineProperty(Document.prototype, 'hidden', { configurable: true, get: () => window.isHidden });
      """;

  private Page desk(Visitors at, String name) {
    Page desk = at.browsers().laptop();
    desk.addInitScript(FAKES);
    desk.navigate(at.invite("keji"));
    find(desk, "join-name").fill(name);
    find(desk, "join").click();
    assertThat(find(desk, "connection")).hasAttribute("data-state", "online");
    return desk;
  }

  private static int count(Page desk, String what) {
    return (int) desk.evaluate("(what) => window.called[what]", what);
  }

  private static List<?> notices(Page desk) {
    return (List<?>) desk.evaluate("window.called.notices");
  }

  private static void until(Page desk, String what, int n) {
    desk.waitForFunction("([what, n]) => window.called[what] === n", List.of(what, n));
  }

  @Test
  void theFirstOfAnEmptyQueueAndWhatIsUrgentCallHerAndNothingElseDoes() {
    Person asker = hub.person().arrive(visitors.fair());
    Page desk = desk(visitors, "王芳");
    assertThat(desk).hasTitle("服务台·惠问");
    asker.asked(visitors.fair(), "keji", "葵花咋种");
    assertThat(desk).hasTitle("(1) 服务台·惠问");
    until(desk, "sounds", 1);
    until(desk, "vibrations", 1);
    asker.asked(visitors.fair(), "keji", "苜蓿咋种");
    assertThat(desk).hasTitle("(2) 服务台·惠问");
    assertThat(count(desk, "sounds")).isEqualTo(1);
    asker.asked(visitors.fair(), "keji", "我不想活了");
    assertThat(desk).hasTitle("(3) 服务台·惠问");
    until(desk, "sounds", 2);

    find(desk, "queue-row").first().click();
    find(desk, "claim").click();
    assertThat(desk).hasTitle("(2) 服务台·惠问");
    find(desk, "release").click();
    assertThat(desk).hasTitle("(3) 服务台·惠问"); // what she has put back calls nobody
    assertThat(count(desk, "sounds")).isEqualTo(2);
    find(desk, "leave").click();
    assertThat(desk).hasTitle("服务台·惠问");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void theSoundIsOffWhereSheWantsItSoAndStaysSo() {
    Person asker = hub.person().arrive(visitors.fair());
    Page desk = desk(visitors, "王芳");
    assertThat(find(desk, "sound")).hasText("声音：开");
    find(desk, "sound").click();
    assertThat(find(desk, "sound")).hasText("声音：关");
    assertThat(find(desk, "sound")).hasAttribute("aria-pressed", "false");
    desk.reload();
    assertThat(find(desk, "connection")).hasAttribute("data-state", "online");
    assertThat(find(desk, "sound")).hasText("声音：关");
    desk.locator("h1").click(); // she has touched the page
    asker.asked(visitors.fair(), "keji", "葵花咋种");
    assertThat(desk).hasTitle("(1) 服务台·惠问");
    until(desk, "vibrations", 1);
    assertThat(count(desk, "sounds")).isZero();
    find(desk, "sound").click(); // she hears at once what it is like
    until(desk, "sounds", 1);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void theSystemShowsANoticeWhereSheHasAllowedItAndNoPrivateWordOnIt() {
    Person asker = hub.person().arrive(visitors.fair());
    Page desk = desk(visitors, "王芳");
    assertThat(count(desk, "asked")).isZero(); // by a touch of hers alone
    find(desk, "notify").click();
    assertThat(find(desk, "notify")).hasCount(0);
    assertThat(count(desk, "asked")).isEqualTo(1);
    asker.asked(visitors.fair(), "keji", "她在看着的");
    until(desk, "sounds", 1);
    assertThat(notices(desk)).isEmpty();
    takeAndAnswer(desk);
    desk.evaluate("window.isHidden = true");
    String open = asker.ask(visitors.fair(), Person.newKey(), Map.of("text", "公开问的话", "department", "keji", "public", true)).mustBe(201)
        .json().getString("ticket");
    HubProcess.until("a notice", SOON, () -> notices(desk).size() == 1);
    assertThat(notices(desk).toString()).contains("有人提问了 | " + open + " 公开问的话");
    desk.evaluate("window.isHidden = false");
    takeAndAnswer(desk);
    desk.evaluate("window.isHidden = true");
    String hidden = asker.ask(visitors.fair(), Person.newKey(), Map.of("text", "悄悄问的话", "department", "keji", "public", false)).mustBe(201)
        .json().getString("ticket");
    HubProcess.until("another", SOON, () -> notices(desk).size() == 2);
    assertThat(notices(desk).get(1).toString()).isEqualTo("服务台：有人提问了 | " + hidden);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  private void takeAndAnswer(Page desk) {
    find(desk, "queue-row").first().click();
    find(desk, "claim").click();
    find(desk, "answer-text").fill("知道了");
    find(desk, "answer-send").click();
    assertThat(find(desk, "queue-row")).hasCount(0);
    assertThat(desk).hasTitle("服务台·惠问");
  }

  /** By plain http there are no notices of the system's, and she is not asked for what can't be. */
  @Test
  void byPlainHttpSheIsNotAskedForTheSystemsNotices() {
    try (Visitors plain = Visitors.byPlainHttp(hub)) {
      Page desk = desk(plain, "王芳");
      assertThat(find(desk, "sound")).isVisible();
      assertThat(find(desk, "notify")).hasCount(0);
      hub.person().arrive(plain.fair()).asked(plain.fair(), "keji", "葵花咋种");
      until(desk, "sounds", 1);
      assertThat(plain.browsers().troubles()).isEmpty();
    }
  }

  @Test
  void whatIsSaidForSomeSecondsCoversNoButton() {
    Person asker = hub.person().arrive(visitors.fair());
    for (int[] size : new int[][] {{1366, 768}, {360, 740}}) {
      Page desk = visitors.browsers().page(size[0], size[1]);
      desk.navigate(visitors.invite("keji"));
      find(desk, "join-name").fill("王芳芳" + size[0]);
      find(desk, "join").click();
      assertThat(find(desk, "connection")).hasAttribute("data-state", "online");
      asker.asked(visitors.fair(), "keji", "我不想活了，家里的事太难了");
      assertThat(find(desk, "notice").last()).isVisible();
      desk.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens/desk-notice-" + size[0] + "x" + size[1] + ".png")));
      assertThat((List<?>) desk.evaluate("""
          () => {
            const said = [...document.querySelectorAll('.notice')].map((one) => one.getBoundingClientRect());
            return [...document.querySelectorAll('button, a, input, textarea, select, summary')].filter((one) => one.offsetParent).filter((one) => {
              const b = one.getBoundingClientRect();
              return said.some((n) => n.left < b.right && b.left < n.right && n.top < b.bottom && b.top < n.bottom);
            }).map((one) => one.outerHTML);
          }""")).as("what a notice covers").isEmpty();
      PagesIT.check(desk);
      desk.close();
    }
    assertThat(visitors.browsers().troubles()).isEmpty();
  }
}
