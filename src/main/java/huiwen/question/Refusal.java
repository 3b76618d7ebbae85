package huiwen.question;

import huiwen.problem.Problem;

/** Why a command is not carried out, by name. */
public enum Refusal implements Cell {
  /** The caller may not know that it exists. */
  NOT_FOUND,
  /** The caller may see it but not do this. */
  FORBIDDEN,
  /** Somebody else holds it. */
  CLAIMED_BY_OTHER,
  ALREADY_ANSWERED,
  /** It is finished. */
  NOT_OPEN,
  NOT_CLAIMED,
  /** It waits for the organizer. */
  IS_HELD,
  NOT_HELD,
  NOT_ANSWERED,
  ALREADY_RATED,
  /** A reply comes too late: the answer is there. */
  TOO_LATE_TO_REPLY,
  SAME_DEPARTMENT,
  NO_SUCH_DEPARTMENT,
  FAIR_CLOSED,
  /** The idempotency key has carried another question. */
  OTHER_BODY;

  /**
   * What the caller is told.
   *
   * @param claimedBy the name of whoever holds the question, or null
   */
  Problem problem(String claimedBy) {
    return switch (this) {
      case NOT_FOUND -> Problem.notFound();
      case FORBIDDEN -> Problem.forbidden();
      case CLAIMED_BY_OTHER -> Problem.conflict("conflict.claimed").with("claimedBy", claimedBy);
      case ALREADY_ANSWERED -> Problem.conflict("conflict.already-answered");
      case NOT_OPEN -> Problem.conflict("conflict.not-open");
      case NOT_CLAIMED -> Problem.conflict("conflict.not-claimed");
      case IS_HELD -> Problem.conflict("conflict.held");
      case NOT_HELD -> Problem.conflict("conflict.not-held");
      case NOT_ANSWERED -> Problem.conflict("conflict.not-answered");
      case ALREADY_RATED -> Problem.conflict("conflict.already-rated");
      case TOO_LATE_TO_REPLY -> Problem.conflict("conflict.answered-no-reply");
      case SAME_DEPARTMENT -> Problem.invalid("department", "field.same-department");
      case NO_SUCH_DEPARTMENT -> Problem.invalid("department", "field.department");
      case FAIR_CLOSED -> Problem.conflict("conflict.fair-closed");
      case OTHER_BODY -> Problem.conflict("conflict.other-body");
    };
  }
}
