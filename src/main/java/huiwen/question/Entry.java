package huiwen.question;

import java.time.Instant;

/**
 * One committed change of one question.
 *
 * @param seq its number within the fair, from 1, without a gap, in commit order
 * @param question as the entry left it
 * @param from where the question stood before; null for a new one
 * @param message what was said with it, or null
 * @param reason why a claim has ended, or that its desk has gone home; null for all else
 */
public record Entry(int fairId, long seq, Instant at, Kind kind, Question question, From from,
    Message message, Release reason) {

  /**
   * Where a question stood before an entry.
   *
   * @param answered whether it had been answered at any time
   * @param grade of its rating, or null
   * @param published whether everybody could see it
   * @param solved what its asker had said of whether it is solved, or null
   */
  public record From(State state, String department, boolean answered, Integer grade, boolean published, Boolean solved) {

    static From of(Question question) {
      return question == null ? null : new From(question.state(), question.department(),
          question.firstAnsweredAt() != null, question.rating() == null ? null : question.rating().grade(),
          question.isPublished(), question.solved() == null ? null : question.solved().solved());
    }
  }

  /** Whether the question came to this desk, left it or stayed at it. */
  public boolean concerns(String department) {
    return question.department().equals(department) || from != null && department.equals(from.department());
  }

  /** Whether everybody could see the question before this entry. */
  public boolean wasPublished() {
    return from != null && from.published();
  }
}
