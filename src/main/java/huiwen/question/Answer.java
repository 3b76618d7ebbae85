package huiwen.question;

import java.time.Instant;
import java.util.List;

/**
 * What a desk has answered.
 *
 * @param by name of whoever answered
 * @param byId session number of whoever answered
 * @param serviceItems codes of the 四办 items that go with it
 */
public record Answer(String text, String by, String byId, Instant at, List<String> serviceItems) {

  public Answer {
    serviceItems = List.copyOf(serviceItems);
  }
}
