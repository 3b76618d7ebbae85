package huiwen.similar;

import java.time.Instant;
import java.util.UUID;

/**
 * An answer that was known before anybody asked.
 *
 * @param id begins with {@link #PREFIX}
 * @param createdAt when it was brought along
 * @param updatedAt when its words were last changed
 */
public record KnownAnswer(String id, String department, String question, String answer, Instant createdAt, Instant updatedAt) {

  public static final String PREFIX = "answer-";

  /** One that is brought along now. */
  public static KnownAnswer now(String department, String question, String answer) {
    Instant now = Instant.now();
    return new KnownAnswer(PREFIX + UUID.randomUUID(), department, question, answer, now, now);
  }
}
