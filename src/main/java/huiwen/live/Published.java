package huiwen.live;

import huiwen.question.Entry;
import huiwen.question.Question;
import huiwen.question.Seen;
import huiwen.question.Snapshot;
import huiwen.question.View;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The newest published questions of a fair, kept from its entries and encoded once, so that ten thousand phones that
 * come at once are given the same text and none of them asks the database for it.
 */
final class Published {

  private record Encoded(long place, String json) {

    static Encoded of(View view, Seen seen) {
      return new Encoded(seen.question().asked().place(), view.of(seen).encode());
    }
  }

  /** The newest last. */
  private final Map<String, Encoded> questions = new LinkedHashMap<>();
  private final int most;
  private long seq;
  private Frame forEverybody;
  /** How that frame begins: as of which entry it is, and what is said then. */
  private JsonObject forEverybodyBegins;

  /** @param start the published questions, at most {@code most}, in any order */
  Published(Snapshot start, int most) {
    this.most = most;
    this.seq = start.seq();
    start.questions().stream()
        .sorted(Comparator.comparing(Question::updatedAt))
        .forEach(question -> questions.put(question.id(), Encoded.of(View.PUBLIC, new Seen(question, 0))));
  }

  /** Takes the next entry; one that is known already is passed over. */
  void apply(Entry entry) {
    if (entry.seq() <= seq) {
      return;
    }
    seq = entry.seq();
    Question question = entry.question();
    questions.remove(question.id());
    if (question.isPublished()) {
      questions.put(question.id(), Encoded.of(View.PUBLIC, new Seen(question, 0)));
      if (questions.size() > most) {
        questions.remove(questions.keySet().iterator().next());
      }
    }
  }

  /**
   * The frame that an asker is given to begin with: what is published, and what is hers.
   *
   * @param joined its beginning, which says as of which entry
   */
  Frame joined(JsonObject joined, Collection<Seen> hers) {
    if (!hers.isEmpty()) {
      Map<String, Encoded> all = new LinkedHashMap<>(questions);
      hers.forEach(seen -> all.put(seen.question().id(), Encoded.of(View.OWNER, seen)));
      return new Frame(text(joined, all.values()));
    }
    if (forEverybody == null || !joined.equals(forEverybodyBegins)) {
      forEverybody = Frame.shared(text(joined, questions.values()));
      forEverybodyBegins = joined;
    }
    return forEverybody;
  }

  private static String text(JsonObject frame, Collection<Encoded> encoded) {
    String joined = frame.encode();
    return encoded.stream().sorted(Comparator.comparingLong(Encoded::place)).map(Encoded::json)
        .collect(Collectors.joining(",", joined.substring(0, joined.length() - 1) + ",\"questions\":[", "]}"));
  }
}
