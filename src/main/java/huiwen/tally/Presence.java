package huiwen.tally;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Who is connected to which fair, as the live parts of the cores say again and again. */
final class Presence {

  /** A live part says it every 15 s; one that has gone quiet is not counted any more. */
  private static final Duration LASTS = Duration.ofSeconds(40);

  private record At(Online online, long at) {
  }

  private final Map<Integer, Map<String, At>> bySource = new HashMap<>();
  private final LongSupplier nanos;

  Presence(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Takes what a live part says; whether that is something else than it said before. */
  boolean take(Online online) {
    At before = bySource.computeIfAbsent(online.fairId(), fair -> new HashMap<>())
        .put(online.source(), new At(online, nanos.getAsLong()));
    return before == null || !before.online.equals(online);
  }

  /** Forgets the live parts that have gone quiet; the fairs that this changes. */
  Set<Integer> forgetQuiet() {
    var changed = new HashSet<Integer>();
    long now = nanos.getAsLong();
    bySource.forEach((fair, sources) -> {
      if (sources.values().removeIf(source -> now - source.at > LASTS.toNanos())) {
        changed.add(fair);
      }
    });
    bySource.values().removeIf(Map::isEmpty);
    return changed;
  }

  /** Whether a board follows this fair. */
  boolean isWatched(int fairId) {
    return bySource.getOrDefault(fairId, Map.of()).values().stream().anyMatch(source -> source.online.boards() > 0);
  }

  /** Numbers of the sessions that are connected as a desk's. */
  Set<String> volunteers(int fairId) {
    var volunteers = new HashSet<String>();
    bySource.getOrDefault(fairId, Map.of()).values().forEach(source -> volunteers.addAll(source.online.volunteers()));
    return volunteers;
  }

  /** As the contract shows it. */
  JsonObject view(int fairId) {
    int askers = 0;
    for (At source : bySource.getOrDefault(fairId, Map.of()).values()) {
      askers += source.online.askers();
    }
    return new JsonObject().put("askers", askers).put("volunteers", volunteers(fairId).size());
  }
}
