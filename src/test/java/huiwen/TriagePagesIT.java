package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import huiwen.support.DataFolder;
import huiwen.support.AtFairWithPhones;
import huiwen.support.Browsers;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import huiwen.support.Visitors;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What triage adds to the three pages, in a real browser. */
@Tag("browser")
class TriagePagesIT extends AtFairWithPhones {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LEARNS_WITHIN = Duration.ofSeconds(150);

  /** What they call a tractor here, which no hub can know: enough of it for more than one round of learning. */
  private static final List<String> LOCAL = List.of("铁驴子年检去哪搞", "我那铁驴子该年检了在哪弄", "铁驴子的牌照过期了找谁换",
      "铁驴子过户找谁", "铁驴子上的牌牌丢了去哪补", "铁驴子坏了找谁修");

  private static Locator find(Page page, String hook) {
    return page.locator("[data-test=" + hook + "]");
  }

  private static Locator find(Page page, String hook, String id) {
    return page.locator("[data-test=" + hook + "][data-id='" + id + "']");
  }

  /** Keeps what the page looks like, to be looked at by people. */
  private static void keep(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }

  private static String invite(Person organizer, String fair, String department) {
    String url = organizer.put("/api/fairs/" + fair + "/desks/" + department, Map.of()).mustBe(200).json().getString("url");
    return url.substring(url.indexOf("/desk"));
  }

  private Page volunteer(String department, String name) {
    return volunteer(browsers, invite(hub.organizer(), fair, department), name);
  }

  private static Page volunteer(Browsers browsers, String invite, String name) {
    Page desk = browsers.laptop();
    desk.navigate(invite);
    find(desk, "join-name").fill(name);
    find(desk, "join").click();
    assertThat(find(desk, "connection")).hasAttribute("data-state", "online");
    return desk;
  }

  private static Page organizer(Browsers browsers, String fair) {
    Page board = browsers.screen();
    board.navigate("/board?fair=" + fair);
    find(board, "password").fill(HubUnderTest.PASSWORD);
    find(board, "sign-in").click();
    find(board, "total-asked").waitFor();
    return board;
  }

  private static void take(Page desk, String question) {
    find(desk, "queue-row", question).click();
    find(desk, "claim").click();
    find(desk, "answer-text").waitFor();
  }

  private String answered(String department, String text, String answer) {
    String question = villager.asked(fair, department, text);
    hub.volunteer(fair, department, "李强").act(question, "answer", Map.of("text", answer)).mustBe(200);
    return question;
  }

  /** The index follows the journal: waits until both are suggested for this question. */
  private void awaitSuggested(String question, String earlier, String duplicate) {
    Person organizer = hub.organizer();
    HubProcess.until("the suggestions", SOON, () -> {
      String suggested = organizer.get("/api/questions/" + question + "/suggestions").mustBe(200).text();
      return suggested.contains(earlier) && suggested.contains(duplicate);
    });
  }

  // The desk ------------------------------------------------------------------------------------------------

  @Test
  void whoAnswersSeesWhyItCameToHerAndUsesWhatWasAnsweredBeforeForAllWhoAskTheSame() {
    String answer = "选抗列当的品种，和玉米、小麦倒茬三年以上。";
    String earlier = answered("keji", "葵花列当怎么治", answer);
    answered("keji", "葵花种子哪里有卖的", "种子公司和供销社都有，认准登记编号。");
    String question = villager.ask(fair, "葵花地里的列当该咋治").mustBe(201).json().getString("id");
    String duplicate = villager.asked(fair, "keji", "葵花地里长列当该怎么治呢");
    awaitSuggested(question, earlier, duplicate);

    Page desk = volunteer("keji", "王芳");
    find(desk, "queue-row", question).click();
    assertThat(desk.locator(".about")).containsText("→科技");
    assertThat(find(desk, "earlier-answer").first()).containsText(answer);
    assertThat(find(desk, "use-answer")).hasCount(0);
    assertThat(find(desk, "also")).hasCount(0);

    find(desk, "claim").click();
    find(desk, "answer-text").waitFor();
    keep(desk, "desk-suggestions-1366x768");
    PagesIT.check(desk);
    opened(desk, "earlier").locator("li", new Locator.LocatorOptions().setHasText(answer))
        .locator("[data-test=use-answer]").click();
    assertThat(find(desk, "answer-text")).hasValue(answer);
    assertThat(find(desk, "answer-text")).isFocused();
    opened(desk, "duplicates").locator("[data-test=also]").first().check();
    keep(desk, "desk-answer-1366x768");
    find(desk, "answer-send").click();

    assertThat(find(desk, "queue-row")).hasCount(0);
    for (String id : List.of(question, duplicate)) {
      assertThat(villager.get("/api/questions/" + id).json().getJsonObject("answer").getString("text")).isEqualTo(answer);
    }
    assertThat(browsers.troubles()).isEmpty();
  }

