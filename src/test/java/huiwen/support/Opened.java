package huiwen.support;

import java.util.ArrayList;
import java.util.List;

/** What a test has opened, closed after it. */
public final class Opened implements AutoCloseable {

  private final List<AutoCloseable> all = new ArrayList<>();

  public <T extends AutoCloseable> T add(T one) {
    all.add(one);
    return one;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable one : all) {
      one.close();
    }
  }
}
