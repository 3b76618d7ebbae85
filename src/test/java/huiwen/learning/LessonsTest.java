package huiwen.learning;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.classifier.Example;
import huiwen.question.Lesson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LessonsTest {

  private static final Set<String> DEPARTMENTS = Set.of("keji", "nongmu", "yibao");

  private static Lesson moved(int number, String to, String by, String answeredBy) {
    return new Lesson("q" + number, "科技-" + number, "第" + number + "件为难的事情", to, "keji", by, answeredBy, answeredBy);
  }

  private static List<Example> examples(List<Lesson> lessons, Set<String> struck) {
    return Lessons.examples(lessons, struck, DEPARTMENTS, lesson -> lesson.text().contains("明摆着"));
  }

  private static int weight(List<Example> examples) {
    return examples.stream().mapToInt(Example::times).sum();
  }

  @Test
  void whatTwoPeopleBearOutCountsMoreThanWhatOneSays() {
    Example borneOut = examples(List.of(moved(1, "nongmu", "王芳", "another")), Set.of()).get(0);
    Example said = examples(List.of(moved(1, "nongmu", "王芳", null)), Set.of()).get(0);
    assertThat(borneOut.times()).isGreaterThan(said.times());
    assertThat(borneOut.department()).isEqualTo("nongmu");
  }

  @Test
  void oneAngryVolunteerHasAShareAndNoMore() {
    var lessons = new ArrayList<Lesson>();
    for (int i = 0; i < 500; i++) {
      lessons.add(moved(i, "yibao", "生气的人", null));
    }
    assertThat(weight(examples(lessons, Set.of()))).isLessThanOrEqualTo(5);
  }

  @Test
  void manyNamesAtOneDeskHaveAShareToo() {
    var lessons = new ArrayList<Lesson>();
    for (int i = 0; i < 500; i++) {
      lessons.add(moved(i, "yibao", "假名" + i, null));
    }
    assertThat(weight(examples(lessons, Set.of()))).isLessThanOrEqualTo(10);
  }

  @Test
  void againstAllThatIsKnownOnePersonsWordTeachesNothingAndTwoPeoplesDoes() {
    var said = new Lesson("q", "t", "明摆着是种地的事情", "yibao", "keji", "王芳", null, null);
    assertThat(examples(List.of(said), Set.of())).isEmpty();
    var borneOut = new Lesson("q", "t", "明摆着是种地的事情", "yibao", "keji", "王芳", "x", "x");
    assertThat(examples(List.of(borneOut), Set.of())).hasSize(1);
  }

  @Test
  void whatIsStruckIsNotLearned() {
    assertThat(examples(List.of(moved(1, "nongmu", "王芳", "another")), Set.of("q1"))).isEmpty();
  }

  @Test
  void departmentsThatThereAreNotAndWordsThatAskNothingTeachNothing() {
    assertThat(examples(List.of(moved(1, "elsewhere", "王芳", "another")), Set.of())).isEmpty();
    assertThat(examples(List.of(new Lesson("q", "t", "你好", "nongmu", "keji", "王芳", "x", "x")), Set.of())).isEmpty();
  }
}
