package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import huiwen.support.Person;
import huiwen.support.Photos;
import huiwen.support.Sounds;
import huiwen.support.Visitors;
import huiwen.support.WithVisitors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a villager speaks and photographs on her phone, until the desk has it; and a spoken answer until she hears it. */
@Tag("browser")
class AttachPagesIT extends WithVisitors {

  private Page villagerWithMicrophone() {
    Page phone = visitors.villager();
    phone.context().grantPermissions(List.of("microphone"));
    return phone;
  }

  private static FilePayload photo(String name, byte[] bytes) {
    return new FilePayload(name, "image/jpeg", bytes);
  }

  private static void choose(Page phone, FilePayload... files) {
    find(phone, "picture-file").setInputFiles(files);
  }

  private static void record(Page page) {
    find(page, "speak").click();
    assertThat(find(page, "recording")).containsText("正在录音：1 秒");
    find(page, "stop").click();
    assertThat(find(page, "chosen").locator("audio")).hasAttribute("src", Pattern.compile("blob:.*"));
  }

  private JsonArray attachments(Page phone) {
    return hub.organizer().get("/api/questions/" + Visitors.questionOf(phone)).mustBe(200).json().getJsonArray("attachments");
  }

  /** How long a sound is, once the browser has read its head. */
  private static double seconds(Locator sound) {
    sound.evaluate("(audio) => { audio.preload = 'metadata'; audio.load(); }");
    sound.page().waitForCondition(() -> (Boolean) sound.evaluate("(audio) => audio.readyState > 0"));
    return ((Number) sound.evaluate("(audio) => audio.duration")).doubleValue();
  }

