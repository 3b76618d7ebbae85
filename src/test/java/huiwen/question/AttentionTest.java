package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;
import static huiwen.question.RulesTest.HOLDER;
import static huiwen.question.RulesTest.LATER;
import static huiwen.question.RulesTest.ORGANIZER;
import static huiwen.question.RulesTest.OWNER;
import static huiwen.question.RulesTest.STRANGER;
import static huiwen.question.RulesTest.after;
import static huiwen.question.RulesTest.command;
import static huiwen.question.RulesTest.in;

import huiwen.question.Decision.Changed;
import huiwen.question.Decision.Refused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of words in which something was found: a moderator's, a reply's, an answer's, and all that one has asked. */
class AttentionTest {

  @Test
  void aReplyCountsLikeTheFirstWords() {
    Question askedBack = in(State.ASKED_BACK);
    Question urgent = after(askedBack, reply(false, "violence"));
    assertThat(urgent.state()).isEqualTo(State.WAITING);
    assertThat(urgent.isUrgent()).isTrue();
    assertThat(urgent.isPublic()).isFalse();
    assertThat(urgent.rank()).isNegative();
    assertThat(after(urgent, reply(false, null, "骂人")).state()).isEqualTo(State.WAITING);
    Question sensitive = after(askedBack, reply(true, null));
    assertThat(sensitive.isPublic()).isFalse();
    assertThat(after(askedBack.with(Privacy.asked(true, false, false)), reply(true, null)).isPublic()).isTrue();
    for (State state : List.of(State.WAITING, State.CLAIMED, State.ASKED_BACK)) {
      Question held = after(in(state), reply(false, null, "骂人"));
      assertThat(held.state()).isEqualTo(State.HELD);
      assertThat(held.claim()).isNull();
      assertThat(held.attention().concerns()).containsExactly("骂人");
      assertThat(after(held, reply(false, "violence")).state()).isEqualTo(State.WAITING);
    }
    assertThat(after(in(State.FOLLOW_UP), reply(false, null, "骂人")).state()).isEqualTo(State.FOLLOW_UP);
  }

  private static Command.Reply reply(boolean sensitive, String urgency, String... concerns) {
    return new Command.Reply(OWNER, 1, "demo.q", "三亩", false, sensitive, new Attention(urgency, List.of(concerns)));
  }

  @Test
  void anAnswerThatAModeratorShouldSeeReachesItsAskerAloneUntilThen() {
    var doubtful = new Command.Answer(HOLDER, 1, "demo.q", "加微信", null, List.of(), List.of("像广告"), List.of());
    Question answered = after(in(State.WAITING), doubtful);
    assertThat(answered.isPublished()).isFalse();
    assertThat(answered.isPublic()).isTrue();
    assertThat(View.forCaller(answered, STRANGER)).isNull();
    assertThat(View.forCaller(answered, OWNER).of(answered, 0).getJsonObject("answer").getString("text")).isEqualTo("加微信");
    assertThat(Rules.decide(answered, command(Command.Act.APPROVE, HOLDER), LATER)).isEqualTo(new Refused(Refusal.FORBIDDEN));
    Question approved = after(answered, command(Command.Act.APPROVE, ORGANIZER));
    assertThat(approved.isPublished()).isTrue();
    assertThat(Rules.decide(approved, command(Command.Act.APPROVE, ORGANIZER), LATER)).isEqualTo(new Refused(Refusal.NOT_HELD));
    Question kept = after(answered, command(Command.Act.PUBLISH, ORGANIZER));
    assertThat(kept.isWithheld()).isFalse();
    assertThat(kept.isPublished()).isFalse();
    var byOrganizer = new Command.Answer(ORGANIZER, 1, "demo.q", "加微信", null, List.of(), List.of("像广告"), List.of());
    assertThat(after(in(State.WAITING), byOrganizer).isPublished()).isTrue();
  }

  @Test
  void allThatOneHasAskedIsTurnedDownInOneAct() {
    Question open = in(State.WAITING);
    Question answered = in(State.ANSWERED);
    Question claimed = in(State.CLAIMED);
    Question withdrawn = in(State.WITHDRAWN);
    Map<String, Question> hers = Map.of(answered.id(), answered, claimed.id(), claimed, withdrawn.id(), withdrawn);
    var dropped = (Changed) Rules.decide(open, hers, new Command.Drop(ORGANIZER, 1, open.id(), "不登",
        List.of(open.id(), answered.id(), claimed.id(), withdrawn.id())), LATER);
    assertThat(dropped.changes()).extracting(Decision.Change::kind)
        .containsExactly(Kind.CLOSED, Kind.UNPUBLISHED, Kind.CLOSED);
    assertThat(dropped.changes()).allSatisfy(change -> {
      assertThat(change.after().isPublished()).isFalse();
      assertThat(change.message().text()).isEqualTo("不登");
      assertThat(change.message().isForAsker()).isTrue();
    });
    assertThat(dropped.refused()).isEmpty();
  }
}
