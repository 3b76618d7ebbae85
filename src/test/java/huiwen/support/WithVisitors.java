package huiwen.support;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of pages: people at a new fair of the hub under test, each with a page of a real browser. */
@ExtendWith(HubUnderTest.class)
public abstract class WithVisitors {

  protected HubUnderTest.Running hub;
  protected Visitors visitors;

  @BeforeEach
  void arrive(HubUnderTest.Running running) {
    hub = running;
    visitors = new Visitors(hub);
  }

  @AfterEach
  void leave() {
    visitors.close();
  }
}
