package huiwen.question;

/**
 * What a question has brought its asker.
 *
 * @param answer the one in force, or null
 * @param rating of that answer, or null; of the one before where a low grade has reopened the question
 * @param followUp what was promised for after the fair, or null
 */
record Outcome(Answer answer, Rating rating, FollowUp followUp) {

  static final Outcome NONE = new Outcome(null, null, null);

  Outcome with(Answer next) {
    return new Outcome(next, rating, followUp);
  }

  Outcome with(Rating next) {
    return new Outcome(answer, next, followUp);
  }

  Outcome with(FollowUp next) {
    return new Outcome(answer, rating, next);
  }
}
