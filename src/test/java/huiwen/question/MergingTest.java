package huiwen.question;

import static huiwen.question.RulesTest.COLLEAGUE;
import static huiwen.question.RulesTest.ELSEWHERE;
import static huiwen.question.RulesTest.HOLDER;
import static huiwen.question.RulesTest.LATER;
import static huiwen.question.RulesTest.ORGANIZER;
import static huiwen.question.RulesTest.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import huiwen.question.Decision.Change;
import huiwen.question.Decision.Changed;
import huiwen.question.Decision.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Questions that mean the same: one piece of work, as many answers as there are askers, and nobody forgotten. */
class MergingTest {

  private final Map<String, Question> all = new HashMap<>();
  private final Question one = there(RulesTest.asked());
  private final Question other = there(RulesTest.asked());

  private Question there(Question question) {
    all.put(question.id(), question);
    return question;
  }

  private Question now(Question question) {
    return all.get(question.id());
  }

  private List<Change> carryOut(Question question, Command.OnQuestion command) {
    Decision decision = Rules.decide(now(question), all, command, LATER);
    assertThat(decision).isInstanceOf(Changed.class);
    List<Change> changes = ((Changed) decision).changes();
    changes.forEach(change -> all.put(change.questionId(), change.after()));
    return changes;
  }

  private List<Change> merge(Question question, Question into) {
    return carryOut(question, new Command.Merge(HOLDER, 1, question.id(), into.id()));
  }

  private List<Change> answer(Question question, String words) {
    return carryOut(question, new Command.Answer(HOLDER, 1, question.id(), words, null, List.of()));
  }

  @Test
  void aMergedQuestionsAskerGetsTheOthersAnswersAndItsCorrections() {
    merge(one, other);
    assertThat(now(one).state()).isEqualTo(State.MERGED);

    List<Change> answered = answer(other, "打药");
    assertThat(answered).extracting(Change::questionId).containsExactly(other.id(), one.id());
    assertThat(answered).extracting(Change::kind).containsOnly(Kind.ANSWERED);
    assertThat(now(one).state()).isEqualTo(State.MERGED);
    assertThat(now(one).answer().text()).isEqualTo("打药");
    assertThat(now(one).asked().text()).as("her own words").isEqualTo(one.asked().text());
    assertThat(now(one).isPublished()).as("the other is").isFalse();

    List<Change> corrected = carryOut(other, new Command.Correct(COLLEAGUE, 1, other.id(), "打两遍药", List.of()));
    assertThat(corrected).extracting(Change::kind).containsExactly(Kind.CORRECTED, Kind.CORRECTED);
    assertThat(now(one).answer()).satisfies(answer -> {
      assertThat(answer.text()).isEqualTo("打两遍药");
      assertThat(answer.corrected()).isTrue();
    });
  }

  @Test
  void eachAskerSeesTheAnswerForHerself() {
    merge(one, other);
    answer(other, "打药");
    assertThat(carryOut(other, new Command.See(OWNER, 1, other.id()))).extracting(Change::questionId).containsExactly(other.id());
    assertThat(now(one).answer().seenAt()).isNull();
    carryOut(one, new Command.See(OWNER, 1, one.id()));
    assertThat(now(one).answer().seenAt()).isEqualTo(LATER);
    carryOut(other, new Command.Translate(HOLDER, 1, other.id(), true, "дарсан", List.of()));
    assertThat(now(one).answer().seenAt()).as("it is the same answer").isEqualTo(LATER);
    carryOut(other, new Command.Correct(COLLEAGUE, 1, other.id(), "打两遍药", List.of()));
    assertThat(now(one).answer().seenAt()).as("it is another one").isNull();
    assertThat(now(other).answer().seenAt()).isNull();
  }

  @Test
  void whatIsAnsweredAlreadyIsToldAtOnceAndWhatAModeratorHasToSeeLater() {
    answer(other, "打药");
    assertThat(merge(one, other)).extracting(Change::kind).containsExactly(Kind.MERGED, Kind.SUPPORTED, Kind.ANSWERED);
    assertThat(now(one).answer().text()).isEqualTo("打药");

    Question third = there(RulesTest.asked());
    Question fourth = there(RulesTest.asked());
    merge(third, fourth);
    carryOut(fourth, new Command.Answer(HOLDER, 1, fourth.id(), "找张三", null, List.of(), List.of("点了名"), List.of()));
    assertThat(now(third).answer()).isNull();
    carryOut(fourth, new Command.Approve(ORGANIZER, 1, fourth.id()));
    assertThat(now(third).answer().text()).isEqualTo("找张三");
  }

