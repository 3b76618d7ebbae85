package huiwen.support;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands outside the hub and keeps what it has acknowledged and every frame that it has sent; proves at the end that
 * nothing is lost, nothing is there twice, and the counts are right. Uses the contract and no class of the hub.
 */
public final class Checker {

  private static final List<String> STATES = List.of("held", "waiting", "claimed", "askedBack", "answered", "followUp",
      "closed", "merged", "withdrawn");

  /** Who comes back and has missed more entries than these is sent a snapshot. */
  private static final long MOST_REPLAYED = 1_000;

  private final Map<String, String> textById = new ConcurrentHashMap<>();
  private final Map<String, String> idByKey = new ConcurrentHashMap<>();
  private final Map<String, String> answeredBy = new ConcurrentHashMap<>();
  private final Map<String, Integer> answeredEntries = new ConcurrentHashMap<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private volatile long seq;

  /** The hub has acknowledged this question, for the first time or again. */
  public void asked(String key, String text, String id) {
    String earlier = idByKey.putIfAbsent(key, id);
    if (earlier != null && !earlier.equals(id)) {
      faults.add("the key " + key + " made two questions: " + earlier + " and " + id);
    }
    textById.put(id, text);
  }

  /** The hub has told this volunteer that the answer is hers. */
  public void answered(String id, String volunteer) {
    String earlier = answeredBy.putIfAbsent(id, volunteer);
    if (earlier != null) {
      faults.add(id + " was answered by " + earlier + " and by " + volunteer);
    }
  }

  /** A frame of a board that began at 0 and resumes with {@link #seq}. To be called by one thread. */
  public void frame(JsonObject frame) {
    if ("joined".equals(frame.getString("op")) && frame.containsKey("questions") && frame.getLong("seq") - seq > MOST_REPLAYED) {
      seq = frame.getLong("seq"); // who has missed more is shown how things are
    }
    if (!"entry".equals(frame.getString("op"))) {
      return;
    }
    long next = frame.getLong("seq");
    if (next != seq + 1) {
      faults.add("entry " + next + " came after " + seq);
    }
    seq = next;
    if ("answered".equals(frame.getString("kind"))) {
      String id = frame.getJsonObject("question").getString("id");
      if (answeredEntries.merge(id, 1, Integer::sum) > 1) {
        faults.add(id + " has two entries that answer it");
      }
    }
  }

  /** The number of the newest entry that was received. */
  public long seq() {
    return seq;
  }

  /** How many questions were acknowledged. */
  public int acknowledged() {
    return textById.size();
  }

  /** How many answers were acknowledged. */
  public int answers() {
    return answeredBy.size();
  }

  /** What was wrong with what came, by itself; empty = nothing. */
  public List<String> faultsSeen() {
    return List.copyOf(faults);
  }

  /** Holds all of it against what the hub shows now; what is wrong, empty = nothing. */
  public List<String> faults(Person organizer, String fair) {
    var all = new ArrayList<>(faults);
    var states = new TreeMap<String, Integer>();
    textById.forEach((id, text) -> {
      Person.Reply stored = organizer.get("/api/questions/" + id);
      if (stored.status() != 200) {
        all.add(id + " was acknowledged and is not there: " + stored.status());
        return;
      }
      JsonObject shown = stored.json();
      states.merge(shown.getString("state"), 1, Integer::sum);
      if (!text.equals(shown.getString("text"))) {
        all.add(id + " is not what was asked: " + shown.getString("text"));
      }
      checkAnswer(id, shown, all);
    });
    JsonObject tally = organizer.get("/api/fairs/" + fair + "/tally").mustBe(200).json();
    if (tally.getLong("seq") != seq) {
      all.add("the board has seen entries up to " + seq + ", the tally up to " + tally.getLong("seq"));
    }
    JsonObject total = tally.getJsonObject("total");
    if (total.getInteger("asked") != textById.size()) {
      all.add(textById.size() + " questions were acknowledged, " + total.getInteger("asked") + " are counted");
    }
    for (String state : STATES) {
      int counted = total.getInteger(state);
      int found = states.getOrDefault(dashed(state), 0);
      if (counted != found) {
        all.add(found + " questions are " + state + ", " + counted + " are counted");
      }
    }
    return all;
  }

  /** A state as a question has it: the tally's names are in camel case. */
  private static String dashed(String state) {
    return state.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private void checkAnswer(String id, JsonObject shown, List<String> all) {
    String by = answeredBy.get(id);
    JsonArray messages = shown.getJsonArray("messages");
    long answers = messages.stream()
        .filter(message -> "answer".equals(((JsonObject) message).getString("kind"))).count();
    if (answers > 1) {
      all.add(id + " has " + answers + " answers");
    }
    if (by != null && (answers == 0 || !by.equals(shown.getJsonObject("answer").getString("by")))) {
      all.add(id + " was answered by " + by + ", and shows " + shown.getValue("answer"));
    }
    if (answers > 0 && answeredEntries.getOrDefault(id, 0) != 1) {
      all.add(id + " is answered, and the board has seen it " + answeredEntries.getOrDefault(id, 0) + " times");
    }
  }
}
