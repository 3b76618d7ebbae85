package huiwen.learning;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.classifier.Example;
import huiwen.question.Lesson;
import huiwen.question.Lesson.Who;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LessonsTest {

  private static final Set<String> DEPARTMENTS = Set.of("keji", "nongmu", "yibao");
  private static final int MANY = 500;
  /** Less than a tenth of what a department has been learned from to begin with. */
  private static final int CANNOT_TURN = 60;
  /** Invites of the two desks. */
  private static final String OF_KEJI = "invite of keji";
  private static final String OF_YIBAO = "invite of yibao";
  private static final Who WANG = new Who("wang", "王芳", Set.of(OF_KEJI));
  private static final Who LI = new Who("li", "李四", Set.of(OF_YIBAO));

  private static Lesson moved(int number, String to, Who by, Who answered) {
    return new Lesson("q" + number, "科技-" + number, "第" + number + "件为难的事情", to, "keji", by, answered);
  }

  /** One that goes against what the hub was sure of. */
  private static Lesson against(int number, Who by, Who answered) {
    return new Lesson("q" + number, "科技-" + number, "明摆着是种地的第" + number + "件事情", "yibao", "keji", by, answered);
  }

  private static List<Example> examples(List<Lesson> lessons, Set<String> struck) {
    return Lessons.examples(lessons, struck, DEPARTMENTS, lesson -> lesson.text().contains("明摆着"));
  }

  private static int weight(List<Example> examples) {
    return examples.stream().mapToInt(Example::times).sum();
  }

  private static int weightOfMany(IntFunction<Lesson> lesson) {
    return weight(examples(IntStream.range(0, MANY).mapToObj(lesson).toList(), Set.of()));
  }

  @Test
  void whatTwoPeopleBearOutCountsMoreThanWhatOneSays() {
    Example borneOut = examples(List.of(moved(1, "nongmu", WANG, LI)), Set.of()).get(0);
    Example said = examples(List.of(moved(1, "nongmu", WANG, null)), Set.of()).get(0);
    assertThat(borneOut.times()).isGreaterThan(said.times());
    assertThat(borneOut.department()).isEqualTo("nongmu");
  }

  @Test
  void whoAnswersWhatSheHasPassedOnHerselfSaysItOnce() {
    var both = new Who("wang", "王芳", Set.of(OF_KEJI, OF_YIBAO));
    assertThat(weight(examples(List.of(moved(1, "yibao", both, both)), Set.of()))).isEqualTo(1);
    assertThat(weightOfMany(i -> moved(i, "yibao", both, both))).isLessThanOrEqualTo(5);
    assertThat(weightOfMany(i -> against(i, both, both))).isZero();
  }

  @Test
  void oneWhoIsInTwiceByTheSameInviteIsOne() {
    var atBoth = new Who("first", "王芳", Set.of(OF_KEJI, OF_YIBAO));
    assertThat(weightOfMany(i -> moved(i, "yibao", atBoth, LI))).isLessThanOrEqualTo(10);
    assertThat(weightOfMany(i -> against(i, atBoth, LI))).isZero();
  }

  @Test
  void organizersWhoKnowOnePasswordAreOne() {
    var one = new Who("organizer-1", "组织者", Set.of());
    var other = new Who("organizer-2", "组织者", Set.of());
    assertThat(weightOfMany(i -> moved(i, "yibao", one, other))).isLessThanOrEqualTo(10);
    assertThat(weight(examples(List.of(moved(1, "yibao", one, LI)), Set.of()))).as("and one who is not").isEqualTo(6);
  }

  @Test
  void ofWhomIsNotKnownWhoItWasNobodyIsAnother() {
    assertThat(weightOfMany(i -> moved(i, "yibao", new Who(null, "王芳", Set.of()), LI))).isLessThanOrEqualTo(10);
  }

  @Test
  void twoDesksHaveAShareHoweverManyPeopleTheySeemToBe() {
    assertThat(weightOfMany(i -> moved(i, "yibao", WANG, LI))).isLessThanOrEqualTo(90);
    assertThat(weightOfMany(i -> moved(i, "yibao", new Who("w" + i, "王" + i, Set.of(OF_KEJI)),
        new Who("l" + i, "李" + i, Set.of(OF_YIBAO))))).isLessThanOrEqualTo(180);
  }

  @Test
  void againstAllThatIsKnownTwoDesksCannotTurnTheHub() {
    assertThat(weightOfMany(i -> against(i, new Who("w" + i, "王" + i, Set.of(OF_KEJI)),
        new Who("l" + i, "李" + i, Set.of(OF_YIBAO))))).isLessThanOrEqualTo(CANNOT_TURN);
  }

  @Test
  void oneAngryVolunteerHasAShareAndNoMore() {
    assertThat(weightOfMany(i -> moved(i, "yibao", new Who("angry", "生气的人", Set.of(OF_KEJI)), null)))
        .isLessThanOrEqualTo(5);
  }

  @Test
  void manyNamesAtOneDeskHaveAShareToo() {
    assertThat(weightOfMany(i -> moved(i, "yibao", new Who("s" + i, "假名" + i, Set.of(OF_KEJI)), null)))
        .isLessThanOrEqualTo(10);
  }

  @Test
  void oneWhoSignsInAgainAndAgainDoesNotConfirmAllThereIs() {
    var lessons = new ArrayList<Lesson>();
    for (int i = 0; i < MANY; i++) {
      lessons.add(new Lesson("q" + i, "t", "第" + i + "件为难的事情", "keji", null, null, new Who("s" + i, "王芳", Set.of(OF_KEJI))));
    }
    assertThat(weight(examples(lessons, Set.of()))).isLessThanOrEqualTo(240);
  }

  @Test
  void againstAllThatIsKnownOnePersonsWordTeachesNothingAndTwoPeoplesDoes() {
    assertThat(examples(List.of(against(1, WANG, null)), Set.of())).isEmpty();
    assertThat(examples(List.of(against(1, WANG, LI)), Set.of())).hasSize(1);
  }

  @Test
  void whatIsStruckIsNotLearned() {
    assertThat(examples(List.of(moved(1, "nongmu", WANG, LI)), Set.of("q1"))).isEmpty();
  }

  @Test
  void departmentsThatThereAreNotAndWordsThatAskNothingTeachNothing() {
    assertThat(examples(List.of(moved(1, "elsewhere", WANG, LI)), Set.of())).isEmpty();
    assertThat(examples(List.of(new Lesson("q", "t", "你好", "nongmu", "keji", WANG, LI)), Set.of())).isEmpty();
  }
}
