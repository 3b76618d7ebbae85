package huiwen.question;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A picture or a sound that goes with a question, a message or an answer. Its bytes lie elsewhere.
 *
 * @param id cannot be guessed
 * @param type its media type, as the hub has found it
 * @param bytes how many it has
 */
public record Attachment(String id, String type, int bytes) {

  /** Whether every phone plays it, or shows it: Opus is played by some. */
  public boolean isForEveryPhone() {
    return !type.equals("audio/webm") && !type.equals("audio/ogg");
  }

  public boolean isSound() {
    return type.startsWith("audio/");
  }

  /** As the contract shows it. */
  public JsonObject toJson() {
    return new JsonObject().put("id", id).put("type", type).put("bytes", bytes);
  }

  static JsonArray toJson(List<Attachment> attachments) {
    return new JsonArray(attachments.stream().map(Attachment::toJson).toList());
  }

  /** @param json null where there are none */
  static List<Attachment> listOf(JsonArray json) {
    return json == null || json.isEmpty() ? List.of() : json.stream().map(JsonObject.class::cast)
        .map(one -> new Attachment(one.getString("id"), one.getString("type"), one.getInteger("bytes"))).toList();
  }
}