  @Test
  void whereTheOtherBringsNoAnswerAnyMoreItWaitsByItselfAgain() {
    merge(one, other);
    List<Change> withdrawn = carryOut(other, new Command.Withdraw(OWNER, 1, other.id()));
    assertThat(withdrawn).extracting(Change::kind).containsExactly(Kind.WITHDRAWN, Kind.RELEASED);
    assertThat(now(one).state()).isEqualTo(State.WAITING);
    assertThat(now(one).links().mergedInto()).isNull();
    // and the other's later answers, if there were any, are not hers any more
    assertThat(Merging.spread(List.of(Change.of(Kind.ANSWERED, now(other), null)), all, LATER)).hasSize(1);
  }

  @Test
  void whoIsNotHelpedByItWaitsByHerselfAgain() {
    merge(one, other);
    answer(other, "打药");
    carryOut(one, new Command.Rate(OWNER, 1, one.id(), 1, "不是一回事"));
    assertThat(now(one)).satisfies(back -> {
      assertThat(back.state()).isEqualTo(State.WAITING);
      assertThat(back.asked().place()).isEqualTo(one.asked().place());
      assertThat(back.answer()).isNull();
    });
    carryOut(other, new Command.Correct(HOLDER, 1, other.id(), "打两遍药", List.of()));
    assertThat(now(one).answer()).isNull();

    Question third = there(RulesTest.asked());
    merge(third, other);
    carryOut(third, new Command.Reply(OWNER, 1, third.id(), "谢谢", true, false, Attention.NONE));
    assertThat(now(third).state()).isEqualTo(State.MERGED);
    carryOut(third, new Command.Reply(OWNER, 1, third.id(), "我家的是旱地", false, false, Attention.NONE));
    assertThat(now(third).state()).isEqualTo(State.WAITING);
  }

  @Test
  void whatIsMergedIntoItGoesAlong() {
    Question third = there(RulesTest.asked());
    merge(one, other);
    merge(other, third);
    assertThat(now(third).links().merged()).containsExactlyInAnyOrder(one.id(), other.id());
    answer(third, "打药");
    for (Question asked : List.of(one, other, third)) {
      assertThat(now(asked).answer().text()).isEqualTo("打药");
    }
  }

  @Test
  void whatCannotBeMergedIsRefusedByName() {
    assertThat(refusal(new Command.Merge(HOLDER, 1, one.id(), one.id()))).isEqualTo(Refusal.NO_SUCH_QUESTION);
    assertThat(refusal(new Command.Merge(HOLDER, 1, one.id(), "demo.nosuch"))).isEqualTo(Refusal.NO_SUCH_QUESTION);
    assertThat(refusal(new Command.Merge(ELSEWHERE, 1, one.id(), other.id()))).isEqualTo(Refusal.NOT_FOUND);
    all.put(other.id(), other.transferred(Routing.to("yibao", Routing.BY_VOLUNTEER), false, LATER));
    assertThat(refusal(new Command.Merge(HOLDER, 1, one.id(), other.id()))).as("of another desk").isEqualTo(Refusal.NO_SUCH_QUESTION);
    all.put(other.id(), other.in(State.WITHDRAWN, null, LATER));
    assertThat(refusal(new Command.Merge(ORGANIZER, 1, one.id(), other.id()))).isEqualTo(Refusal.NOT_OPEN);
    all.put(other.id(), other);
    all.put(one.id(), one.with(new Attention("violence", List.of())));
    assertThat(refusal(new Command.Merge(HOLDER, 1, one.id(), other.id()))).isEqualTo(Refusal.URGENT_STAYS);
  }

  private Refusal refusal(Command.Merge merge) {
    return ((Refused) Rules.decide(now(one), all, merge, LATER)).refusal();
  }

  /** Whatever is merged into whatever, one answer to each that is still open reaches every asker, each once. */
  @Property(tries = 200)
  void everyAskerIsAnsweredOnce(@ForAll @Size(max = 12) List<@IntRange(max = 7) Integer> merges) {
    all.clear();
    List<String> ids = java.util.stream.IntStream.range(0, 8).mapToObj(i -> there(RulesTest.asked()).id()).toList();
    for (int i = 0; i + 1 < merges.size(); i += 2) {
      String from = ids.get(merges.get(i));
      String into = ids.get(merges.get(i + 1));
      if (Rules.decide(all.get(from), all, new Command.Merge(HOLDER, 1, from, into), LATER) instanceof Changed changed) {
        changed.changes().forEach(change -> all.put(change.questionId(), change.after()));
      }
    }
    var answers = new HashMap<String, Integer>();
    for (String id : ids) {
      if (all.get(id).state() == State.WAITING) {
        carryOut(all.get(id), new Command.Answer(HOLDER, 1, id, "答复", null, List.of()))
            .forEach(change -> answers.merge(change.questionId(), 1, Integer::sum));
      }
    }
    assertThat(answers).hasSize(8).allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
  }
}
