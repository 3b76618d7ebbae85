package huiwen.learning;

import huiwen.classifier.Example;
import huiwen.question.Lesson;
import huiwen.text.Folding;
import huiwen.text.Nonsense;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which lessons count, and how much: a desk that corrects another counts more than one that confirms what was guessed, two
 * people more than one, and nobody, however often she says it, more than her share. Pure.
 */
final class Lessons {

  /** What was passed on, and answered where it was passed to. */
  private static final int CORRECTED = 6;
  /** What was passed on, and not answered there yet. */
  private static final int CLAIMED = 1;
  /** What was answered where it was sent to begin with. */
  private static final int CONFIRMED = 1;
  /** So many of one person's corrections that nobody has borne out count. */
  private static final int MOST_CLAIMED_EACH = 5;
  /** So many corrections from one desk to another that nobody has borne out count, whatever names they are made under. */
  private static final int MOST_CLAIMED_BETWEEN = 10;
  /** So many of one person's answers count. */
  private static final int MOST_ANSWERS_EACH = 60;

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
    var examples = new ArrayList<Example>();
    Map<String, Integer> said = new HashMap<>();
    for (Lesson lesson : lessons) {
      if (struck.contains(lesson.question()) || !departments.contains(lesson.department())
          || Nonsense.is(Folding.fold(lesson.text()))) {
        continue;
      }
      if (lesson.isAccepted()) {
        if (isWithin(said, "answer " + lesson.answeredBy(), MOST_ANSWERS_EACH)) {
          examples.add(example(lesson, lesson.wasMoved() ? CORRECTED : CONFIRMED));
        }
      } else if (!contradicts.test(lesson) && isWithin(said, "between " + lesson.from() + ' ' + lesson.department(), MOST_CLAIMED_BETWEEN)
          && isWithin(said, "by " + lesson.from() + ' ' + lesson.movedBy(), MOST_CLAIMED_EACH)) {
        examples.add(example(lesson, CLAIMED));
      }
    }
    return examples;
  }

  private static boolean isWithin(Map<String, Integer> said, String who, int most) {
    return said.merge(who, 1, Integer::sum) <= most;
  }

  private static Example example(Lesson lesson, int times) {
    return new Example(lesson.department(), lesson.text(), null, times);
  }
}
