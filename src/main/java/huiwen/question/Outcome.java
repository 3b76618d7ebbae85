package huiwen.question;

/**
 * What a question has brought its asker.
 *
 * @param answer the one in force, or null
 * @param rating of that answer, or null; of the one before where a low grade has reopened the question
 * @param followUp what was promised for after the fair, or null
 * @param solved what its asker has said last of whether it is solved, or null
 */
record Outcome(Answer answer, Rating rating, FollowUp followUp, Solved solved) {

  static final Outcome NONE = new Outcome(null, null, null, null);

  Outcome with(Answer next) {
    return new Outcome(next, rating, followUp, solved);
  }

  Outcome with(Rating next) {
    return new Outcome(answer, next, followUp, solved);
  }

  Outcome with(FollowUp next) {
    return new Outcome(answer, rating, next, solved);
  }

  Outcome with(Solved next) {
    return new Outcome(answer, rating, followUp, next);
  }
}