  /** The section, opened where it is not. */
  private static Locator opened(Page desk, String section) {
    Locator details = find(desk, section);
    if (details.getAttribute("open") == null) {
      details.locator("summary").click();
    }
    return details;
  }

  @Test
  void aQuestionThatIsRatherAnothersIsPassedOnAtAClick() {
    String question = villager.asked(fair, "keji", "高血压药农合可不可以报销");
    Page desk = volunteer("keji", "王芳");
    find(desk, "queue-row", question).click();
    assertThat(desk.locator(".about")).containsText("医保");
    assertThat(find(desk, "proposed")).containsText("医保");
    assertThat(find(desk, "pass-on")).hasCount(0);
    find(desk, "claim").click();
    find(desk, "pass-on").waitFor();
    keep(desk, "desk-proposed-1366x768");
    PagesIT.check(desk);
    desk.locator("[data-test=pass-on][data-code=yibao]").click();
    assertThat(find(desk, "transfer-department")).hasValue("医保");
    assertThat(find(desk, "transfer-reason")).hasValue("像是医保的事");
    find(desk, "transfer-send").click();
    assertThat(find(desk, "queue-row")).hasCount(0);
    assertThat(villager.get("/api/questions/" + question).json().getString("department")).isEqualTo("yibao");
    assertThat(browsers.troubles()).isEmpty();
  }

  @Test
  void whatSaysNothingIsAskedBackAtAClick() {
    String question = villager.ask(fair, "你好").mustBe(201).json().getString("id");
    Page desk = volunteer("triage", "王芳");
    take(desk, question);
    keep(desk, "desk-ask-back-1366x768");
    find(desk, "suggested-ask-back").click();
    assertThat(find(desk, "ask-back-text")).hasValue(Pattern.compile("^您好！.*"));
    find(desk, "ask-back-send").click();
    find(desk, "tab").filter(new Locator.FilterOptions().setHasText("在办")).click();
    assertThat(find(desk, "queue-row", question)).hasAttribute("data-state", "asked-back");
    assertThat(villager.get("/api/questions/" + question).json().getString("state")).isEqualTo("asked-back");
    assertThat(browsers.troubles()).isEmpty();
  }

  // The screen ----------------------------------------------------------------------------------------------

