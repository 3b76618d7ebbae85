package huiwen.live;

import huiwen.access.Caller;
import huiwen.access.Role;
import huiwen.fair.Departments;
import huiwen.fair.Fair;
import huiwen.problem.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * What a join frame asks for, read and checked.
 *
 * @param departments null = all that are the caller's
 * @param since number of the newest entry that the client has; null = none
 * @param epoch of which journal that is; null = the present one
 */
record Join(String fair, Interest.As as, Set<String> departments, Long since, String epoch) {

  /** @throws IllegalArgumentException or ClassCastException where the frame is not one */
  static Join of(JsonObject frame) {
    if (!"join".equals(frame.getString("op")) || !(frame.getValue("fair") instanceof String)) {
      throw new IllegalArgumentException("no join");
    }
    Interest.As as = switch (String.valueOf(frame.getString("as"))) {
      case "asker" -> Interest.As.ASKER;
      case "desk" -> Interest.As.DESK;
      case "board" -> Interest.As.BOARD;
      case "screen" -> Interest.As.SCREEN;
      default -> throw new IllegalArgumentException("no such part");
    };
    JsonArray departments = frame.getJsonArray("departments");
    Set<String> codes = null;
    if (departments != null) {
      codes = new HashSet<>();
      for (int i = 0; i < departments.size(); i++) {
        codes.add(Objects.requireNonNullElse(departments.getString(i), ""));
      }
    }
    return new Join(frame.getString("fair"), as, codes, frame.getLong("since"), frame.getString("epoch"));
  }

  /** What the client has of this stream's journal: nothing where it speaks of another one. */
  Long sinceIn(FairStream stream) {
    return epoch == null || stream.isOf(epoch) ? since : null;
  }

  boolean needsSession() {
    return as == Interest.As.DESK || as == Interest.As.BOARD;
  }

  /** What an asker, or a wall that everybody sees, follows. */
  Interest interestOf(Caller asker) {
    return new Interest(as, asker, Set.of());
  }

  /**
   * What somebody who is signed in follows.
   *
   * @param staff null where nobody is signed in
   * @throws Problem 401 where nobody is signed in, 403 where she may not
   */
  Interest interestOf(Caller staff, Fair at) {
    if (staff == null) {
      throw Problem.unauthenticated();
    }
    Set<String> desks = as == Interest.As.BOARD ? Set.of() : desksOf(staff, at);
    boolean allowed = as == Interest.As.BOARD
        ? staff.isOrganizer()
        : staff.role() == Role.EXPERT ? at.code().equals(staff.fair()) : !desks.isEmpty() && desks.stream().allMatch(code -> staff.servesDesk(at.code(), code));
    if (!allowed) {
      throw Problem.forbidden();
    }
    return new Interest(as, staff, desks);
  }

  private Set<String> desksOf(Caller staff, Fair at) {
    boolean isExpert = staff.role() == Role.EXPERT; // any desk may put a question to her
    if (departments != null && !departments.isEmpty() && !isExpert) {
      return departments;
    }
    if (!staff.isOrganizer() && !isExpert) {
      return staff.departments();
    }
    var all = new HashSet<>(at.present());
    all.add(Departments.TRIAGE);
    return all;
  }
}
