package huiwen.intake;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What of that which is said at a fair somebody is told who waits there: what is said where she waits, and to everybody. */
final class Told {

  /** States in which somebody waits at a desk. */
  private static final Set<String> WAITS = Set.of("held", "waiting", "claimed", "asked-back");

  private Told() {
  }

  /** @param fair as pages know it @param questions her own, as she is shown them */
  static List<JsonObject> of(JsonObject fair, Collection<JsonObject> questions) {
    Set<String> waitsAt = questions.stream().filter(question -> question.getBoolean("mine", false))
        .filter(question -> WAITS.contains(question.getString("state"))).map(question -> question.getString("department"))
        .collect(Collectors.toSet());
    return fair.getJsonArray("words").stream().map(JsonObject.class::cast)
        .filter(word -> word.getString("department") == null || waitsAt.contains(word.getString("department"))).toList();
  }
}