  @Test
  void whatIsHeldIsReadInItsDialogAloneUntilItIsReleased() {
    String words = "王八蛋们快来修滴灌";
    Page board = organizer(browsers, fair);
    assertThat(find(board, "held-open")).hasCount(0);
    // all that ever stands in the stream, however short
    board.evaluate("""
        () => {
          window.shown = '';
          new MutationObserver(() => { window.shown += document.querySelector('.stream').textContent; })
            .observe(document.body, { subtree: true, childList: true, characterData: true });
        }""");
    String question = villager.ask(fair, Person.newKey(), Map.of("text", words, "department", "keji", "village", "永丰村",
        "name", "老李")).mustBe(201).json().getString("id");
    String rude = villager.asked(fair, "nongmu", "羊不吃草，你们这群废物，给我回电话13800001357");
    String advert = villager.asked(fair, "jiaotong", "加微信扫码领滴灌带，日赚三百，名额有限");
    assertThat(find(board, "held-open")).hasText("待审核 3");
    assertThat(find(board, "total-asked")).hasText("3");
    assertThat(find(board, "total-waiting")).hasText("0");
    Page desk = volunteer("keji", "王芳");
    assertThat(find(desk, "queue-row")).hasCount(0);

    find(board, "held-open").click();
    Locator held = find(board, "held", question);
    assertThat(held).containsText(words);
    assertThat(held.locator("[data-test=concern]").first()).containsText("骂人");
    assertThat(find(board, "held", rude).locator("[data-test=concern]").last()).containsText("骂人");
    keep(board, "board-held-1920x1080");
    PagesIT.check(board);
    board.setViewportSize(1366, 768);
    keep(board, "board-held-1366x768");
    assertThat(board.evaluate("window.shown").toString()).contains("待审核").doesNotContain("滴灌", "王八蛋");

    held.locator("[data-test=approve]").click();
    assertThat(held).hasCount(0);
    assertThat(find(board, "held")).hasCount(2);
    Locator turnedDown = find(board, "held", advert);
    turnedDown.locator("[data-test=turn-down] summary").click();
    turnedDown.locator("[data-test=turn-down-text]").fill("这里不发广告。");
    keep(board, "board-turn-down-1366x768");
    turnedDown.locator("[data-test=turn-down-send]").click();
    assertThat(turnedDown).hasCount(0);
    JsonObject told = villager.get("/api/questions/" + advert).mustBe(200).json();
    assertThat(told.getString("state")).isEqualTo("closed");
    assertThat(told.getJsonObject("answer")).isNull();
    assertThat(told.getJsonArray("messages").encode()).contains("这里不发广告。");
    assertThat(told.getBoolean("public")).isFalse();
    find(board, "held-dialog").locator("[data-test=close]").click();
    assertThat(find(board, "held-open")).hasText("待审核 1");
    assertThat(board.evaluate("window.shown").toString()).doesNotContain("滴灌带", "广告");
    assertThat(board.locator(".stream")).not().containsText(words);
    assertThat(find(desk, "queue-row", question)).isVisible();
    assertThat(board.locator("#page").textContent()).as("closed, it leaves nothing in the page").doesNotContain("13800001357");
    assertThat(browsers.troubles()).isEmpty();
  }

  // The phone -----------------------------------------------------------------------------------------------

