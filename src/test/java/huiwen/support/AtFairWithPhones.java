package huiwen.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static huiwen.support.Visitors.find;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test at a new fair of the hub under test, to which phones come with pages of a real browser. */
public abstract class AtFairWithPhones extends AtFair {

  protected Browsers browsers;

  @BeforeEach
  void open() {
    browsers = new Browsers(hub.address());
  }

  @AfterEach
  void close() {
    browsers.close();
  }

  /** Opens the villager's page, and waits until it is connected. */
  protected Page arrive(Page phone) {
    phone.navigate("/f/" + fair);
    assertThat(find(phone, "connection")).hasAttribute("data-state", "online");
    return phone;
  }

  /** Asks at the desk of science. @return the question's number */
  protected static String ask(Page phone, String text) {
    if (find(phone, "again").isVisible()) {
      find(phone, "again").click();
    }
    find(phone, "question-text").fill(text);
    phone.locator("#department").selectOption("keji");
    find(phone, "send").click();
    Locator card = phone.locator("[data-test=my-question]", new Page.LocatorOptions().setHasText(text));
    card.waitFor();
    return card.getAttribute("data-id");
  }
}
