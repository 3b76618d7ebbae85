package huiwen.triage;

import java.util.Collection;
import java.util.List;

/** Says which department a villager's words are for, and why. */
public interface Triage {

  /**
   * A department that the words may be for.
   *
   * @param department its code
   * @param confidence 0 to 1: how likely it is the right one
   * @param reasons in words that a volunteer can check, at least one
   */
  record Candidate(String department, double confidence, List<String> reasons) {

    public Candidate {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Ranks the departments, the likeliest first; empty where the words fit none.
   *
   * @param text as the villager typed it
   * @param present codes of the departments that may be named
   */
  List<Candidate> rank(String text, Collection<String> present);

  /** From this confidence on a question goes to the desk without a person having looked. */
  double threshold();
}