  @Test
  void whoTypesIsShownWhatWasAnsweredBefore() {
    answered("keji", "葵花列当怎么治", "选抗列当的品种，和玉米、小麦倒茬三年以上。");
    answered("keji", "葵花种子哪里有卖的", "种子公司和供销社都有，认准登记编号。");
    HubProcess.until("the answers", SOON, () -> villager.get("/api/fairs/" + fair + "/answers?q="
        + URLEncoder.encode("葵花列当咋治", StandardCharsets.UTF_8)).mustBe(200).questions().size() > 0);
    Page phone = browsers.phone();
    phone.navigate("/f/" + fair);
    assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
    find(phone, "question-text").pressSequentially("葵花的列当咋治");
    assertThat(find(phone, "similar").first()).containsText("葵花列当怎么治");
    find(phone, "similar").first().locator("summary").click();
    assertThat(find(phone, "similar").first()).containsText("倒茬三年");
    find(phone, "similar").first().scrollIntoViewIfNeeded();
    keep(phone, "ask-similar-360x740");
    PagesIT.check(phone);
    assertThat((Boolean) phone.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
    find(phone, "question-text").fill("");
    assertThat(find(phone, "similar")).hasCount(0);
    assertThat(browsers.troubles()).isEmpty();
  }

  // Learning ------------------------------------------------------------------------------------------------

  /** In a hub of its own: what is learned here is not to be known in the other tests. */
  @Test
  void aKindOfQuestionThatWasTransferredAFewTimesGoesRightByItself() throws Exception {
    Path data = DataFolder.create("learn");
    try (HubProcess process = HubProcess.launchCompiled(Map.of("HUB_DATA", data.toString(), "HUB_LIMITS", "off",
            "HUB_LEARN_SECONDS", "1", "HUB_ORGANIZER_PASSWORD", HubUnderTest.PASSWORD)).awaitReady();
        Browsers others = new Browsers(process.address())) {
      Person organizer = process.person().signIn(HubUnderTest.PASSWORD);
      Person asker = process.person().arrive("demo");
      Page board = organizer(others, "demo");
      importDuties(board);
      Page desk = volunteer(others, invite(organizer, "demo", "gongan"), "王芳");
      Person right = process.person().join(invite(organizer, "demo", "nongmu").replaceAll(".*invite=", ""), "赵六");
      for (String text : LOCAL) {
        String question = asker.asked("demo", "gongan", text);
        take(desk, question);
        find(desk, "transfer").click();
        Visitors.choose(find(desk, "transfer-department"), "农牧");
        find(desk, "transfer-reason").fill("铁驴子是拖拉机");
        find(desk, "transfer-send").click();
        assertThat(find(desk, "queue-row", question)).hasCount(0);
        right.act(question, "answer", Map.of("text", "来农机站就能办")).mustBe(200);
      }
      HubProcess.until("a model that has learned from some of them", LEARNS_WITHIN, () ->
          organizer.get("/api/models").mustBe(200).json().getJsonArray("models").stream().map(JsonObject.class::cast)
              .anyMatch(model -> model.getString("state").equals("in-use") && model.getInteger("lessons") >= 3));
      HubProcess.until("it to be used", LEARNS_WITHIN, () ->
          asker.ask("demo", "铁驴子多长时间年检一回").mustBe(201).json().getString("department").equals("nongmu"));

      Page phone = others.phone();
      phone.navigate("/f/demo");
      assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
      find(phone, "question-text").fill("买了个铁驴子去哪上牌");
      find(phone, "send").click();
      assertThat(find(phone, "ticket")).containsText("农牧-");

      find(board, "learning").click();
      assertThat(board.locator("[data-test=version][data-state=in-use]"))
          .not().hasAttribute("data-number", "0", new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));
      assertThat(find(board, "lesson")).hasCount(LOCAL.size());
      keep(board, "board-learning-1920x1080");
      PagesIT.check(board);
      board.setViewportSize(1366, 768);
      keep(board, "board-learning-1366x768");

      Locator lesson = find(board, "lesson").first();
      lesson.locator("[data-test=strike]").click();
      assertThat(lesson).hasAttribute("data-struck", "yes");
      lesson.locator("[data-test=restore]").click();
      assertThat(lesson).hasAttribute("data-struck", "no");
      board.locator("[data-test=version][data-number='0'] [data-test=use-version]").click();
      assertThat(board.locator("[data-test=version][data-number='0']")).hasAttribute("data-state", "in-use");
      assertThat(others.troubles()).as("but for the file that was refused").allMatch(trouble -> trouble.contains("422"));
    } finally {
      HubUnderTest.deleteTree(data);
    }
  }

  /** One file that is refused, and one that is taken. */
  private static void importDuties(Page board) {
    find(board, "learning").click();
    find(board, "import-kind").selectOption("duties");
    find(board, "import-send").click();
    assertThat(find(board, "learning-dialog").locator("[role=alert]")).isVisible();
    find(board, "import-file").setInputFiles(csv("驼峰标识牌发放,nongmu,旗县,\n驼峰标识牌补办,nosuch,旗县,\n"));
    find(board, "import-send").click();
    assertThat(find(board, "import-refused")).containsText("第 3 行");
    keep(board, "board-import-refused-1920x1080");
    find(board, "import-partial").check();
    find(board, "import-send").click();
    assertThat(find(board, "import-result")).containsText("新加 1");
    assertThat(find(board, "import-refused")).containsText("第 3 行");
    find(board, "import-partial").uncheck();
    find(board, "import-file").setInputFiles(csv("驼峰标识牌更换,nongmu,旗县,\n"));
    find(board, "import-send").click();
    assertThat(find(board, "import-result")).containsText("新加 1");
    assertThat(find(board, "import-refused")).hasCount(0);
    board.keyboard().press("Escape");
    assertThat(find(board, "learning-dialog")).isHidden();
  }

  private static FilePayload csv(String rows) {
    return new FilePayload("duties.csv", "text/csv",
        ("matter,department,level,basis\n" + rows).getBytes(StandardCharsets.UTF_8));
  }
}
