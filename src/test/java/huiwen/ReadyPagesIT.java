package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import huiwen.support.Person;
import huiwen.support.Visitors;
import huiwen.support.WithVisitors;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is answered again and again is written once, and goes into the field by a touch or a key. */
@Tag("browser")
class ReadyPagesIT extends WithVisitors {

  private String fair;

  @BeforeEach
  void open() {
    fair = visitors.fair();
    hub.organizer().put("/api/fairs/" + fair + "/desks/keji", Map.of("booth", "3 号展位")).mustBe(200);
  }

  private String ask(String text, String village) {
    return hub.person().arrive(fair).ask(fair, Person.newKey(), Map.of("text", text, "department", "keji", "village", village))
        .mustBe(201).json().getString("id");
  }

  @Test
  void whatIsWrittenIsKeptWithItsPlacesOpenAndFilledForTheNext() {
    String first = ask("葵花列当怎么治", "丰裕村");
    final String second = ask("玉米咋种", "联合村");
    Page desk = visitors.volunteer("keji", "王芳");
    Visitors.take(desk, first);
    find(desk, "answer-text").fill("丰裕村的乡亲请拿着 科技-001 到 3 号展位来领资料");
    find(desk, "ready-manager").locator("summary").click();
    find(desk, "ready-shared").click();
    assertThat(find(desk, "ready-kept")).containsText("{村名}的乡亲请拿着 {票号} 到 {展位}来领资料");
    PagesIT.check(desk);
    find(desk, "answer-send").click();
    assertThat(find(desk, "queue-row", first)).hasCount(0);
    Visitors.take(desk, second);
    find(desk, "ready").click();
    assertThat(find(desk, "answer-text")).hasValue("联合村的乡亲请拿着 科技-002 到 3 号展位来领资料");
    assertThat(find(desk, "answer-text")).isFocused();
    find(desk, "answer-text").fill("");
    desk.keyboard().press("Alt+1");
    assertThat(find(desk, "answer-text")).hasValue("联合村的乡亲请拿着 科技-002 到 3 号展位来领资料");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whatIsNotKnownStaysOpenAndIsNotSent() {
    hub.volunteer(fair, "keji", "王芳").post("/api/fairs/" + fair + "/desks/keji/ready-answers",
        Map.of("text", "请{村名}的村干部来登记")).mustBe(201);
    String question = hub.person().arrive(fair).asked(fair, "keji", "葵花列当怎么治");
    Page desk = visitors.volunteer("keji", "王芳");
    Visitors.take(desk, question);
    find(desk, "ready").click();
    find(desk, "answer-send").click();
    assertThat(desk.locator(".question [role=alert]").first()).hasText("还有 {村名} 没有填，请改成实际的再送。");
    find(desk, "answer-text").fill("请丰裕村的村干部来登记");
    find(desk, "answer-send").click();
    assertThat(find(desk, "notice").last()).containsText("已答复");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void oneIsRemovedAndAnothersOwnIsNotSeen() {
    hub.volunteer(fair, "keji", "李强").post("/api/fairs/" + fair + "/desks/keji/ready-answers", Map.of("text", "李强自己的")).mustBe(201);
    hub.volunteer(fair, "keji", "王芳").post("/api/fairs/" + fair + "/desks/keji/ready-answers", Map.of("text", "四月底")).mustBe(201);
    String question = ask("玉米几月种", "丰裕村");
    Page desk = visitors.volunteer("keji", "王芳");
    Visitors.take(desk, question);
    assertThat(find(desk, "ready")).hasText("1 四月底");
    find(desk, "ready-manager").locator("summary").click();
    find(desk, "ready-remove").click();
    assertThat(find(desk, "ready")).hasCount(0);
    desk.reload();
    find(desk, "answer-text").waitFor();
    assertThat(find(desk, "ready")).hasCount(0);
    assertThat(visitors.browsers().troubles()).isEmpty();
  }
}
