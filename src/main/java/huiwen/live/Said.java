package huiwen.live;

import huiwen.fair.Word;
import huiwen.fair.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is said to all who wait at a fair, as those who follow it know it: each change of it is a frame. */
final class Said {

  private final Map<String, Word> known = new LinkedHashMap<>();

  /**
   * Takes what is said now, and what has ended lately.
   *
   * @return a frame for each word that they do not know, and for each that has ended
   */
  List<Frame> take(List<Word> recent) {
    var frames = new ArrayList<Frame>();
    Map<String, Word> byId = recent.stream().collect(Collectors.toMap(Word::id, Function.identity()));
    known.values().removeIf(word -> {
      Word now = byId.getOrDefault(word.id(), word);
      boolean isOver = !byId.containsKey(word.id()) || !now.isPresent();
      if (isOver) {
        frames.add(ended(now));
      }
      return isOver;
    });
    recent.stream().filter(Word::isPresent).filter(word -> known.put(word.id(), word) == null)
        .forEach(word -> frames.add(Frame.of(frame(word))));
    return frames;
  }

  /** What ends by itself: a frame each. */
  List<Frame> endThoseOver() {
    return known.isEmpty() ? List.of() : take(List.copyOf(known.values()));
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
    return Frame.of(frame(word).put("ended", true));
  }
}
