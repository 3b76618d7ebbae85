package huiwen.question;

import java.util.List;
import java.util.Map;

/**
 * What the ledger answers once the database has committed.
 *
 * @param question as it is now
 * @param created whether this command has made it; false for the same key again, and for all other commands
 * @param ahead how many waited before it when it was made; -1 where it was not made now
 * @param said what was said with it, or null
 * @param changes how many questions this command has changed
 * @param refused of the other questions that the command names, those that stay as they are, and why
 * @param made questions that it has made beside
 */
public record Committed(Question question, boolean created, int ahead, Message said, int changes,
    Map<String, Refusal> refused, List<Question> made) {

  static Committed asked(Question question, int ahead) {
    return new Committed(question, true, ahead, null, 1, Map.of(), List.of());
  }

  static Committed changed(Question question, Message said, int changes, Map<String, Refusal> refused, List<Question> made) {
    return new Committed(question, false, -1, said, changes, refused, made);
  }

  static Committed unchanged(Question question) {
    return changed(question, null, 0, Map.of(), List.of());
  }

  /** What became of one of the other questions that the command names, as an HTTP status. */
  public int statusOf(String id) {
    Refusal refusal = refused.get(id);
    return refusal == null ? 200 : refusal.problem(null).type().status();
  }
}
