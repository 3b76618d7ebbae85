package huiwen.live;

import huiwen.question.Entry;
import huiwen.question.Question;
import huiwen.question.View;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;

/**
 * Who sees what of one entry. The entry says what happened; the question is shown as it is by now, to whoever may see it
 * now: who comes back later is not shown what was published then, or was at her desk then, and is no more. Each frame is
 * encoded once, however many sockets it goes to.
 */
final class Audience {

  private final Entry entry;
  private final Question question;
  private final int ahead;
  /** A later entry of the same question, or null. */
  private Audience later;
  private final Map<View, Frame> frames = new EnumMap<>(View.class);
  /** The entry as of which those frames show the question. */
  private Audience shown = this;
  private Frame gone;

  /** @param ahead how many wait before the entry's question */
  Audience(Entry entry, int ahead) {
    this(entry, entry.question(), ahead);
  }

  /** @param now the entry's question as it is by now */
  Audience(Entry entry, Question now, int ahead) {
    this.entry = entry;
    this.question = now;
    this.ahead = ahead;
  }

  Entry entry() {
    return entry;
  }

  /** From now on the question is shown as this later entry has left it. */
  void movedOn(Audience next) {
    later = next;
  }

  /** Whether askers who have nothing to do with the question hear of the entry. */
  boolean reachesEverybody() {
    return entry.question().isPublished() || entry.wasPublished();
  }

  /**
   * The frame for this reader; null where the entry does not concern it, or where it may not see the question any more:
   * then it is the entry that took the question away which says so.
   */
  Frame frameFor(Interest interest) {
    if (!interest.concerns(entry)) {
      return null;
    }
    Audience newest = newest();
    View view = interest.sees(newest.question);
    if (view != null) {
      return frame(view, newest);
    }
    return interest.sees(entry.question()) == null ? gone() : null;
  }

  private Audience newest() {
    Audience newest = this;
    while (newest.later != null) {
      newest = newest.later;
    }
    if (later != null) {
      later = newest; // the next look is shorter
    }
    return newest;
  }

  private Frame frame(View view, Audience newest) {
    if (shown != newest) {
      frames.clear();
      shown = newest;
    }
    return frames.computeIfAbsent(view, v -> {
      JsonObject frame = head().put("question", v.of(newest.question, newest.ahead));
      if (entry.message() != null && v.shows(entry.message(), newest.question)) {
        frame.put("message", v.of(entry.message(), newest.question));
      }
      if (entry.reason() != null && v != View.STUB) {
        frame.put("reason", entry.reason().code());
      }
      return Frame.of(frame);
    });
  }

  private Frame gone() {
    if (gone == null) {
      gone = Frame.of(head().put("question", View.STUB.of(entry.question(), 0)));
    }
    return gone;
  }

  private JsonObject head() {
    return new JsonObject()
        .put("op", "entry")
        .put("seq", entry.seq())
        .put("at", entry.at().toString())
        .put("kind", entry.kind().code());
  }
}
