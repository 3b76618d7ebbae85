package huiwen.triage;

import huiwen.question.Routing;
import huiwen.text.Reading;
import io.vertx.core.Future;
import java.util.Collection;

/** Says to which desk a villager's words go, and why. */
public interface Triage {

  /**
   * Finds the desk. Never fails because a model does: then the words go to the triage desk.
   *
   * @param words the villager's
   * @param chosen code of the department that she chose, which is kept; null = none
   * @param present codes of the departments that are at the fair
   */
  Future<Routing> route(Reading words, String chosen, Collection<String> present);

  /** Code of the department that the words themselves are most likely about, wherever they go; null where none is likely. */
  String matterOf(Reading words);
}
