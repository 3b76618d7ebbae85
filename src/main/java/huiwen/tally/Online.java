package huiwen.tally;

import static java.util.stream.Collectors.toSet;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/**
 * Who is connected to one core's live part at one fair.
 *
 * @param source tells the live parts apart
 * @param askers how many there are
 * @param volunteers numbers of their sessions: one may have several pages open
 * @param boards how many follow the tally
 */
public record Online(String source, int fairId, int askers, Set<String> volunteers, int boards) {

  /** As {@link #toJson} has left it. */
  static Online of(JsonObject json) {
    return new Online(json.getString("source"), json.getInteger("fair"), json.getInteger("askers"),
        json.getJsonArray("volunteers").stream().map(String.class::cast).collect(toSet()), json.getInteger("boards"));
  }

  public JsonObject toJson() {
    return new JsonObject().put("source", source).put("fair", fairId).put("askers", askers)
        .put("volunteers", new JsonArray(List.copyOf(volunteers))).put("boards", boards);
  }

  public Online {
    volunteers = Set.copyOf(volunteers);
  }
}
