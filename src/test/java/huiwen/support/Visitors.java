package huiwen.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.Map;

/** People at a fair with a page each: they come in, ask and take up as everybody does. */
public final class Visitors implements AutoCloseable {

  private final HubUnderTest.Running hub;
  private final String fair;
  private final Browsers browsers;

  /** At a new fair of this hub. */
  public Visitors(HubUnderTest.Running hub) {
    this(hub, new Browsers(hub.address()));
  }

  private Visitors(HubUnderTest.Running hub, Browsers browsers) {
    this.hub = hub;
    this.fair = hub.newFair();
    this.browsers = browsers;
  }

  /** As phones at a fair see the hub: by plain http under a name that is not this machine's, which is no secure context. */
  public static Visitors byPlainHttp(HubUnderTest.Running hub) {
    URI there = URI.create("http://" + Browsers.VILLAGE + ":" + hub.address().getPort());
    return new Visitors(hub, new Browsers(there));
  }

  public String fair() {
    return fair;
  }

  public Browsers browsers() {
    return browsers;
  }

  /** The part of a page that has this hook. */
  public static Locator find(Page page, String hook) {
    return page.locator("[data-test=" + hook + "]");
  }

  /** The part of a page that has this hook and shows the question of this number. */
  public static Locator find(Page page, String hook, String id) {
    return page.locator("[data-test=" + hook + "][data-id='" + id + "']");
  }

  /** A villager whose page is connected. */
  public Page villager() {
    return arrive(browsers.phone());
  }

  /** Opens the villager's page in this tab. */
  public Page arrive(Page phone) {
    phone.navigate("/f/" + fair);
    assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
    return phone;
  }

  public void ask(Page phone, String department, String text) {
    if (find(phone, "again").isVisible()) {
      find(phone, "again").click();
    }
    find(phone, "question-text").fill(text);
    phone.locator("#department").selectOption(department);
    find(phone, "send").click();
    find(phone, "again").waitFor();
  }

  /** An organizer who has signed in. */
  public Page organizer() {
    Page board = browsers.screen();
    board.navigate("/board?fair=" + fair);
    find(board, "password").fill(HubUnderTest.PASSWORD);
    find(board, "sign-in").click();
    find(board, "total-asked").waitFor();
    return board;
  }

  /** The address of the invite of a desk, without the hub's. */
  public String invite(String department) {
    String url = hub.organizer().put("/api/fairs/" + fair + "/desks/" + department, Map.of()).mustBe(200).json()
        .getString("url");
    return url.substring(url.indexOf("/desk"));
  }

  /** A volunteer at her desk. */
  public Page volunteer(String department, String name) {
    Page desk = browsers.laptop();
    desk.navigate(invite(department));
    find(desk, "join-name").fill(name);
    find(desk, "join").click();
    assertThat(find(desk, "connection")).hasAttribute("data-state", "online");
    return desk;
  }

  /** Chooses a department in a field into which some of its name is typed. */
  public static void choose(Locator field, String name) {
    field.fill(name);
    field.press("Enter");
  }

  /** Takes a question up. */
  public static void take(Page desk, String question) {
    find(desk, "queue-row", question).click();
    find(desk, "claim").click();
    find(desk, "answer-text").waitFor();
  }

  /** The number of the question that the first of her tickets is about. */
  public static String questionOf(Page phone) {
    return find(phone, "my-question").first().getAttribute("data-id");
  }

  @Override
  public void close() {
    browsers.close();
  }
}
