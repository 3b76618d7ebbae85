package huiwen.question;

/**
 * In whose hands a question is.
 *
 * @param holder number of the session
 * @param name of the person, as shown to others
 */
public record Claim(String holder, String name) {
}
