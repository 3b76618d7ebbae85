package huiwen.live;

import huiwen.access.Caller;
import huiwen.access.Role;
import huiwen.question.Entry;
import huiwen.question.Kind;
import huiwen.question.Question;
import huiwen.question.View;
import java.util.Set;

/**
 * What a socket wants to follow, and may.
 *
 * @param as in which part
 * @param who the asker or, where a session is needed, who is signed in
 * @param departments the desks it follows; empty but for {@code DESK}
 */
record Interest(As as, Caller who, Set<String> departments) {

  /** The parts in which a socket can join. */
  enum As {
    ASKER, DESK, BOARD, SCREEN
  }

  Interest {
    departments = Set.copyOf(departments);
  }

  /** Whether only somebody who is signed in can join in this part. */
  boolean needsSession() {
    return as == As.DESK || as == As.BOARD;
  }

  /** Whether it is an expert's, who is told of what was put to her alone. */
  boolean isExperts() {
    return who.role() == Role.EXPERT;
  }

  /** Whether something happened here of which this reader is told: to a question that it sees, or could see before. */
  boolean concerns(Entry entry) {
    if (entry.kind() == Kind.SEEN && as != As.DESK) { // nobody else's business
      return as == As.ASKER && entry.question().isAskedBy(who.id());
    }
    return switch (as) {
      case ASKER -> entry.question().isAskedBy(who.id()) || entry.question().isPublished() || entry.wasPublished();
      case DESK -> isExperts() ? entry.question().isPutTo(who.id()) : departments.stream().anyMatch(entry::concerns);
      case BOARD -> true;
      case SCREEN -> !entry.question().isPart(); // nobody has its ticket
    };
  }

  /** How much this reader sees of a question as it is now; null = nothing. */
  View sees(Question question) {
    return switch (as) {
      case ASKER -> question.isAskedBy(who.id()) ? View.OWNER : question.isPublished() ? View.PUBLIC : null;
      case DESK -> isExperts() || departments.contains(question.department()) ? View.forCaller(question, who) : null;
      case BOARD -> View.BOARD;
      case SCREEN -> question.isPart() ? null : View.SCREEN;
    };
  }
}
