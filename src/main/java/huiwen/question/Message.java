package huiwen.question;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/**
 * Something said about a question, beside the question itself.
 *
 * @param by name of whoever said it, or null for an asker without one
 */
public record Message(Type type, String by, String text, Instant at) {

  /** What it is; {@code QUESTION} stands for the asker's first words, which are kept in the question. */
  public enum Type {
    QUESTION, REPLY, ASK_BACK, ANSWER, NOTE, TRANSFER;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Notes and the reasons of transfers stay among the staff. */
    boolean isForAsker() {
      return this != NOTE && this != TRANSFER;
    }
  }

  public boolean isForAsker() {
    return type.isForAsker();
  }

  /** As on the wire, and in the journal. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("kind", type.code)
        .put("by", by)
        .put("text", text)
        .put("at", at.toString());
  }

  static Message of(JsonObject json) {
    return new Message(
        Type.valueOf(json.getString("kind").toUpperCase(Locale.ROOT).replace('-', '_')),
        json.getString("by"), json.getString("text"), Instant.parse(json.getString("at")));
  }
}
