package huiwen.question;

import java.time.Instant;

/**
 * 好差评: what the asker thinks of the answer.
 *
 * @param grade 5 = 非常满意 … 1 = 非常不满意
 * @param comment or null
 */
public record Rating(int grade, String comment, Instant at) {

  /** From this grade on the asker was satisfied. */
  static final int SATISFIED = 4;
  /** Up to this grade the question is opened once more. */
  static final int REOPENS = 2;

  public boolean isSatisfied() {
    return grade >= SATISFIED;
  }
}
