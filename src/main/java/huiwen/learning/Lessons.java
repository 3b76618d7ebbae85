package huiwen.learning;

import huiwen.classifier.Example;
import huiwen.question.Lesson;
import huiwen.text.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which lessons count, and how much: a desk that corrects another counts more than one that confirms what was guessed, two
 * people more than one, and nobody, however often she says it and under whatever names, more than her share. Pure.
 */
final class Lessons {

  /** What was passed on by one, and answered where it was passed to by another. */
  private static final int CORRECTED = 6;
  /** What was passed on, and not answered there yet, or not surely by another person. */
  private static final int CLAIMED = 1;
  /** What was answered where it was sent to begin with. */
  private static final int CONFIRMED = 1;
  /** So many of one person's corrections that nobody has borne out count. */
  private static final int MOST_CLAIMED_EACH = 5;
  /** So many corrections from one desk to another that nobody has borne out count, whatever names they are made under. */
  private static final int MOST_CLAIMED_BETWEEN = 10;
  /** So many corrections from one desk to another count that are borne out: who has the invites of both may be two people. */
  private static final int MOST_CORRECTED_BETWEEN = 30;
  /** So many of one person's corrections that are borne out count, and so many that one person bears out. */
  private static final int MOST_CORRECTED_EACH = 15;
  /** So many of those between two desks count that go against all that is known. */
  private static final int MOST_AGAINST_BETWEEN = 5;
  /** So many of one person's answers count, and so many of all who have come in by one invite. */
  private static final int MOST_ANSWERS_EACH = 60;
  private static final int MOST_ANSWERS_BY_INVITE = 240;

  private final Map<String, Integer> said = new HashMap<>();

  private Lessons() {
  }

  /**
   * The lessons as examples.
   *
   * @param lessons the newest first
   * @param struck numbers of questions that are not to be learned from
   * @param departments codes of those that there are
   * @param contradicts whether a lesson says what goes against all that is known: then one person's word is not enough
   */
  static List<Example> examples(List<Lesson> lessons, Collection<String> struck, Set<String> departments,
      Predicate<Lesson> contradicts) {
    var counted = new Lessons();
    var examples = new ArrayList<Example>();
    for (Lesson lesson : lessons) {
      if (struck.contains(lesson.question()) || !departments.contains(lesson.department())
          || Reading.of(lesson.text()).isNonsense()) {
        continue;
      }
      int times = lesson.isBorneOut() ? counted.corrected(lesson, contradicts)
          : lesson.wasMoved() ? counted.claimed(lesson, contradicts) : counted.confirmed(lesson);
      if (times > 0) {
        examples.add(new Example(lesson.department(), lesson.text(), null, times));
      }
    }
    return examples;
  }

  private int corrected(Lesson lesson, Predicate<Lesson> contradicts) {
    boolean counts = isWithin("corrected " + pair(lesson), MOST_CORRECTED_BETWEEN)
        && isWithin("corrected by " + lesson.moved().id(), MOST_CORRECTED_EACH)
        && isWithin("borne out by " + lesson.answered().id(), MOST_CORRECTED_EACH)
        && (!contradicts.test(lesson) || isWithin("against " + pair(lesson), MOST_AGAINST_BETWEEN));
    return counts ? CORRECTED : 0;
  }

  private int claimed(Lesson lesson, Predicate<Lesson> contradicts) {
    boolean counts = !contradicts.test(lesson) && isWithin("claimed " + pair(lesson), MOST_CLAIMED_BETWEEN)
        && isWithin("claimed by " + lesson.from() + ' ' + (lesson.moved() == null ? "" : lesson.moved().name()), MOST_CLAIMED_EACH);
    return counts ? CLAIMED : 0;
  }

  private int confirmed(Lesson lesson) {
    boolean counts = lesson.isAnswered() && isWithin("answers " + lesson.answered().id(), MOST_ANSWERS_EACH)
        && lesson.answered().invites().stream().allMatch(invite -> isWithin("answers by " + invite, MOST_ANSWERS_BY_INVITE));
    return counts ? CONFIRMED : 0;
  }

  private static String pair(Lesson lesson) {
    return lesson.from() + ' ' + lesson.department();
  }

  private boolean isWithin(String who, int most) {
    return said.merge(who, 1, Integer::sum) <= most;
  }
}
