package huiwen.live;

import huiwen.question.Entry;
import huiwen.question.Question;
import huiwen.question.View;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;

/** Who sees what of one entry. Each frame is encoded once, however many sockets it goes to. */
final class Audience {

  private final Entry entry;
  private final int ahead;
  private final Map<View, Frame> frames = new EnumMap<>(View.class);
  private Frame gone;

  /** @param ahead how many wait before the entry's question */
  Audience(Entry entry, int ahead) {
    this.entry = entry;
    this.ahead = ahead;
  }

  Entry entry() {
    return entry;
  }

  /** Whether askers who have nothing to do with the question hear of the entry. */
  boolean reachesEverybody() {
    return entry.question().isPublished() || entry.wasPublished();
  }

  /** The frame for this reader; null where the entry does not concern it. */
  Frame frameFor(Interest interest) {
    Question question = entry.question();
    return switch (interest.as()) {
      case BOARD -> frame(View.BOARD);
      case DESK -> interest.departments().stream().anyMatch(entry::concerns) ? frame(View.STAFF) : null;
      case ASKER -> {
        if (question.isAskedBy(interest.who().id())) {
          yield frame(View.OWNER);
        }
        yield question.isPublished() ? frame(View.PUBLIC) : entry.wasPublished() ? gone() : null;
      }
    };
  }

  private Frame frame(View view) {
    return frames.computeIfAbsent(view, v -> {
      JsonObject frame = head().put("question", v.of(entry.question(), ahead));
      if (entry.message() != null && v.shows(entry.message())) {
        frame.put("message", v.of(entry.message()));
      }
      return Frame.of(frame);
    });
  }

  private Frame gone() {
    if (gone == null) {
      gone = Frame.of(head().put("question", View.gone(entry.question())));
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
