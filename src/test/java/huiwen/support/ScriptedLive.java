package huiwen.support;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The other end of a page's sockets, which says what a test wants said. It lets a page in with a snapshot, answers its
 * beats while it lives, and keeps what the page has said.
 */
public final class ScriptedLive {

  private final List<JsonObject> heard = new ArrayList<>();
  private List<JsonObject> snapshot = List.of();
  private JsonObject more = new JsonObject();
  private String epoch = "one";
  private long seq = 100;
  private WebSocketRoute socket;
  private int sockets;
  private boolean isDead;

  private ScriptedLive() {
  }

  /** Takes the place of the hub's sockets in this page, which has not been opened yet. */
  public static ScriptedLive of(Page page) {
    var live = new ScriptedLive();
    page.routeWebSocket("**/live", live::welcome);
    return live;
  }

  public ScriptedLive withSnapshot(List<JsonObject> questions) {
    snapshot = questions;
    return this;
  }

  /** @param waiting department code → how many more wait there than the snapshot tells of */
  public ScriptedLive withMore(JsonObject waiting) {
    more = waiting;
    return this;
  }

  private void welcome(WebSocketRoute opened) {
    sockets++;
    isDead = false;
    socket = opened;
    opened.onMessage(frame -> take(opened, new JsonObject(frame.text())));
  }

  private void take(WebSocketRoute from, JsonObject frame) {
    heard.add(frame);
    if (isDead) {
      return;
    }
    if (frame.getString("op").equals("join")) {
      var joined = new JsonObject().put("op", "joined").put("seq", seq).put("epoch", epoch);
      boolean resumes = frame.getValue("since") != null && epoch.equals(frame.getString("epoch", epoch));
      from.send((resumes ? joined : joined.put("questions", new JsonArray(snapshot)).put("more", more)).encode());
    } else {
      beat();
    }
  }

  /** Says an entry of this kind about a question. */
  public ScriptedLive entry(String kind, JsonObject question) {
    return entry(kind, question, null);
  }

  /** @param message what was said with it, or null */
  public ScriptedLive entry(String kind, JsonObject question, JsonObject message) {
    var frame = new JsonObject().put("op", "entry").put("seq", ++seq).put("at", question.getString("updatedAt"))
        .put("kind", kind).put("question", question);
    return say(message == null ? frame : frame.put("message", message.copy().put("seq", seq)));
  }

  public ScriptedLive say(JsonObject frame) {
    socket.send(frame.encode());
    return this;
  }

  public ScriptedLive beat() {
    return say(new JsonObject().put("op", "beat").put("seq", seq).put("epoch", epoch));
  }

  /** From now on it is another journal. */
  public ScriptedLive restored(String name) {
    epoch = name;
    return this;
  }

  /** The line is cut without a word: nothing is heard or said until another socket is opened. */
  public void die() {
    isDead = true;
  }

  public int sockets() {
    return sockets;
  }

  /** What the page has said of this kind. */
  public List<JsonObject> heard(String op) {
    return heard.stream().filter(frame -> frame.getString("op").equals(op)).collect(Collectors.toList());
  }

  /** A question as the wire has it: waiting, public, asked so many minutes past nine. */
  public static JsonObject question(String fair, String id, int minute) {
    String at = "2026-11-24T09:%02d:%02dZ".formatted(minute / 60 % 60, minute % 60);
    return new JsonObject().put("id", id).put("fair", fair).put("ticket", "科技-%03d".formatted(minute))
        .put("department", "keji").put("routedBy", "asker").put("state", "waiting").put("ahead", 0)
        .put("text", "第 " + minute + " 个问题").put("public", true).put("supporters", 0)
        .put("createdAt", at).put("updatedAt", at).put("urgent", false).putNull("answer").putNull("rating");
  }

  /** The same, answered to all. */
  public static JsonObject answered(String fair, String id, int minute) {
    return question(fair, id, minute).put("state", "answered").put("answer", new JsonObject()
        .put("text", "第 " + minute + " 个答复").put("by", "王芳").put("at", "2026-11-24T10:00:00Z")
        .put("serviceItems", new JsonArray()));
  }
}
