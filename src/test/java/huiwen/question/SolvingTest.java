package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.access.Caller;
import huiwen.question.Decision.Changed;
import huiwen.question.Decision.Refused;
import huiwen.question.Decision.Unchanged;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 真解决了吗: what becomes of a question by what its asker says of it some weeks later. */
class SolvingTest {

  private static Question after(Question question, Command.OnQuestion command, Instant at) {
    return ((Changed) Rules.decide(question, command, at)).changes().get(0).after();
  }

  /** What its asker says some weeks later: a yes is kept, a no makes it a promise anew, with her reason in the thread. */
  @Test
  void whatIsNotSolvedIsPromisedAnewAndHerLastWordCounts() {
    Question answered = RulesTest.in(State.ANSWERED);
    Question solved = after(answered, solve(RulesTest.OWNER, true, null), RulesTest.LATER);
    assertThat(solved.state()).isEqualTo(State.ANSWERED);
    assertThat(solved.solved()).isEqualTo(new Solved(true, RulesTest.LATER, null));
    assertThat(Rules.decide(solved, solve(RulesTest.OWNER, true, null), RulesTest.LATER)).isEqualTo(new Unchanged());

    var no = (Changed) Rules.decide(solved, solve(RulesTest.ORGANIZER, false, "井还是没水"), RulesTest.LATER);
    Question open = no.changes().get(0).after();
    assertThat(no.changes()).extracting(Decision.Change::kind).containsExactly(Kind.REOPENED);
    assertThat(no.changes().get(0).message().text()).isEqualTo("井还是没水");
    assertThat(no.changes().get(0).message().type()).isEqualTo(Message.Type.REPLY);
    assertThat(open.state()).isEqualTo(State.FOLLOW_UP);
    assertThat(open.answer()).isNull();
    assertThat(open.followUp().owner()).isEqualTo("科技");
    assertThat(open.followUp().due()).isEqualTo("2026-12-08");
    assertThat(open.solved()).isEqualTo(new Solved(false, RulesTest.LATER, "组织者"));
    assertThat(Rules.decide(open, solve(RulesTest.OWNER, true, null), RulesTest.LATER)).isEqualTo(new Refused(Refusal.NOT_ANSWERED)); // closing needs an answer

    Question again = after(open, RulesTest.command(Command.Act.ANSWER, RulesTest.COLLEAGUE), RulesTest.LATER.plusSeconds(9));
    assertThat(again.solved().solved()).isFalse(); // until she is asked again
    assertThat(again.solved().isOf(again.answer())).isFalse();
  }

  @Test
  void aReasonThatTellsOfDangerMakesTheQuestionUrgentAndPrivate() {
    Question open = after(RulesTest.in(State.ANSWERED), new Command.Solve(RulesTest.OWNER, 1, "demo.q", false, "我不想活了", "科技", true, new Attention("health", List.of())), RulesTest.LATER);
    assertThat(open.isUrgent()).isTrue();
    assertThat(open.isPublic()).isFalse();
  }

  private static Command.Solve solve(Caller by, boolean solved, String reason) {
    return new Command.Solve(by, 1, "demo.q", solved, reason, "科技", false, Attention.NONE);
  }
}
