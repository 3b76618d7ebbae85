package huiwen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import huiwen.support.WithVisitors;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How volunteers come in by invites that messengers, clipboards and thumbs have been at. */
@Tag("browser")
class DoorPagesIT extends WithVisitors {

  private String token;

  @BeforeEach
  void invite() {
    String invite = visitors.invite("keji");
    token = invite.substring(invite.indexOf('=') + 1);
  }

  private void come(Page desk) {
    find(desk, "join-name").fill("王芳");
    find(desk, "join").click();
    assertThat(desk.locator(".who")).hasText("王芳");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/desk%23invite=TOKEN", "/desk%23invite%3DTOKEN", "/desk#invite=TOKEN？from=groupmessage", "/desk#invite=TOKEN?from=timeline",
      "/desk?from=singlemessage#invite=TOKEN", "/desk＃invite＝TOKEN", "/desk#invite%3DTOKEN，进去就能答"})
  void anAddressLeadsToTheDeskWhateverWasMadeOfIt(String address) {
    Page desk = visitors.browsers().laptop();
    desk.navigate(address.replace("TOKEN", token));
    come(desk);
    assertThat(desk.url()).endsWith("/desk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"王芳你好，点这个 http://hub/desk#invite=TOKEN ，进去就能答。", "TOKEN", "http：／／hub／desk＃invite＝TOKEN",
      "http://hub/desk%23invite=TOKEN", "http://hub/desk#invite=\nTOKEN\n快来", "链接：TOKEN。"})
  void whatIsPastedIsLookedThroughForTheInvite(String pasted) {
    Page desk = visitors.browsers().laptop();
    desk.navigate("/desk");
    find(desk, "join-invite").fill(pasted.replace("TOKEN", token));
    come(desk);
  }

  @Test
  void anInviteThatIsPastedOverAnOpenTabsAddressAddsItsDesk() {
    Page desk = visitors.volunteer("keji", "王芳");
    desk.evaluate("invite => { location.hash = invite.split('#')[1]; }", visitors.invite("nongmu"));
    assertThat(find(desk, "desk-filter")).containsText("农牧");
    assertThat(desk.locator(".who")).hasText("王芳");
    desk.evaluate("location.hash = 'invite=' + 'x'.repeat(32)");
    assertThat(find(desk, "notice").last()).containsText("没有这个邀请");
    assertThat(find(desk, "desk-filter")).isVisible();
  }

  @Test
  void whoComesByARenewedInviteIsToldWhichItWasAndAsksForAnother() {
    Page desk = visitors.browsers().laptop();
    desk.navigate("/desk#invite=" + token);
    find(desk, "join-name").fill("王芳");
    hub.organizer().put("/api/fairs/" + visitors.fair() + "/desks/keji", Map.of("renew", true)).mustBe(200);
    find(desk, "join").click();
    assertThat(desk.locator("[role=alert]")).hasText("“测试活动”科技服务台的邀请换过了，这一个用不了了。请向那里的组织者要新的。");
    find(desk, "join-invite").fill(hub.address() + visitors.invite("keji")); // where the old one was
    find(desk, "join").click();
    assertThat(desk.locator(".who")).hasText("王芳");
    assertThat(visitors.browsers().troubles()).isEmpty();
  }

  @Test
  void whoHoldsAnInviteOfAnotherFairIsToldWhereSheIsNow() {
    Page desk = visitors.volunteer("keji", "王芳");
    String other = hub.newFair();
    String url = hub.organizer().put("/api/fairs/" + other + "/desks/keji", Map.of()).mustBe(200).json().getString("url");
    desk.evaluate("hash => { location.hash = hash; }", url.substring(url.indexOf('#')));
    assertThat(find(desk, "notice").last()).hasText("您现在在“测试活动”的服务台。");
  }
}
