package huiwen.similar;

import huiwen.question.Question;
import huiwen.question.State;
import huiwen.text.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is still to be done with questions. They are remembered one by one while they are few; of what is beyond that, only
 * after which number its fair is to be read.
 */
final class Backlog {

  /** What one answer can still answer with another. */
  static final Set<State> WAITS = Set.of(State.WAITING, State.CLAIMED, State.ASKED_BACK);

  /**
   * A question to be put in, or to be taken out where it is not to be found any more.
   *
   * @param kind null = to be taken out
   */
  record Change(String id, int fair, Similar.Kind kind, String text) {

    /**
     * Whoever has only spoken or photographed is like nobody: her words are the same as those of all others who have. Nor is a part,
     * whose words are those of the question that it belongs to.
     */
    static Change of(Question question) {
      boolean saysNothing = question.isPart() || !question.asked().attachments().isEmpty() && Reading.of(question.asked().text()).isNonsense();
      Similar.Kind kind = saysNothing ? null : question.isPublished() ? Similar.Kind.ANSWERED
          : WAITS.contains(question.state()) ? Similar.Kind.OPEN : null;
      return new Change(question.id(), question.asked().fairId(), kind, question.asked().text());
    }

    static Change of(KnownAnswer answer) {
      return new Change(answer.id(), AnswerIndex.EVERYWHERE, Similar.Kind.ANSWERED, answer.question());
    }

    /** A text that comes right before its number, and before all that are newer. */
    private String before() {
      return id.substring(0, id.length() - 1);
    }
  }

  private final int most;
  /** By number: of each question the newest. */
  private final Map<String, Change> changes = new LinkedHashMap<>();
  /** Fair, and after which number it is to be read. */
  private final TreeMap<Integer, String> places = new TreeMap<>();

  /** @param most beyond so many what is to be put in is not remembered, but read when there is time */
  Backlog(int most) {
    this.most = most;
  }

  /** As the last one, in the place of what was known of the same question. What is to be taken out would not be found by reading. */
  void add(Change change) {
    changes.remove(change.id);
    if (change.kind == null || changes.size() < most) {
      changes.put(change.id, change);
    } else {
      readFrom(change);
    }
  }

  /** What was taken and could not be done; where it has changed since, that stands. */
  void giveBack(Change change) {
    if (change.kind == null) {
      changes.putIfAbsent(change.id, change);
    } else {
      readFrom(change);
    }
  }

  private void readFrom(Change change) {
    readAfter(change.fair, change.before());
  }

  /** The questions of a fair after this number are to be read; "" = all. */
  void readAfter(int fair, String id) {
    places.merge(fair, id, (one, other) -> one.compareTo(other) < 0 ? one : other);
  }

  /** Nothing of this fair is to be done any more. */
  void forgetFair(int fair) {
    changes.values().removeIf(change -> change.fair == fair);
    places.remove(fair);
  }

  /** Nothing is to be done. */
  void clear() {
    changes.clear();
    places.clear();
  }

  void forget(String id) {
    changes.remove(id);
  }

  boolean contains(String id) {
    return changes.containsKey(id);
  }

  /** How many are remembered. */
  int size() {
    return changes.size();
  }

  /** Whether more is to be read. */
  boolean isToBeRead() {
    return !places.isEmpty();
  }

  /** Takes out the oldest of those that are remembered, so many at most. */
  List<Change> take(int count) {
    List<Change> taken = changes.values().stream().limit(count).toList();
    taken.forEach(change -> changes.remove(change.id));
    return taken;
  }

  /** Takes out a fair, and after which number it is to be read; null = nothing is. */
  Map.Entry<Integer, String> takePlace() {
    return places.pollFirstEntry();
  }
}
