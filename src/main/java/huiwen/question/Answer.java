package huiwen.question;

import huiwen.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a desk has answered.
 *
 * @param by name of whoever answered
 * @param byId session number of whoever answered
 * @param serviceItems codes of the 四办 items that go with it
 * @param attachments it spoken, or pictures that go with it
 * @param translation of its words into the asker's language, or null
 * @param corrected whether other words stood here before
 * @param inPerson whether it was said face to face, at the booth: then its words may be no more than that it was
 * @param concerns why a moderator should look at it before others than its asker see it; mostly empty
 * @param basis what it stands on, or null
 * @param seenAt when its asker had it before her eyes; null = not yet, as far as the hub was told
 */
public record Answer(String text, String by, String byId, Instant at, List<String> serviceItems,
    List<String> concerns, List<Attachment> attachments, String translation, boolean corrected, boolean inPerson,
    Basis basis, Instant seenAt) {

  public Answer {
    attachments = List.copyOf(attachments);
    serviceItems = List.copyOf(serviceItems);
    concerns = List.copyOf(concerns);
  }

  /** In words alone. */
  public Answer(String text, String by, String byId, Instant at, List<String> serviceItems, List<String> concerns) {
    this(text, by, byId, at, serviceItems, concerns, List.of(), null, false, false, null, null);
  }

  /** Once a moderator has looked at it. */
  Answer approved() {
    return new Answer(text, by, byId, at, serviceItems, List.of(), attachments, translation, corrected, inPerson, basis, seenAt);
  }

  /**
   * In other words: its sound, its pictures and its translation said the old ones.
   *
   * @param found why a moderator should look at them before others than its asker see them
   */
  Answer correctedBy(Caller person, String words, List<String> found, Instant now) {
    return new Answer(words, person.name(), person.id(), now, serviceItems, found, List.of(), null, true, inPerson, basis, null);
  }

  /** @param found why a moderator should look at the translation before others than its asker see it */
  Answer translated(String words, List<String> found) {
    List<String> all = Stream.concat(concerns.stream(), found.stream()).distinct().toList();
    return new Answer(text, by, byId, at, serviceItems, all, attachments, words, corrected, inPerson, basis, seenAt);
  }

  /** @param when its asker has seen it; null = not yet */
  Answer seen(Instant when) {
    return new Answer(text, by, byId, at, serviceItems, concerns, attachments, translation, corrected, inPerson, basis, when);
  }

  /** Whether it says the same, whoever has seen which of the two. */
  boolean saysAs(Answer other) {
    return other != null && seen(null).equals(other.seen(null));
  }
}
