package huiwen.question;

/**
 * What a question has brought its asker.
 *
 * @param answer the one in force, or null
 * @param rating of that answer, or null; of the one before where a low grade has reopened the question
 */
record Outcome(Answer answer, Rating rating) {

  static final Outcome NONE = new Outcome(null, null);
}
