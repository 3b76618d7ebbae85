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
 * @param attachments pictures and a sound that go with it
 */
public record Asked(String id, int fairId, long place, String ticket, String text, String language,
    String village, List<Attachment> attachments, Instant at) {

  public Asked {
    attachments = List.copyOf(attachments);
  }
}
