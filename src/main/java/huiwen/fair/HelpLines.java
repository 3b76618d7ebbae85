package huiwen.fair;

import huiwen.config.SettingsReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whom somebody in danger may call at once, by the kind of danger: {@code config/help.yaml}, which a county makes its own. It is
 * shown beside the ticket, never instead of taking the question.
 */
public final class HelpLines {

  private static final String FILE = "config/help.yaml";
  /** The entry for every kind that has none of its own. */
  private static final String ANY = "any";

  /** Those of this hub: what a question is shown with is the same for all who show it. */
  private static volatile HelpLines present;

  private final Map<String, JsonObject> byKind = new LinkedHashMap<>();

  private HelpLines(JsonObject file) {
    for (String kind : file.fieldNames()) {
      byKind.put(kind, checked(kind, file.getJsonObject(kind)));
    }
    if (!byKind.containsKey(ANY)) {
      throw new IllegalArgumentException(FILE + ": there is no entry “any”");
    }
  }

  /** Reads the file; fails, and says where, where an entry has no sentence or no line. */
  public static Future<HelpLines> load(Vertx vertx) {
    return SettingsReader.readYaml(vertx, FILE).map(HelpLines::new).onSuccess(read -> present = read);
  }

  /** The same by the lines that were {@link #load loaded} last; null where there is no danger, or none were. */
  public static JsonObject forUrgency(String urgency) {
    HelpLines lines = present;
    return lines == null ? null : lines.of(urgency);
  }

  /** A number is text even where the file forgot its quotes. */
  private static JsonObject checked(String kind, JsonObject entry) {
    var lines = new JsonArray();
    if (entry != null && entry.getValue("lines") instanceof JsonArray given) {
      given.stream().map(JsonObject.class::cast).forEach(line -> lines.add(new JsonObject()
          .put("number", String.valueOf(line.getValue("number"))).put("name", line.getString("name"))));
    }
    if (lines.isEmpty() || entry.getString("text", "").isBlank()) {
      throw new IllegalArgumentException(FILE + ": “" + kind + "” needs a text and lines");
    }
    return new JsonObject().put("text", entry.getString("text")).put("lines", lines);
  }

  /**
   * The contract's {@code help}: {@code {"text", "lines": [{"number", "name"}]}}, a copy of its own.
   *
   * @param urgency the kind of danger as the screening names it; null where there is none
   * @return null where there is no danger
   */
  public JsonObject of(String urgency) {
    return urgency == null ? null : byKind.getOrDefault(urgency, byKind.get(ANY)).copy();
  }
}
