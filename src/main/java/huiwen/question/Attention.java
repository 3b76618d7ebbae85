package huiwen.question;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found in its asker's words, at first or in a reply, that asks for more than the ordinary care.
 *
 * @param urgency what kind of danger to life or body they tell of, or null
 * @param concerns why a moderator should look at it before others see it, in words; mostly empty
 */
public record Attention(String urgency, List<String> concerns) {

  /** Before all places: more entries than this no fair will have. */
  private static final long URGENT_FIRST = 1_000_000_000_000L;
  private static final long PROBLEMS_NEXT = URGENT_FIRST / 2;

  public static final Attention NONE = new Attention(null, List.of());

  public Attention {
    concerns = List.copyOf(concerns);
  }

  public boolean isUrgent() {
    return urgency != null;
  }

  /** Whether it waits for a moderator: what is urgent never does. */
  boolean isHeld() {
    return !isUrgent() && !concerns.isEmpty();
  }

  /**
   * Where what has this place stands in every queue, the smallest first: what is urgent before all else, and what nobody wants
   * before the rest.
   */
  long rank(long place, boolean isProblem) {
    return isUrgent() ? place - URGENT_FIRST : isProblem ? place - PROBLEMS_NEXT : place;
  }

  /** With what more was found: it does not become less urgent. */
  Attention with(Attention more) {
    var all = new ArrayList<>(concerns);
    more.concerns.stream().filter(concern -> !all.contains(concern)).forEach(all::add);
    return new Attention(isUrgent() ? urgency : more.urgency, all);
  }
}