  @Test
  void sheSpeaksListensAndSendsAndCanThrowItAway() {
    Page phone = villagerWithMicrophone();
    record(phone);
    find(phone, "remove").click();
    assertThat(find(phone, "chosen")).hasCount(0);
    record(phone);
    assertThat(seconds(find(phone, "chosen").locator("audio"))).isBetween(0.5, 10.0);
    find(phone, "send").click();
    assertThat(find(phone, "my-question")).containsText("我说的话在录音里");
    JsonArray sent = attachments(phone);
    assertThat(sent.getJsonObject(0).getString("type")).isIn("audio/wav", "audio/mp4");
    Locator heard = find(phone, "my-question").locator("[data-test=attached] audio");
    assertThat(seconds(heard)).isBetween(0.5, 10.0);
    assertThat(find(phone, "chosen")).hasCount(0);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whatIsChosenAndRecordedIsForEverybody() {
    Page phone = villagerWithMicrophone();
    choose(phone, photo("a.jpg", Photos.jpeg(400, 300)));
    record(phone);
    choose(phone, photo("b.jpg", Sounds.letters("<html>")));
    assertThat(find(phone, "attach-problem")).isVisible();
    assertThat(new AxeBuilder(phone).analyze().getViolations()).isEmpty();
    find(phone, "remove").last().click();
    find(phone, "speak").click();
    assertThat(find(phone, "recording")).isVisible();
    assertThat(new AxeBuilder(phone).analyze().getViolations()).isEmpty();
    assertThat((Boolean) phone.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
    find(phone, "stop").click();
    assertThat(find(phone, "chosen")).hasCount(2);
    find(phone, "send").click();
    assertThat(find(phone, "my-question").locator("[data-test=attached] > *")).hasCount(2);
    Person organizer = hub.organizer();
    organizer.act(Visitors.questionOf(phone), "answer", Map.of("text", "请听我说。", "attachments",
        List.of(organizer.attached(visitors.fair(), Sounds.wav(2))))).mustBe(200);
    assertThat(find(phone, "answer")).isVisible();
    assertThat(new AxeBuilder(phone).analyze().getViolations()).isEmpty();
  }

  @Test
  void aMicrophoneThatIsRefusedIsSaidAndHerWordsStay() {
    Page phone = visitors.villager();
    // whoever is asked by this browser says yes
    phone.evaluate("() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }");
    find(phone, "question-text").fill("玉米叶子发黄");
    find(phone, "speak").click();
    assertThat(find(phone, "attach-problem")).containsText("请在浏览器设置里允许，或者打字");
    assertThat(find(phone, "recording")).hasCount(0);
    assertThat(find(phone, "question-text")).hasValue("玉米叶子发黄");
    find(phone, "send").click();
    assertThat(find(phone, "ticket")).isVisible();
  }

  @Test
  void aQuestionIsNotSentInTheMiddleOfARecording() {
    Page phone = villagerWithMicrophone();
    find(phone, "question-text").fill("玉米叶子发黄");
    find(phone, "speak").click();
    assertThat(find(phone, "recording")).containsText("正在录音：0 秒");
    find(phone, "send").click();
    assertThat(phone.locator("form.ask > .problem")).hasText("还在录音，请先按“说完了”。");
    find(phone, "cancel-recording").click();
    assertThat(find(phone, "recording")).hasCount(0);
    find(phone, "send").click();
    assertThat(find(phone, "ticket")).isVisible();
    assertThat(attachments(phone)).isEmpty();
  }

  @Test
  void herPhotographsAreMadeSmallAndGoWithTheQuestion() {
    Page phone = visitors.villager();
    choose(phone, photo("a.jpg", Photos.ofCamera(4000, 3000, 6)), photo("b.png", Photos.png(800, 600)),
        photo("c.jpg", Photos.jpeg(400, 300)), photo("d.jpg", Photos.jpeg(401, 301)));
    assertThat(find(phone, "chosen").locator("img")).hasCount(3);
    assertThat(find(phone, "attach-problem")).hasText("一次最多发 3 张照片。");
    phone.reload(); // what she has chosen is still there
    assertThat(find(phone, "chosen").locator("img")).hasCount(3);
    find(phone, "remove").last().click();
    find(phone, "question-text").fill("这是什么虫子?");
    find(phone, "send").click();
    assertThat(find(phone, "my-question").locator("[data-test=attached] img")).hasCount(2);
    JsonArray sent = attachments(phone);
    assertThat(sent).hasSize(2).allSatisfy(one -> {
      assertThat(((JsonObject) one).getString("type")).isEqualTo("image/jpeg");
      assertThat(((JsonObject) one).getInteger("bytes")).isLessThan(400 * 1024);
    });
    Locator first = find(phone, "my-question").locator("[data-test=attached] img").first();
    phone.waitForCondition(() -> (Boolean) first.evaluate("(img) => img.complete && img.naturalWidth > 0"));
    assertThat(((Number) first.evaluate("(img) => img.naturalHeight")).intValue()).as("it stands upright").isEqualTo(1600);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void aPhotographThatIsNoneIsSaidAndHerWordsStay() {
    Page phone = visitors.villager();
    find(phone, "question-text").fill("这是什么虫子?");
    choose(phone, photo("a.jpg", Sounds.letters("<html>no picture</html>")));
    assertThat(find(phone, "attach-problem")).containsText("这个文件不是照片");
    assertThat(find(phone, "question-text")).hasValue("这是什么虫子?");
    find(phone, "send").click();
    assertThat(find(phone, "ticket")).isVisible();
    assertThat(attachments(phone)).isEmpty();
  }

  @Test
  void byPlainHttpThePhonesOwnRecorderIsAskedAndWhatItCannotIsSaid() {
    try (Visitors village = Visitors.byPlainHttp(hub)) {
      Page phone = village.villager();
      assertThat(find(phone, "speak")).hasCount(0);
      assertThat(find(phone, "sound-file")).hasAttribute("capture", "");
      assertThat(find(phone, "sound-file")).hasAttribute("accept", "audio/*");
      phone.waitForFileChooser(() -> find(phone, "sound-file").evaluate("(input) => input.click()"));
      assertThat(find(phone, "file-help")).containsText("不能录音");
      find(phone, "sound-file").setInputFiles(new FilePayload("a.wav", "audio/wav", Sounds.wav(2)));
      assertThat(find(phone, "chosen").locator("audio")).isVisible();
      choose(phone, photo("a.jpg", Photos.jpeg(400, 300)));
      find(phone, "question-text").fill("这是什么虫子?");
      find(phone, "send").click();
      assertThat(find(phone, "my-question").locator("[data-test=attached] img")).hasCount(1);
      assertThat(seconds(find(phone, "my-question").locator("[data-test=attached] audio"))).isEqualTo(2);
      assertThat(village.browsers().troubles()).isEmpty();
    }
  }

  @Test
  void aSoundThatTheHubDoesNotTakeComesBackWithHerWords() {
    try (Visitors village = Visitors.byPlainHttp(hub)) {
      Page phone = village.villager();
      find(phone, "sound-file").setInputFiles(new FilePayload("a.amr", "audio/amr", Sounds.letters("#!AMR\n123456789")));
      assertThat(find(phone, "chosen")).hasCount(1);
      find(phone, "question-text").fill("这是什么虫子?");
      find(phone, "send").click();
      assertThat(find(phone, "pending").locator(".problem")).containsText("这种录音（AMR）很多手机放不出来");
      find(phone, "edit").click();
      assertThat(find(phone, "question-text")).hasValue("这是什么虫子?");
      find(phone, "remove").click();
      find(phone, "send").click();
      assertThat(find(phone, "ticket")).isVisible();
    }
  }

  @Test
  void whatIsChosenWithoutANetworkSurvivesClosingAndIsSentOnce() {
    Page phone = visitors.villager();
    choose(phone, photo("a.jpg", Photos.jpeg(400, 300)));
    assertThat(find(phone, "chosen")).hasCount(1);
    phone.evaluate("dispatchEvent(new Event('pagehide'))");
    phone.waitForFunction("""
        async () => navigator.serviceWorker.controller && Boolean(await caches.match(location.pathname + '?shell'))
          && Object.keys(localStorage).some((key) => key.startsWith('huiwen.page.'))""");
    phone.context().setOffline(true);
    find(phone, "question-text").fill("没有网的时候拍的");
    find(phone, "send").click();
    assertThat(find(phone, "pending")).containsText("带着照片、录音 1 个");
    Page later = phone.context().newPage();
    phone.close();
    later.navigate("/f/" + visitors.fair());
    assertThat(find(later, "pending")).containsText("没有网的时候拍的");
    later.context().setOffline(false);
    assertThat(find(later, "my-question").locator("[data-test=attached] img")).hasCount(1);
    assertThat(attachments(later)).hasSize(1);
    assertThat((Integer) later.evaluate("""
        async () => (await (await caches.open('huiwen')).keys()).filter(({ url }) => url.includes('/api/')).length""")).isZero();
  }

  @Test
  void theAskBackIsAnsweredWithAPicture() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "玉米叶子发黄");
    find(phone, "ticket").waitFor();
    String question = Visitors.questionOf(phone);
    Person volunteer = hub.volunteer(visitors.fair(), "keji", "王芳");
    volunteer.act(question, "ask-back", Map.of("text", "拍张照片看看?")).mustBe(200);
    find(phone, "my-question").locator("[data-test=picture-file]").setInputFiles(photo("a.jpg", Photos.jpeg(400, 300)));
    assertThat(find(phone, "my-question").locator("[data-test=chosen]")).hasCount(1);
    find(phone, "reply-send").click();
    assertThat(phone.locator("[data-kind=reply]")).containsText("请看照片");
    assertThat(phone.locator("[data-kind=reply] [data-test=attached] img")).hasCount(1);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void anAnswerIsReadAloudOnlyWhereThePhoneHasAChineseVoice() {
    for (boolean hasVoice : List.of(false, true)) {
      Page phone = visitors.browsers().phone();
      phone.addInitScript("""
          window.said = [];
          Object.defineProperty(window, 'speechSynthesis', { value: {
            getVoices: () => [%s].map((lang) => ({ lang })), cancel: () => {}, speak: (words) => said.push(words.text) } });
          window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
          """.formatted(hasVoice ? "'en-US', 'zh-CN'" : "'en-US'"));
      visitors.arrive(phone);
      visitors.ask(phone, "keji", "玉米叶子发黄");
      find(phone, "ticket").waitFor();
      hub.organizer().act(Visitors.questionOf(phone), "answer", Map.of("text", "缺氮，追点尿素。")).mustBe(200);
      assertThat(find(phone, "answer")).isVisible();
      assertThat(find(phone, "listen")).hasCount(hasVoice ? 1 : 0);
      if (hasVoice) {
        find(phone, "listen").click();
        assertThat(phone.evaluate("said[0]")).isEqualTo("缺氮，追点尿素。");
      }
    }
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void theDeskSeesAndHearsAndAnswersBySpeaking() {
    Page phone = visitors.villager();
    choose(phone, photo("a.jpg", Photos.jpeg(400, 300)));
    assertThat(find(phone, "chosen")).hasCount(1);
    phone.locator("#department").selectOption("keji");
    find(phone, "send").click();
    find(phone, "ticket").waitFor();
    Page desk = visitors.volunteer("keji", "王芳");
    desk.context().grantPermissions(List.of("microphone"));
    Visitors.take(desk, Visitors.questionOf(phone));
    Locator seen = desk.locator(".question-said > [data-test=attached] img");
    desk.waitForCondition(() -> (Boolean) seen.evaluate("(img) => img.complete && img.naturalWidth > 0"));
    record(desk);
    find(desk, "answer-send").click();
    assertThat(desk.locator(".question-hand > .problem")).isVisible(); // a line of text goes with it
    find(desk, "answer-text").fill("是蚜虫，怎么治请听我说。");
    find(desk, "answer-send").click();
    assertThat(find(phone, "answer")).hasText("是蚜虫，怎么治请听我说。");
    assertThat(seconds(find(phone, "my-question").locator(".answer audio"))).isBetween(0.5, 10.0);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void aSpokenAnswerPlaysOnHerPageWithAndWithoutScriptsAndWhereItIsPassedOn() {
    Page phone = visitors.villager();
    visitors.ask(phone, "keji", "玉米叶子发黄");
    find(phone, "ticket").waitFor();
    String question = Visitors.questionOf(phone);
    Person volunteer = hub.volunteer(visitors.fair(), "keji", "王芳");
    String spoken = volunteer.attached(visitors.fair(), Sounds.wav(3));
    volunteer.act(question, "answer", Map.of("text", "缺氮,请听。", "attachments", List.of(spoken))).mustBe(200);
    assertThat(seconds(find(phone, "my-question").locator(".answer audio"))).isEqualTo(3);
    Page plain = visitors.browsers().withoutScriptsAs(phone);
    plain.navigate("/f/" + visitors.fair());
    assertThat(plain.locator(".answer audio[controls]")).hasAttribute("src", "/api/attachments/" + spoken);
    plain.navigate("/a/" + question);
    assertThat(seconds(plain.locator(".answer audio"))).isEqualTo(3);
    Page other = visitors.villager();
    assertThat(seconds(find(other, "published").locator("audio"))).isEqualTo(3);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }
}
