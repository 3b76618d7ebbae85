package huiwen.question;

import static huiwen.question.RulesTest.HOLDER;
import static huiwen.question.RulesTest.NOW;
import static huiwen.question.RulesTest.command;
import static huiwen.question.RulesTest.in;
import static org.assertj.core.api.Assertions.assertThat;

import huiwen.question.Decision.Changed;
import huiwen.question.Decision.Refused;
import huiwen.question.Decision.Unchanged;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is called to a booth, and what is answered there face to face. */
class CallingTest {

  private static final Instant LATER = NOW.plusSeconds(60);

  private static Question after(Question question, Command.OnQuestion command) {
    Decision decision = Rules.decide(question, command, LATER);
    assertThat(decision).as(command.toString()).isInstanceOf(Changed.class);
    return ((Changed) decision).changes().get(0).after();
  }

  private static Question called() {
    return after(in(State.WAITING), command(Command.Act.CALL, HOLDER));
  }

  @Test
  void whoIsCalledAgainIsCalledTwiceAndNobodyKnowsYetWhetherSheComes() {
    assertThat(called().called()).isEqualTo(new Calling("3 号展位", LATER, 1, null));
    assertThat(after(called(), command(Command.Act.CALL, HOLDER)).called()).isEqualTo(new Calling("3 号展位", LATER, 2, null));
  }

  @Test
  void whetherSheHasComeIsSaidOnceAndMayChange() {
    Question missed = after(called(), new Command.Arrive(HOLDER, 1, "demo.q", false));
    assertThat(missed.called().came()).isFalse();
    assertThat(Rules.decide(missed, new Command.Arrive(HOLDER, 1, "demo.q", false), LATER)).isInstanceOf(Unchanged.class);
    assertThat(after(missed, new Command.Arrive(HOLDER, 1, "demo.q", true)).called().came()).isTrue();
    assertThat(after(missed, command(Command.Act.CALL, HOLDER)).called()).isEqualTo(new Calling("3 号展位", LATER, 2, null));
  }

  /** What is done about her ends the call, what is only prepared does not. */
  @ParameterizedTest
  @CsvSource({"CLAIM,true", "NOTE,true", "ASK_BACK,true", "ANSWER,false", "TRANSFER,false", "FOLLOW_UP,false", "HOLD,false",
      "WITHDRAW,false"})
  void aCallLastsUntilSheIsSeenTo(Command.Act act, boolean lasts) {
    Question next = after(called(), command(act, act.isForAskers() ? RulesTest.OWNER
        : act.isForOrganizers() ? RulesTest.ORGANIZER : HOLDER));
    assertThat(next.called() != null).isEqualTo(lasts);
    if (!lasts && next.state() != State.WITHDRAWN) {
      assertThat(Rules.decide(next, new Command.Arrive(RulesTest.ORGANIZER, 1, "demo.q", true), LATER)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void itIsKeptAsItWas() {
    for (Question question : List.of(called(), after(called(), new Command.Arrive(HOLDER, 1, "demo.q", false)))) {
      assertThat(QuestionCodec.fromJson(QuestionCodec.all(question))).isEqualTo(question);
    }
  }

  @ParameterizedTest
  @CsvSource({"zh-Hans,工作人员已经当面答复您了。", "mn-Cyrl,Ажилтан танд биечлэн хариулсан."})
  void whatWasOnlySpokenSaysSoInTheLanguageOfTheQuestionAndIsNobodyElses(String language, String words) {
    Question spoken = after(RulesTest.asked(language), Command.Answer.inPerson(HOLDER, 1, "demo.q", null, List.of()));
    assertThat(spoken.answer().text()).isEqualTo(words);
    assertThat(spoken.answer().inPerson()).isTrue();
    assertThat(spoken.isPublished()).isFalse();
    assertThat(QuestionCodec.fromJson(QuestionCodec.all(spoken))).isEqualTo(spoken);
    assertThat(Rules.decide(spoken, Command.Answer.inPerson(HOLDER, 1, "demo.q", null, List.of()), LATER)).isInstanceOf(Unchanged.class);
  }

  @Test
  void aLineThatWasWrittenAboutItIsReadByAll() {
    Question spoken = after(in(State.WAITING), Command.Answer.inPerson(HOLDER, 1, "demo.q", "四月底种", List.of()));
    assertThat(spoken.answer().text()).isEqualTo("四月底种");
    assertThat(spoken.isPublished()).isTrue();
  }

  enum Other { FOLLOWS, IS_MERGED, IS_ANSWERED_TOO, LEADS }

  /** Who did not stand there has heard nothing. */
  @ParameterizedTest
  @EnumSource(Other.class)
  void whereOthersWaitForItAnAnswerNeedsWords(Other other) {
    Question question = switch (other) {
      case FOLLOWS -> in(State.WAITING).supported(NOW);
      case IS_MERGED -> in(State.WAITING).withMerged(List.of("demo.q2"), NOW);
      case IS_ANSWERED_TOO -> in(State.WAITING);
      case LEADS -> Question.partOf("demo.q1", in(State.WAITING).asked(), Attention.NONE, in(State.WAITING).routing());
    };
    var command = new Command.Answer(HOLDER, 1, "demo.q", null, null, List.of(), List.of(),
        other == Other.IS_ANSWERED_TOO ? List.of("demo.q2") : List.of(), List.of(), true, null);
    assertThat(Rules.decide(question, command, LATER)).isEqualTo(new Refused(Refusal.WORDS_NEEDED));
  }

  @Test
  void anAnswerThatNobodySaidNeedsWords() {
    assertThat(Rules.decide(in(State.WAITING), new Command.Answer(HOLDER, 1, "demo.q", null, null, List.of()), LATER))
        .isEqualTo(new Refused(Refusal.NO_WORDS));
  }
}
