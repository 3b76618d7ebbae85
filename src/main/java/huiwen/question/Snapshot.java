package huiwen.question;

import java.util.List;

/**
 * Questions as they stood when the newest entry of the fair was this one.
 *
 * @param seq the number of that entry, 0 = none yet
 */
public record Snapshot(long seq, List<Question> questions) {

  public Snapshot {
    questions = List.copyOf(questions);
  }
}
