package huiwen.question;

/**
 * A question as somebody sees it now.
 *
 * @param ahead how many wait before it at its desk; 0 unless it waits itself
 */
public record Seen(Question question, int ahead) {
}
