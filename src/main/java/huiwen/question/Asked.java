package huiwen.question;

import java.time.Instant;
import java.util.List;

/**
 * What never changes in a question and tells of no person: what was asked, where, when. Who asked stands in {@link Person}.
 *
 * @param id see {@link QuestionId}
 * @param fairId number of its fair in this hub's database
 * @param place the {@code seq} of the entry with which it was asked
 * @param ticket what the villager is told, for instance 科技-012
 * @param text as typed, untouched
 * @param language of the text: a BCP 47 tag such as {@code zh-Hans}, {@code mn-Mong}, {@code mn-Cyrl}
 * @param village or null
 * @param attachments numbers of photos and sounds
 * @param concerns why a moderator should look at it before others see it, in words; mostly empty
 * @param urgency what kind of danger to life or body it tells of, or null
 */
public record Asked(String id, int fairId, long place, String ticket, String text, String language,
    String village, List<String> attachments, List<String> concerns, String urgency, Instant at) {

  /** Before all places: more entries than this no fair will have. */
  private static final long URGENT_FIRST = 1_000_000_000_000L;

  public Asked {
    attachments = List.copyOf(attachments);
    concerns = List.copyOf(concerns);
  }

  public boolean isUrgent() {
    return urgency != null;
  }

  /** Where it stands in every queue, the smallest first: what is urgent before all else, then in the order of asking. */
  public long rank() {
    return isUrgent() ? place - URGENT_FIRST : place;
  }
}
