package huiwen.support;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test at a new fair of the hub under test, at which a villager has arrived. */
@ExtendWith(HubUnderTest.class)
public abstract class AtFair {

  protected HubUnderTest.Running hub;
  protected String fair;
  protected Person villager;

  @BeforeEach
  void arrive(HubUnderTest.Running running) {
    hub = running;
    fair = hub.newFair();
    villager = hub.person().arrive(fair);
  }

  /** By an organizer. */
  protected void answer(String question, String text) {
    hub.organizer().act(question, "answer", Map.of("text", text)).mustBe(200);
  }
}
