package huiwen.tally;

import java.util.Set;

/**
 * Who is connected to one core's live part at one fair.
 *
 * @param source tells the live parts apart
 * @param askers how many there are
 * @param volunteers numbers of their sessions: one may have several pages open
 * @param boards how many follow the tally
 */
public record Online(String source, int fairId, int askers, Set<String> volunteers, int boards) {

  public Online {
    volunteers = Set.copyOf(volunteers);
  }
}
