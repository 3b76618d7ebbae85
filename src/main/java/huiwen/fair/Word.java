package huiwen.fair;

import huiwen.text.Numbers;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A word to all who wait: “兽医 11 点回来”.
 *
 * @param id which cannot be guessed
 * @param department at whose desk; null = everywhere at the fair
 * @param text as it was written
 * @param until when it ends by itself, or has ended, by the database's clock
 * @param endsNanos the same as {@link System#nanoTime} counts on this node, whose clock may be another
 */
public record Word(String id, String department, String text, Instant until, long endsNanos) {

  /** Whether it is still said. */
  public boolean isPresent() {
    return endsNanos - System.nanoTime() > 0;
  }

  /** As the contract shows it to everybody: no number by which a person could be called stands in it. */
  public JsonObject view() {
    return new JsonObject()
        .put("id", id)
        .put("text", Numbers.mask(text))
        .put("department", department)
        .put("until", until.toString());
  }
}
