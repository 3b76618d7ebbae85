package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.problem.Problem;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DecidingTest {

  private static final CommandKey KEY = new CommandKey("key-12345", "hash");

  private final Known known = RandomHistories.known();

  private Deciding deciding() {
    return new Deciding(1, known, new HashSet<>(), Set.of());
  }

  private static Submission submitted(Command command, CommandKey key) {
    return new Submission(command, key, System.nanoTime() + TimeUnit.MINUTES.toNanos(1));
  }

  private static Command.Ask ask(String text, String urgency) {
    return new Command.Ask(RulesTest.OWNER, 1, "demo", text, "zh-Hans", null, Routing.to("keji", Routing.BY_ASKER), "科技",
        Privacy.asked(null, false, urgency != null), new Attention(urgency, List.of()), null, null, List.of(), null);
  }

  @Test
  void aCommandThatThrowsFailsAlone() {
    Deciding deciding = deciding();
    Future<Committed> first = deciding.decide(submitted(ask("好的", null), null));
    Future<Committed> broken = deciding.decide(submitted(new Command.Claim(null, 1, first.result().question().id()), null));
    Future<Committed> last = deciding.decide(submitted(ask("也好", null), null));
    assertThat(broken.cause()).isInstanceOfSatisfying(Problem.class,
        problem -> assertThat(problem.type()).isEqualTo(Problem.Type.INTERNAL));
    assertThat(first.succeeded() && last.succeeded()).isTrue();
    assertThat(deciding.entries()).extracting(Entry::seq).containsExactly(1L, 2L);
  }

  @Test
  void theSameKeyIsOneCommandAndAnotherBodyIsRefused() {
    Deciding deciding = deciding();
    Committed first = deciding.decide(submitted(ask("一次", null), KEY)).result();
    Committed again = deciding.decide(submitted(ask("一次", null), KEY)).result();
    assertThat(again.created()).isFalse();
    assertThat(again.question()).isEqualTo(first.question());
    assertThat(deciding.decide(submitted(ask("别的", null), new CommandKey("key-12345", "another"))).failed()).isTrue();
    assertThat(deciding.entries()).hasSize(1);
    assertThat(deciding.remembered()).hasSize(1);
  }

  @Test
  void whatIsUrgentHasNobodyBeforeIt() {
    Deciding deciding = deciding();
    deciding.decide(submitted(ask("一", null), null));
    deciding.decide(submitted(ask("二", null), null));
    assertThat(deciding.decide(submitted(ask("孩子喝了农药", "poison"), null)).result().ahead()).isZero();
    assertThat(deciding.decide(submitted(ask("三", null), null)).result().ahead()).isEqualTo(3);
  }

  @Test
  void whoseDepartmentHasLeftIsAskedAtTriage() {
    known.put("keji", new Known.Desk(false, 4, 0));
    Question question = deciding().decide(submitted(ask("科技走了", null), null)).result().question();
    assertThat(question.department()).isEqualTo("triage");
    assertThat(question.asked().ticket()).isEqualTo("总台-001");
  }

  @Test
  void aFairTakesQuestionsWhileItIsOpenByTheDatabasesClock() {
    Instant now = known.now();
    known.takeFair(0, "open", now.plusSeconds(60), now.plusSeconds(120));
    assertThat(key(deciding().decide(submitted(ask("早了", null), null)))).isEqualTo("conflict.fair-not-begun");
    known.takeFair(0, "open", now.minusSeconds(60), now.minusSeconds(1));
    assertThat(key(deciding().decide(submitted(ask("晚了", null), null)))).isEqualTo("conflict.fair-over");
    known.takeFair(0, "closed", now.minusSeconds(60), now.plusSeconds(60));
    assertThat(key(deciding().decide(submitted(ask("关了", null), null)))).isEqualTo("conflict.fair-closed");
  }

  private static String key(Future<?> refused) {
    return ((Problem) refused.cause()).key();
  }

  @Test
  void anEntryRepeatsNothingThatCannotChange() {
    Deciding deciding = deciding();
    Question question = deciding.decide(submitted(ask("葵花咋种".repeat(25), null), null)).result().question();
    int all = QuestionCodec.all(question).encode().length();
    assertThat(QuestionCodec.changing(question).encode().length()).isLessThan(all / 2).isLessThan(300);
  }
}
