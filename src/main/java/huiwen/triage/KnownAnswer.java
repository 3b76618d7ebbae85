package huiwen.triage;

/**
 * An answer that was known before anybody asked.
 *
 * @param id begins with {@link #PREFIX}
 */
public record KnownAnswer(String id, String department, String question, String answer) {

  public static final String PREFIX = "answer-";
}
