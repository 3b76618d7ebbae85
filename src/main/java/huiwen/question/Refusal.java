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
  /** A reply comes too late: the question is closed. */
  TOO_LATE_TO_REPLY,
  SAME_DEPARTMENT,
  NO_SUCH_DEPARTMENT,
  FAIR_CLOSED,
  /** The fair has not begun. */
  FAIR_NOT_BEGUN,
  /** The fair's days are over. */
  FAIR_OVER,
  /** What is urgent is never published. */
  URGENT_IS_PRIVATE,
  /** Its asker has not said that she wants it published. */
  ASKER_KEEPS_IT_PRIVATE,
  /** The staff has taken it back from the public. */
  TAKEN_BACK_BY_STAFF,
  /** A volunteer has to say why. */
  NO_REASON,
  /** Nobody knows where the desk stands, and the caller has not said it. */
  NO_BOOTH,
  /** Nobody has called its asker, or she has been seen to since. */
  NOT_CALLED,
  /** An answer without words, that was not said face to face either. */
  NO_WORDS,
  /** Others than whom it was said to wait for the answer: it has to be written down. */
  WORDS_NEEDED,
  /** Nobody of that number works at this desk now. */
  NO_SUCH_COLLEAGUE,
  /** There is no such question to merge into, as far as the caller may know. */
  NO_SUCH_QUESTION,
  /** What is urgent stays at the front of its queue. */
  URGENT_STAYS,
  /** So many are merged into it that no more can be. */
  TOO_MANY_MERGED,
  /** It is what another desk asks for: the villager is the lead desk's. */
  IS_PART,
  /** That desk has been asked already, or so many have that no more can be. */
  ASKED_ALREADY,
  /** No expert of that name has signed in for this fair. */
  NO_SUCH_EXPERT,
  /** Nothing is promised for a day that is over. */
  DUE_IS_PAST,
  /** The idempotency key has carried another command. */
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
      case FAIR_NOT_BEGUN -> Problem.conflict("conflict.fair-not-begun");
      case FAIR_OVER -> Problem.conflict("conflict.fair-over");
      case URGENT_IS_PRIVATE -> Problem.conflict("conflict.urgent-is-private");
      case ASKER_KEEPS_IT_PRIVATE -> Problem.conflict("conflict.asker-keeps-private");
      case TAKEN_BACK_BY_STAFF -> Problem.conflict("conflict.taken-back");
      case NO_REASON -> Problem.invalid("reason", "field.required");
      case NO_BOOTH -> Problem.invalid("booth", "field.booth");
      case NOT_CALLED -> Problem.conflict("conflict.not-called");
      case NO_WORDS -> Problem.invalid("text", "field.required");
      case WORDS_NEEDED -> Problem.invalid("text", "field.words-needed");
      case NO_SUCH_COLLEAGUE -> Problem.invalid("to", "field.colleague");
      case NO_SUCH_QUESTION -> Problem.invalid("into", "field.into");
      case URGENT_STAYS -> Problem.conflict("conflict.urgent-stays");
      case TOO_MANY_MERGED -> Problem.conflict("conflict.too-many-merged");
      case IS_PART -> Problem.conflict("conflict.part");
      case ASKED_ALREADY -> Problem.conflict("conflict.asked-already");
      case NO_SUCH_EXPERT -> Problem.invalid("expert", "field.expert");
      case DUE_IS_PAST -> Problem.invalid("due", "field.due");
      case OTHER_BODY -> Problem.conflict("conflict.other-body");
    };
  }
}
