package huiwen.live;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A sign of life of a client.
 *
 * @param holding numbers of the questions that somebody holds and is at work on; mostly none
 */
record Beat(Set<String> holding) {

  /** As many as a page shows, and more than anybody has in hand. */
  private static final int MOST_HELD = 100;
  private static final int LONGEST_NUMBER = 80;

  /** @throws IllegalArgumentException or ClassCastException where the frame is not one */
  static Beat of(JsonObject frame) {
    JsonArray holding = frame.getJsonArray("holding");
    if (holding == null) {
      return new Beat(Set.of());
    }
    if (holding.size() > MOST_HELD) {
      throw new IllegalArgumentException("nobody holds so many");
    }
    return new Beat(holding.stream().map(String.class::cast)
        .filter(id -> id != null && id.length() <= LONGEST_NUMBER).collect(Collectors.toSet()));
  }

  static boolean is(JsonObject frame) {
    return "beat".equals(frame.getString("op"));
  }
}
