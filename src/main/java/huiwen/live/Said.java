package huiwen.live;

import huiwen.fair.Word;
import huiwen.fair.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said to all who wait at a fair, as those who follow it know it: each change of it is a frame. */
final class Said {

  private final Map<String, Word> known = new LinkedHashMap<>();

  /**
   * Takes what is said now.
   *
   * @return a frame for each word that they do not know, or that has ended
   */
  List<Frame> take(List<Word> now) {
    var frames = new ArrayList<Frame>();
    List<String> ids = now.stream().map(Word::id).toList();
    known.values().removeIf(word -> {
      boolean isOver = !ids.contains(word.id());
      if (isOver) {
        frames.add(ended(word));
      }
      return isOver;
    });
    for (Word word : now) {
      if (!word.equals(known.put(word.id(), word))) {
        frames.add(Frame.of(frame(word)));
      }
    }
    return frames;
  }

  /** What ends by itself at this moment: a frame each. */
  List<Frame> endThoseOver(Instant moment) {
    return known.isEmpty() ? List.of() : take(known.values().stream().filter(word -> word.isPresent(moment)).toList());
  }

  JsonArray views() {
    return Words.views(List.copyOf(known.values()));
  }

  private static JsonObject frame(Word word) {
    JsonObject frame = new JsonObject().put("op", "word");
    word.view().forEach(field -> frame.put(field.getKey(), field.getValue()));
    return frame;
  }

  /** A phone's clock may be wrong: it is told. */
  private static Frame ended(Word word) {
    Instant now = Instant.now();
    Word over = word.isPresent(now) ? new Word(word.id(), word.department(), word.text(), now) : word;
    return Frame.of(frame(over).put("ended", true));
  }
}
