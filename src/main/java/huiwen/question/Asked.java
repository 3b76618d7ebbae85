package huiwen.question;

import java.time.Instant;
import java.util.List;

/**
 * What never changes in a question: who asked what, when.
 *
 * @param id see {@link QuestionId}
 * @param fairId number of its fair
 * @param place its place in every queue: the {@code seq} of the entry with which it was asked
 * @param ticket what the villager is told, for instance 科技-012
 * @param text as typed, untouched
 * @param language of the text: a BCP 47 tag such as {@code zh-Hans}, {@code mn-Mong}, {@code mn-Cyrl}
 * @param village or null
 * @param name or null
 * @param phone or null
 * @param asker number of the asker
 * @param idempotencyKey under which the phone sent it
 * @param bodyHash of what the phone sent, to know the same key with another question
 * @param publicWish whether the asker wants it published; null = she did not say
 * @param attachments numbers of photos and sounds
 * @param concerns why a moderator should look at it before others see it, in words; mostly empty
 */
public record Asked(String id, int fairId, long place, String ticket, String text, String language,
    String village, String name, String phone, String asker, String idempotencyKey, String bodyHash,
    Boolean publicWish, List<String> attachments, List<String> concerns, Instant at) {

  public Asked {
    attachments = List.copyOf(attachments);
    concerns = List.copyOf(concerns);
  }
}
