package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static huiwen.support.Visitors.take;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import huiwen.support.Person;
import huiwen.support.WithVisitors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is meant for one pair of eyes stays there: notes, drafts, names and numbers, and who is signed in. */
@Tag("browser")
class PrivatePagesIT extends WithVisitors {

  private static final String NOTE = "这家人吵得厉害，别提她丈夫";

  private Person villager;

  @BeforeEach
  void open() {
    villager = hub.person().arrive(visitors.fair());
  }

  private String asked(String text) {
    return villager.asked(visitors.fair(), "keji", text);
  }

  private static List<?> kept(Page page, String beginning) {
    return (List<?>) page.evaluate("beginning => Object.keys(localStorage).filter(key => key.startsWith(beginning))",
        "huiwen." + beginning);
  }

  // Words for colleagues ------------------------------------------------------------------------------------

  @Test
  void aNoteThatWasBegunNeverStandsInAnotherForm() {
    String question = asked("葵花咋种");
    String other = asked("玉米咋种");
    Page desk = visitors.volunteer("keji", "王芳");
    take(desk, question);
    find(desk, "note").click();
    find(desk, "note-text").fill(NOTE);
    desk.keyboard().press("Escape");
    assertThat(find(desk, "answer-text")).hasValue("");
    find(desk, "ask-back").click();
    assertThat(find(desk, "ask-back-text")).hasValue("");
    find(desk, "ask-back-text").fill("几亩？");
    desk.keyboard().press("Escape");
    find(desk, "answer-text").fill("五月前后种");
    find(desk, "transfer").click();
    assertThat(find(desk, "transfer-reason")).hasValue("");
    find(desk, "transfer-reason").fill("要先办低保");

    // each is there again, and none in another's place: at another question, and after a reload
    find(desk, "queue-row", other).click();
    assertThat(desk.locator("textarea")).hasCount(0);
    desk.reload();
    find(desk, "queue-row", question).click();
    assertThat(find(desk, "transfer-reason")).hasValue("要先办低保");
    desk.keyboard().press("Escape");
    desk.locator(".hand .quiet").click();
    assertThat(find(desk, "answer-text")).hasValue("五月前后种");
    assertThat(find(desk, "note")).containsText("写了一半");
    find(desk, "note").click();
    assertThat(find(desk, "note-text")).hasValue(NOTE);
    find(desk, "note-send").click();
    assertThat(desk.locator(".thread")).containsText(NOTE);
    assertThat(find(desk, "answer-text")).hasValue("五月前后种");
    find(desk, "ask-back").click();
    assertThat(find(desk, "ask-back-text")).hasValue("几亩？");
    assertThat(villager.get("/api/questions/" + question).text()).doesNotContain(NOTE);
  }

  @Test
  void anAnswerThatIsToStayPrivateIsSoAfterAReloadToo() {
    String question = villager.ask(visitors.fair(), Person.newKey(), Map.of("text", "葵花咋种", "department", "keji", "public", true))
        .mustBe(201).json().getString("id");
    Page desk = visitors.volunteer("keji", "王芳");
    take(desk, question);
    find(desk, "answer-text").fill("五月前后种");
    find(desk, "public").uncheck();
    desk.reload();
    assertThat(find(desk, "public")).not().isChecked();
    find(desk, "answer-send").click();
    assertThat(find(desk, "queue-row", question)).hasCount(0);
    assertThat(villager.get("/api/questions/" + question).json().getBoolean("public")).isFalse();
  }

  // A device that changes hands -----------------------------------------------------------------------------

