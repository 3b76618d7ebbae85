package huiwen.question;

import huiwen.access.Caller;
import huiwen.question.Decision.Changed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;

/** Random histories of a fair, for tests of what follows its entries. */
public abstract class RandomHistories {

  private static final Instant START = Instant.parse("2026-11-24T02:00:00Z");
  private static final List<Caller> PEOPLE =
      List.of(RulesTest.OWNER, RulesTest.STRANGER, RulesTest.HOLDER, RulesTest.COLLEAGUE, RulesTest.ORGANIZER);

  /** A random step: somebody does something to one of the questions, or (act null) a new one is asked. */
  public record Step(Command.Act act, Caller by, int question, int grade) {
  }

  @Provide
  public Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(Command.Act.class).injectNull(0.25), Arbitraries.of(PEOPLE),
            Arbitraries.integers().between(0, 5), Arbitraries.integers().between(1, 5))
        .as(Step::new).list().ofMaxSize(60);
  }

  /** Carries the steps out as a batch does, without a database. */
  public static List<Entry> entries(List<Step> steps) {
    var questions = new ArrayList<Question>();
    var entries = new ArrayList<Entry>();
    long seq = 0;
    Instant now = START;
    for (Step step : steps) {
      now = now.plusSeconds(7);
      if (step.act == null || questions.isEmpty()) {
        Command.Ask ask = new Command.Ask(RulesTest.OWNER, 1, "demo", "问" + seq, "zh-Hans",
            new Routing("keji", Routing.BY_ASKER, null, List.of(), List.of()), "科技", null, true, List.of(),
            seq % 3 == 0 ? null : "新村" + seq % 3, null, null, List.of(), "key-" + seq, "hash");
        Decision.Change change = Rules.ask(ask, ++seq, "科技-" + seq, now);
        questions.add(change.after());
        entries.add(new Entry(1, seq, now, change.kind(), change.after(), null, null));
        continue;
      }
      int index = step.question % questions.size();
      Command.OnQuestion command = step.act == Command.Act.RATE
          ? new Command.Rate(step.by, 1, "demo.q", step.grade, null)
          : RulesTest.command(step.act, step.by);
      if (Rules.decide(questions.get(index), command, now) instanceof Changed changed) {
        for (Decision.Change change : changed.changes()) {
          Question before = questions.get(index);
          entries.add(new Entry(1, ++seq, now, change.kind(), change.after(), Entry.From.of(before),
              change.message()));
          questions.set(index, change.after());
        }
      }
    }
    return entries;
  }

  /** The same question from another village. */
  public static Question inVillage(Question question, String village) {
    var json = QuestionCodec.toJson(question).put("village", village);
    return QuestionCodec.fromJson(json);
  }
}
