package huiwen.question;

import huiwen.access.Caller;
import huiwen.fair.Departments;
import huiwen.fair.Fair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;

/** Random histories of a fair, for tests of what follows its entries. */
public abstract class RandomHistories {

  private static final Instant START = Instant.parse("2026-11-24T02:00:00Z");
  private static final long WITHIN = TimeUnit.HOURS.toNanos(1);
  private static final Boolean[] WISHES = {null, true, false};
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
    Known known = known();
    var entries = new ArrayList<Entry>();
    var questions = new ArrayList<String>();
    var following = new HashSet<Deciding.Following>();
    Instant now = START;
    for (Step step : steps) {
      now = now.plusSeconds(7);
      known.takeVersion("version", now);
      var deciding = new Deciding(1, known, following, Set.of());
      deciding.decide(new Submission(command(step, questions), null, System.nanoTime() + WITHIN));
      deciding.asked().forEach(question -> questions.add(question.id()));
      entries.addAll(deciding.entries());
    }
    return entries;
  }

  /** The same question from another village. */
  public static Question inVillage(Question question, String village) {
    var json = QuestionCodec.all(question).put("village", village);
    return QuestionCodec.fromJson(json);
  }

  /** An open fair with three desks at which nothing was asked yet. */
  static Known known() {
    var known = new Known();
    known.takeFair(0, Fair.OPEN, START.minusSeconds(3_600), START.plusSeconds(86_400));
    known.takeVersion("version", START);
    for (String desk : List.of("keji", "nongmu", Departments.TRIAGE)) {
      known.put(desk, new Known.Desk(true, 0, 0));
    }
    return known;
  }

  private static Command command(Step step, List<String> questions) {
    if (step.act == null || questions.isEmpty()) {
      int number = questions.size();
      return new Command.Ask(RulesTest.OWNER, 1, "demo", "问" + number, "zh-Hans",
          number % 3 == 0 ? null : "新村" + number % 3,
          new Routing("keji", Routing.BY_ASKER, null, List.of(), List.of()), "科技",
          Privacy.asked(WISHES[number % 3], number % 2 == 0, number % 7 == 6), new Attention(number % 7 == 6 ? "violence" : null, List.of()),
          null, null, List.of(), null);
    }
    String id = questions.get(step.question % questions.size());
    return switch (step.act) {
      case CLAIM -> new Command.Claim(step.by, 1, id);
      case RELEASE -> new Command.GiveBack(step.by, 1, id);
      case HAND -> new Command.Hand(step.by, 1, id, step.grade < 3 ? RulesTest.HOLDER : RulesTest.COLLEAGUE);
      case ANSWER -> step.grade == 3 ? Command.Answer.inPerson(step.by, 1, id, null, List.of()) : new Command.Answer(step.by, 1, id, "答复", step.grade == 1 ? false : null, List.of(),
          step.grade == 2 ? List.of("有网址") : List.of(), step.grade < 4 ? List.of() : List.of(questions.get(0)));
      case TRANSFER -> new Command.Transfer(step.by, 1, id, step.grade < 3 ? "keji" : "nongmu", step.grade < 3 ? "科技" : "农牧", step.grade == 4, "归那边");
      case ASK_BACK -> new Command.AskBack(step.by, 1, id, "几亩地？");
      case NOTE -> new Command.Note(step.by, 1, id, "耳背");
      case MERGE -> new Command.Merge(step.by, 1, id, questions.get(step.grade % questions.size()));
      case SPLIT -> new Command.Split(step.by, 1, id, List.of(
          new Command.Split.Piece("一半", step.grade < 3 ? "keji" : "nongmu", "科技", false),
          new Command.Split.Piece("另一半", "nongmu", "农牧", step.grade == 4)));
      case PART -> new Command.AskPart(step.by, 1, id, step.grade < 3 ? "keji" : "nongmu", "农牧", step.grade == 1 ? null : "请你们答");
      case ESCALATE -> new Command.Escalate(step.by, 1, id, RulesTest.EXPERT, step.grade == 1 ? null : "请您看看");
      case FOLLOW_UP -> new Command.Promise(step.by, 1, id, "王芳", "2026-12-0" + step.grade, "上门看看");
      case CORRECT -> new Command.Correct(step.by, 1, id, "更正" + step.grade, step.grade == 5 ? List.of("有网址") : List.of());
      case HOLD -> new Command.Hold(step.by, 1, id);
      case APPROVE -> new Command.Approve(step.by, 1, id);
      case TURN_DOWN -> new Command.TurnDown(step.by, 1, id, "不登");
      case DROP -> new Command.Drop(step.by, 1, id, "不登", List.copyOf(questions));
      case PUBLISH -> new Command.Publish(step.by, 1, id, step.grade > 2, "写了别人的事");
      case CALL -> new Command.Call(step.by, 1, id, "3 号展位");
      case ARRIVE -> new Command.Arrive(step.by, 1, id, step.grade > 2);
      case TRANSLATE -> new Command.Translate(step.by, 1, id, step.grade > 2, "译", step.grade == 5 ? List.of("有网址") : List.of());
      case SOLVE -> new Command.Solve(step.by, 1, id, step.grade > 2, step.grade == 1 ? "没办成" : null, "科技", step.grade == 2, Attention.NONE);
      case REPLY -> new Command.Reply(step.by, 1, id, "三亩", step.grade == 1, step.grade == 3,
          new Attention(step.grade == 5 ? "violence" : null, step.grade == 4 ? List.of("骂人") : List.of()));
      case SUPPORT -> new Command.Support(step.by, 1, id);
      case RATE -> new Command.Rate(step.by, 1, id, step.grade, null);
      case SEE -> new Command.See(step.by, 1, id);
      case WITHDRAW -> new Command.Withdraw(step.by, 1, id);
    };
  }
}
