package huiwen.live;

import huiwen.access.Caller;
import huiwen.question.View;
import java.util.Set;

/**
 * What a socket wants to follow, and may.
 *
 * @param as in which part
 * @param who the asker, or who is signed in
 * @param departments the desks it follows; empty but for {@code DESK}
 */
record Interest(As as, Caller who, Set<String> departments) {

  /** The parts in which a socket can join. */
  enum As {
    ASKER, DESK, BOARD
  }

  Interest {
    departments = Set.copyOf(departments);
  }

  /** How much this reader sees of a question of which it sees anything; an asker sees more of her own. */
  View view() {
    return switch (as) {
      case ASKER -> View.PUBLIC;
      case DESK -> View.STAFF;
      case BOARD -> View.BOARD;
    };
  }
}
