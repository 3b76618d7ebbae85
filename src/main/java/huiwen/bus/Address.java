package huiwen.bus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every address of the bus: what is asked for on this node, and the topics of which nodes tell each other, with their forms. */
public final class Address {

  /** Takes what a villager asks, before it is known where it goes; answers the question. */
  public static final String INTAKE = "intake";

  /** Takes the bytes of a picture or a sound; answers it as it is to be kept. */
  public static final String LOOK_AT = "look-at";

  /** Takes a command that is ready to be committed; answers the question. */
  public static final String LEDGER = "ledger";

  /** Takes a fair's code; answers its tally, encoded: a JSON text. */
  public static final String TALLY = "tally";

  /**
   * Takes a fair's code; answers, by the codes of its desks, how many wait there and how long an answer takes. All who ask
   * are given the same object, to be read only.
   */
  public static final String WAITS = "waits";

  /** Takes a fair's number; answers which sessions of its staff are connected: a set of their numbers. */
  public static final String CONNECTED = "connected";

  /** Takes a {@code Similar.Query}; answers what is like it, the likest first. */
  public static final String SIMILAR = "similar";

  /** That a fair's journal has grown. Heard at {@link #entries}. */
  public static final Topic<News> ENTRIES = new Topic<>("entries", news -> entries(news.fairId()),
      news -> new JsonObject().put("fair", news.fairId()).put("upTo", news.upTo()).put("entries", news.written()),
      json -> new News(json.getInteger("fair"), json.getLong("upTo"), null, json.getJsonArray("entries")));

  /** Who is connected to one core's live part: the tally adds them up. */
  public static final Topic<JsonObject> ONLINE = Topic.json("online");

  /** The code of a fair that was made or changed: whoever keeps a copy drops it. */
  public static final Topic<String> FAIR_CHANGED = Topic.value("fair-changed", String.class::cast);

  /** Which sessions have ended before their time. */
  public static final Topic<List<String>> SESSIONS_ENDED = Topic.value("sessions-ended",
      ids -> ((JsonArray) ids).stream().map(String.class::cast).toList());

  /** That somebody asks the holder of a question for it: {@code {"fair", "question", "holder", "by", "name"}}. */
  public static final Topic<JsonObject> WANTED = Topic.json("wanted");

  /** That the 权责清单 was changed. */
  public static final Topic<JsonObject> DUTIES_CHANGED = Topic.json("duties-changed");

  /** That there is something new to learn from, and that it should not wait. */
  public static final Topic<JsonObject> LEARN = Topic.json("learn");

  /** Which model routes from now on, by its number; 0 = the one that the hub came with. */
  public static final Topic<Integer> MODEL_CHANGED = Topic.value("model-changed", Integer.class::cast);

  /** That answers were added to what is known. */
  public static final Topic<JsonObject> ANSWERS_CHANGED = Topic.json("answers-changed");

  /** That 四办 items were added or changed. */
  public static final Topic<JsonObject> SERVICE_ITEMS_CHANGED = Topic.json("service-items-changed");

  /** The number of a fair at which something else is said to all who wait. */
  public static final Topic<Integer> WORDS_CHANGED = Topic.value("words-changed", Integer.class::cast);

  /** What of the limits that nodes share was spent on one of them: for the others alone. */
  public static final Topic<JsonArray> SPENT = Topic.value("spent", JsonArray.class::cast);

  /** An address from which a password was tried, and whether it was right: for the others alone. */
  public static final Topic<JsonObject> PASSWORD_TRIED = Topic.json("password-tried");

  /** That the counts of a fair were held against the database and are right: for the others alone, which need not do it again. */
  public static final Topic<JsonObject> COUNTED = Topic.json("counted");

  /** What somebody holds and is still at work on: claims that are renewed by the node that she is connected to. */
  public static final Topic<Object> HOLDING = Topic.here("holding");

  /** That this node's database does not answer, while there are other nodes: told each second for as long as it is so. */
  public static final Topic<JsonObject> CUT_OFF = Topic.here("cut-off");

  /** That some node has changed what nodes keep copies of: one of the words of {@link Changed}. */
  public static final Topic<String> CHANGED = Topic.here("changed");

  /** What other nodes may tell this one, by name. */
  static final Map<String, Topic<?>> TOPICS = Stream.of(ENTRIES, ONLINE, FAIR_CHANGED, SESSIONS_ENDED, DUTIES_CHANGED, LEARN,
      MODEL_CHANGED, ANSWERS_CHANGED, SERVICE_ITEMS_CHANGED, WORDS_CHANGED, WANTED, SPENT,
      PASSWORD_TRIED, COUNTED).collect(Collectors.toUnmodifiableMap(Topic::name, Function.identity()));

  private Address() {
  }

  /** Where {@link #ENTRIES} of one fair are heard. */
  public static String entries(int fairId) {
    return "fair." + fairId;
  }

  /** A fair's tally, encoded, each time it has moved, at most four times a second; each node has its own. */
  public static Topic<String> tallies(int fairId) {
    return Topic.here("fair." + fairId + ".tally");
  }
}