  @Test
  void whoSheIsIsForgottenAtATouchAndAfterAWhile() {
    Page phone = visitors.browsers().phone();
    phone.clock().install();
    visitors.arrive(phone);
    phone.locator(".more summary").click();
    phone.locator("#name").fill("李大娘");
    phone.locator("#phone").fill("13800001111");
    find(phone, "clear").click();
    assertThat(phone.locator("#name")).hasValue("");
    assertThat(kept(phone, "draft.")).isEmpty();

    phone.locator("#name").fill("李大娘");
    phone.locator("#village").fill("永丰村");
    find(phone, "question-text").fill("我家的事");
    phone.clock().fastForward(20 * 60_000);
    phone.reload();
    assertThat(find(phone, "question-text")).hasValue("我家的事");
    assertThat(phone.locator("#name")).hasValue("李大娘");
    phone.clock().fastForward(31 * 60_000);
    assertThat(find(phone, "question-text")).hasValue("");
    assertThat(phone.locator("#name")).hasValue("");
    assertThat(kept(phone, "draft.")).isEmpty();
  }

  @Test
  void afterSigningOutNothingOfAVolunteerIsLeft() {
    String question = asked("葵花咋种");
    Page desk = visitors.volunteer("keji", "王芳");
    take(desk, question);
    find(desk, "answer-text").fill("写了一半");
    assertThat(kept(desk, "draft.")).isNotEmpty();
    desk.context().setOffline(true);
    find(desk, "answer-send").click();
    find(desk, "unsent").waitFor();
    find(desk, "leave").click();
    assertThat(find(desk, "leave-yes")).isVisible(); // what was not sent is not dropped without a word
    find(desk, "leave-yes").click();
    assertThat(find(desk, "join-name")).hasValue("");
    assertThat(kept(desk, "draft.")).isEmpty();
    assertThat(kept(desk, "out.")).isEmpty();
    assertThat(kept(desk, "volunteer")).isEmpty();
    // and who opens the page next is not let in as her, though the hub could not be told
    desk.context().setOffline(false);
    desk.reload();
    assertThat(find(desk, "join-name")).hasValue("");
    assertThat(kept(desk, "leaving")).isEmpty();
  }

  @Test
  void theFormSaysWhoReads() {
    Page phone = visitors.villager();
    assertThat(find(phone, "who-reads")).containsText("部门和组织者看得到");
    phone.locator(".more summary").click();
    assertThat(phone.locator(".more")).containsText("只有接办您这个问题的工作人员看得到");
  }

  // Who is signed in ----------------------------------------------------------------------------------------

  @Test
  void anOrganizerWhoOpensADesksLinkIsAskedFirst() {
    Page board = visitors.organizer();
    String invite = visitors.invite("keji");
    board.navigate(invite);
    assertThat(find(board, "replaces")).isVisible();
    assertThat((String) board.evaluate("async () => (await (await fetch('/api/session')).json()).role")).isEqualTo("organizer");
    find(board, "stay").click();
    find(board, "total-asked").waitFor();

    board.navigate("/f/" + visitors.fair()); // away, so that the same page is opened anew
    board.navigate(invite);
    find(board, "join-name").fill("王芳");
    find(board, "join").click();
    assertThat(board.locator(".who")).hasText("王芳");
    assertThat((String) board.evaluate("async () => (await (await fetch('/api/session')).json()).role")).isEqualTo("volunteer");
  }

  @Test
  void anInviteIsFoundInWhatWasPastedAroundIt() {
    String invite = visitors.invite("keji");
    Page desk = visitors.browsers().laptop();
    desk.navigate("/desk");
    find(desk, "join-invite").fill("王芳你好，点这个链接 " + hub.address() + invite + " ，进去就能答。");
    find(desk, "join-name").fill("王芳");
    find(desk, "join").click();
    assertThat(desk.locator(".who")).hasText("王芳");
  }

  @Test
  void whoComesWithHalfAnInviteIsToldToAskForItOnceMore() {
    Page desk = visitors.browsers().laptop();
    desk.navigate("/desk#invite=nosuchinvite");
    find(desk, "join-name").fill("王芳");
    find(desk, "join").click();
    assertThat(desk.locator("[role=alert]")).hasText("没有这个邀请：可能没复制全。请向组织者再要一次，整条复制过来。");
  }
}
