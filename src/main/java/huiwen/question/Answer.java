package huiwen.question;

import java.time.Instant;
import java.util.List;

/**
 * What a desk has answered.
 *
 * @param by name of whoever answered
 * @param byId session number of whoever answered
 * @param serviceItems codes of the 四办 items that go with it
 * @param attachments it spoken, or pictures that go with it
 * @param concerns why a moderator should look at it before others than its asker see it; mostly empty
 */
public record Answer(String text, String by, String byId, Instant at, List<String> serviceItems,
    List<String> concerns, List<Attachment> attachments) {

  public Answer {
    attachments = List.copyOf(attachments);
    serviceItems = List.copyOf(serviceItems);
    concerns = List.copyOf(concerns);
  }

  /** In words alone. */
  public Answer(String text, String by, String byId, Instant at, List<String> serviceItems, List<String> concerns) {
    this(text, by, byId, at, serviceItems, concerns, List.of());
  }

  /** Once a moderator has looked at it. */
  Answer approved() {
    return new Answer(text, by, byId, at, serviceItems, List.of(), attachments);
  }
}
