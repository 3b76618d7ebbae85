package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.access.Caller;
import huiwen.access.Role;
import huiwen.fair.Departments;
import huiwen.question.Decision.Changed;
import huiwen.question.Decision.Refused;
import huiwen.question.Decision.Unchanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {

  static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
  static final Instant LATER = NOW.plusSeconds(60);
  static final Caller OWNER = Caller.asker("owner");
  static final Caller STRANGER = Caller.asker("stranger");
  static final Caller HOLDER =
      new Caller(Role.VOLUNTEER, "holder", "王芳", "demo", Set.of("keji"));
  static final Caller COLLEAGUE =
      new Caller(Role.VOLUNTEER, "colleague", "李强", "demo", Set.of("keji"));
  static final Caller ELSEWHERE =
      new Caller(Role.VOLUNTEER, "elsewhere", "赵六", "demo", Set.of("yibao"));
  static final Caller OTHER_FAIR =
      new Caller(Role.VOLUNTEER, "other", "孙七", "other-fair", Set.of("keji"));
  static final Caller TRANSLATOR =
      new Caller(Role.TRANSLATOR, "translator", "乌兰", "demo", Set.of("keji"));
  static final Caller EXPERT = new Caller(Role.EXPERT, "expert", "陈教授", "demo", Set.of("keji"));
  static final Caller ORGANIZER = new Caller(Role.ORGANIZER, "organizer", "组织者", null, Set.of());

  /** Into which others are merged. */
  static final Question OTHER = asked();
  static final Map<String, Question> THERE = Map.of(OTHER.id(), OTHER);

  static Question asked() {
    return asked("zh-Hans");
  }

  static Question asked(String language) {
    return asked(language, Privacy.asked(null, false, false), null, List.of());
  }

  private static Question asked(Privacy privacy, String urgency, List<String> concerns) {
    return asked("zh-Hans", privacy, urgency, concerns);
  }

  private static Question asked(String language, Privacy privacy, String urgency, List<String> concerns) {
    return Rules.ask(new Command.Ask(OWNER, 1, "demo", "葵花咋种", language, null,
        new Routing("keji", Routing.BY_MODEL, 0.9, List.of("“葵花”→科技"), List.of()), "科技", privacy,
        new Attention(urgency, concerns), "张三", null, List.of(), null), 7, "科技-001", NOW).after();
  }

  static Question in(State state) {
    Question question = asked();
    return switch (state) {
      case WAITING -> question;
      case CLAIMED -> question.in(State.CLAIMED, new Claim(HOLDER.id(), HOLDER.name()), NOW);
      case ANSWERED -> question.answered(new Answer("这样种", "王芳", HOLDER.id(), NOW, List.of(), List.of()));
      case FOLLOW_UP, CLOSED -> question
          .answered(new Answer("这样种", "王芳", HOLDER.id(), NOW, List.of(), List.of())).in(state, null, NOW);
      default -> question.in(state, null, NOW);
    };
  }

  static Command.OnQuestion command(Command.Act act, Caller by) {
    return switch (act) {
      case CLAIM -> new Command.Claim(by, 1, "demo.q");
      case RELEASE -> new Command.GiveBack(by, 1, "demo.q");
      case HAND -> new Command.Hand(by, 1, "demo.q", COLLEAGUE);
      case ANSWER -> new Command.Answer(by, 1, "demo.q", "答复", null, List.of());
      case TRANSFER -> new Command.Transfer(by, 1, "demo.q", "nongmu", "农牧", false, "归农牧");
      case ASK_BACK -> new Command.AskBack(by, 1, "demo.q", "几亩地？");
      case NOTE -> new Command.Note(by, 1, "demo.q", "耳背");
      case MERGE -> new Command.Merge(by, 1, "demo.q", OTHER.id());
      case SPLIT -> new Command.Split(by, 1, "demo.q", List.of(new Command.Split.Piece("葵花咋种", "keji", "科技", false),
          new Command.Split.Piece("羊咋养", "nongmu", "农牧", false)));
      case PART -> new Command.AskPart(by, 1, "demo.q", "nongmu", "农牧", "饲料那一段请你们答");
      case ESCALATE -> new Command.Escalate(by, 1, "demo.q", EXPERT, "请您看看");
      case FOLLOW_UP -> new Command.Promise(by, 1, "demo.q", "王芳", "2026-12-01", "12 月 1 日前上门看看");
      case CORRECT -> new Command.Correct(by, 1, "demo.q", "更正后的话", List.of());
      case HOLD -> new Command.Hold(by, 1, "demo.q");
      case APPROVE -> new Command.Approve(by, 1, "demo.q");
      case TURN_DOWN -> new Command.TurnDown(by, 1, "demo.q", "骂人的话不登");
      case DROP -> new Command.Drop(by, 1, "demo.q", "不登", List.of());
      case PUBLISH -> new Command.Publish(by, 1, "demo.q", false, "写了别人的事");
      case CALL -> new Command.Call(by, 1, "demo.q", "3 号展位");
      case ARRIVE -> new Command.Arrive(by, 1, "demo.q", true);
      case TRANSLATE -> new Command.Translate(by, 1, "demo.q", false, "向日葵怎么种", List.of());
      case SOLVE -> new Command.Solve(by, 1, "demo.q", true, null, "科技", false, Attention.NONE);
      case REPLY -> new Command.Reply(by, 1, "demo.q", "三亩", false, false, Attention.NONE);
      case SUPPORT -> new Command.Support(by, 1, "demo.q");
      case RATE -> new Command.Rate(by, 1, "demo.q", 5, null);
      case SEE -> new Command.See(by, 1, "demo.q");
      case WITHDRAW -> new Command.Withdraw(by, 1, "demo.q");
    };
  }

  /** What each act does in each state for whoever may do it: a state, "same" or a refusal. */
  @ParameterizedTest
  @CsvSource(delimiter = ' ', value = {
      // act held waiting claimed asked-back answered follow-up closed merged withdrawn
      "CLAIM    IS_HELD CLAIMED CLAIMED= CLAIMED NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN",
      "RELEASE  IS_HELD WAITING= WAITING NOT_CLAIMED NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN",
      "HAND     IS_HELD NOT_CLAIMED CLAIMED NOT_CLAIMED NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN",
      "ANSWER   IS_HELD ANSWERED ANSWERED ANSWERED ALREADY_ANSWERED ANSWERED NOT_OPEN NOT_OPEN NOT_OPEN",
      "TRANSFER IS_HELD WAITING WAITING WAITING NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN",
      "ASK_BACK IS_HELD ASKED_BACK ASKED_BACK ASKED_BACK NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN",
      "NOTE     IS_HELD CLAIMED CLAIMED CLAIMED NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN",
      "MERGE    IS_HELD MERGED MERGED MERGED NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN",
      "SPLIT    IS_HELD CLAIMED CLAIMED CLAIMED NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN",
      "PART     IS_HELD WAITING CLAIMED ASKED_BACK NOT_OPEN FOLLOW_UP NOT_OPEN NOT_OPEN NOT_OPEN",
      "ESCALATE IS_HELD CLAIMED CLAIMED CLAIMED NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN",
      "FOLLOW_UP IS_HELD FOLLOW_UP FOLLOW_UP FOLLOW_UP NOT_OPEN FOLLOW_UP NOT_OPEN NOT_OPEN NOT_OPEN",
      "CORRECT  NOT_ANSWERED NOT_ANSWERED NOT_ANSWERED NOT_ANSWERED ANSWERED FOLLOW_UP CLOSED NOT_OPEN NOT_OPEN",
      "HOLD     HELD= HELD HELD HELD NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN NOT_OPEN",
      "APPROVE  WAITING NOT_HELD NOT_HELD NOT_HELD NOT_HELD NOT_HELD NOT_HELD NOT_HELD NOT_HELD",
      "TURN_DOWN CLOSED NOT_HELD NOT_HELD NOT_HELD NOT_HELD NOT_HELD NOT_HELD NOT_HELD NOT_HELD",
      "DROP     CLOSED CLOSED CLOSED CLOSED ANSWERED CLOSED CLOSED MERGED= WITHDRAWN=",
      "PUBLISH  HELD WAITING CLAIMED ASKED_BACK ANSWERED FOLLOW_UP CLOSED MERGED NOT_OPEN",
      "CALL     IS_HELD WAITING CLAIMED ASKED_BACK ANSWERED FOLLOW_UP NOT_OPEN NOT_OPEN NOT_OPEN",
      "ARRIVE   IS_HELD NOT_CALLED NOT_CALLED NOT_CALLED NOT_CALLED NOT_CALLED NOT_OPEN NOT_OPEN NOT_OPEN",
      "TRANSLATE IS_HELD WAITING CLAIMED ASKED_BACK ANSWERED FOLLOW_UP CLOSED NOT_OPEN NOT_OPEN",
      "SOLVE    NOT_ANSWERED NOT_ANSWERED NOT_ANSWERED NOT_ANSWERED ANSWERED NOT_ANSWERED NOT_OPEN NOT_ANSWERED NOT_OPEN",
      "REPLY    HELD WAITING CLAIMED WAITING WAITING FOLLOW_UP TOO_LATE_TO_REPLY WAITING NOT_OPEN",
      "RATE     NOT_ANSWERED NOT_ANSWERED NOT_ANSWERED NOT_ANSWERED ANSWERED NOT_ANSWERED CLOSED NOT_ANSWERED NOT_ANSWERED",
      "SEE      NOT_ANSWERED NOT_ANSWERED NOT_ANSWERED NOT_ANSWERED ANSWERED FOLLOW_UP CLOSED NOT_ANSWERED NOT_ANSWERED",
      "WITHDRAW WITHDRAWN WITHDRAWN WITHDRAWN WITHDRAWN NOT_OPEN NOT_OPEN NOT_OPEN WITHDRAWN WITHDRAWN="},
      ignoreLeadingAndTrailingWhitespace = true)
  void theTableHolds(org.junit.jupiter.params.aggregator.ArgumentsAccessor row) {
    List<String> cells = Stream.of(row.toArray()).filter(cell -> cell != null).map(Object::toString).toList();
    Command.Act act = Command.Act.valueOf(cells.get(0));
    Caller by = act.isForAskers() ? OWNER : act.isForOrganizers() ? ORGANIZER : HOLDER;
    for (State state : State.values()) {
      String expected = cells.get(1 + state.ordinal());
      assertThat(outcome(Rules.decide(in(state), THERE, command(act, by), LATER), state))
          .as("%s in %s", act, state).isEqualTo(expected);
    }
  }

  @Test
  void anOrganizerWhoTakesUpWhatIsHeldLetsItThrough() {
    for (Command.Act act : List.of(Command.Act.CLAIM, Command.Act.ANSWER, Command.Act.TRANSFER, Command.Act.ASK_BACK,
        Command.Act.NOTE, Command.Act.MERGE, Command.Act.SPLIT, Command.Act.FOLLOW_UP)) {
      assertThat(outcome(Rules.decide(in(State.HELD), THERE, command(act, ORGANIZER), LATER), State.HELD))
          .isEqualTo(outcome(Rules.decide(in(State.WAITING), THERE, command(act, ORGANIZER), LATER), State.WAITING));
    }
  }

  @Test
  void whoMayNotCallIsNotToldThatTheBoothIsUnknown() {
    Question question = asked();
    assertThat(Rules.decide(question, new Command.Call(HOLDER, 1, "demo.q", null), LATER)).isEqualTo(new Refused(Refusal.NO_BOOTH));
    for (Caller by : List.of(ELSEWHERE, OTHER_FAIR, STRANGER)) {
      assertThat(Rules.decide(question, new Command.Call(by, 1, "demo.q", null), LATER)).isEqualTo(new Refused(Refusal.NOT_FOUND));
    }
    assertThat(Rules.decide(question, new Command.Call(TRANSLATOR, 1, "demo.q", null), LATER)).isEqualTo(new Refused(Refusal.FORBIDDEN));
  }

  @Test
  void aQuestionThatAModeratorShouldSeeBeginsHeld() {
    Question question = asked(Privacy.asked(null, false, false), null, List.of("有骂人的话"));
    assertThat(question.state()).isEqualTo(State.HELD);
  }

  private static String outcome(Decision decision, State before) {
    if (decision instanceof Refused refused) {
      return refused.refusal().name();
    }
    return decision instanceof Changed changed ? after(changed).state().name() : before.name() + "=";
  }

  /** The question that a command is about, as the command leaves it. */
  private static Question after(Changed changed) {
    String id = changed.changes().get(0).questionId();
    return changed.changes().stream().map(Decision.Change::after).filter(question -> question.id().equals(id))
        .reduce((one, later) -> later).orElseThrow();
  }

  static Stream<Arguments> everyCell() {
    var cells = new ArrayList<Arguments>();
    for (State state : State.values()) {
      for (Command.Act act : Command.Act.values()) {
        for (Caller by : List.of(OWNER, STRANGER, HOLDER, COLLEAGUE, ELSEWHERE, OTHER_FAIR, TRANSLATOR, ORGANIZER)) {
          cells.add(Arguments.of(state, act, by));
        }
      }
    }
    return cells.stream();
  }

  @ParameterizedTest
  @MethodSource("everyCell")
  void everyStateCommandAndRoleIsATransitionOrANamedRefusal(State state, Command.Act act, Caller by) {
    Question question = in(state);
    Decision decision = Rules.decide(question, THERE, command(act, by), LATER);
    if (decision instanceof Changed changed) {
      assertThat(changed.changes()).isNotEmpty();
      assertThat(after(changed).id()).isEqualTo(question.id());
      // only a claimed question is in somebody's hands, and a claimed one always is
      assertThat(changed.changes()).extracting(Decision.Change::after).allSatisfy(left ->
          assertThat(left.claim() != null).isEqualTo(left.state() == State.CLAIMED));
    } else {
      assertThat(decision).isInstanceOfAny(Refused.class, Unchanged.class);
    }
    if (act.isForAskers() && act != Command.Act.SUPPORT && by != OWNER) {
      assertThat(decision).isEqualTo(new Refused(Refusal.NOT_FOUND));
    }
    boolean own = (act == Command.Act.PUBLISH || act == Command.Act.SOLVE) && by.isAsker();
    if (own && by == STRANGER) {
      assertThat(decision).isEqualTo(new Refused(Refusal.NOT_FOUND));
    }
    if (!act.isForAskers() && !own && (by == ELSEWHERE || by == OTHER_FAIR || by.isAsker())) {
      assertThat(decision).isEqualTo(
          new Refused(question.isPublished() ? Refusal.FORBIDDEN : Refusal.NOT_FOUND));
    }
    if (!act.isForAskers() && by == TRANSLATOR && act != Command.Act.TRANSLATE) {
      assertThat(decision).isEqualTo(new Refused(Refusal.FORBIDDEN));
    }
  }

  @Test
  void whatAnotherHoldsIsRefusedToVolunteerAndOrganizerAlike() {
    Question claimed = in(State.CLAIMED);
    for (Caller by : List.of(COLLEAGUE, ORGANIZER)) {
      for (Command.Act act : List.of(Command.Act.CLAIM, Command.Act.ANSWER, Command.Act.TRANSFER,
          Command.Act.ASK_BACK, Command.Act.NOTE, Command.Act.MERGE, Command.Act.SPLIT, Command.Act.FOLLOW_UP)) {
        assertThat(Rules.decide(claimed, command(act, by), LATER))
            .isEqualTo(new Refused(Refusal.CLAIMED_BY_OTHER));
      }
    }
    assertThat(Rules.decide(claimed, command(Command.Act.RELEASE, COLLEAGUE), LATER))
        .isEqualTo(new Refused(Refusal.CLAIMED_BY_OTHER));
    assertThat(after(claimed, command(Command.Act.RELEASE, ORGANIZER)).state()).isEqualTo(State.WAITING);
  }

  @Test
  void whatIsHandedOverIsInTheColleaguesHands() {
    Question claimed = in(State.CLAIMED);
    for (Caller by : List.of(HOLDER, ORGANIZER)) {
      Question handed = after(claimed, command(Command.Act.HAND, by));
      assertThat(handed.claim()).isEqualTo(new Claim(COLLEAGUE.id(), COLLEAGUE.name()));
      assertThat(Rules.decide(handed, command(Command.Act.HAND, ORGANIZER), LATER)).isEqualTo(new Unchanged());
      assertThat(Rules.decide(handed, command(Command.Act.HAND, HOLDER), LATER)).isEqualTo(new Refused(Refusal.CLAIMED_BY_OTHER));
    }
    assertThat(Rules.decide(claimed, command(Command.Act.HAND, COLLEAGUE), LATER)).isEqualTo(new Refused(Refusal.CLAIMED_BY_OTHER));
    for (Caller to : java.util.Arrays.asList(null, ELSEWHERE, OTHER_FAIR, TRANSLATOR, ORGANIZER, OWNER)) {
      assertThat(Rules.decide(claimed, new Command.Hand(HOLDER, 1, "demo.q", to), LATER))
          .isEqualTo(new Refused(Refusal.NO_SUCH_COLLEAGUE));
    }
  }

  @Test
  void theSameAnswerTwiceIsSentOnce() {
    Question answered = after(in(State.CLAIMED), command(Command.Act.ANSWER, HOLDER));
    assertThat(Rules.decide(answered, command(Command.Act.ANSWER, HOLDER), LATER)).isEqualTo(new Unchanged());
    assertThat(Rules.decide(answered, new Command.Answer(HOLDER, 1, "demo.q", "别的", null, List.of()), LATER))
        .isEqualTo(new Refused(Refusal.ALREADY_ANSWERED));
    assertThat(Rules.decide(answered, command(Command.Act.ANSWER, COLLEAGUE), LATER))
        .isEqualTo(new Refused(Refusal.ALREADY_ANSWERED));
  }

  @Test
  void theThirdTransferGoesToTriageWhateverItSays() {
    Question question = asked();
    question = after(question, new Command.Transfer(ORGANIZER, 1, "demo.q", "nongmu", "农牧", false, "一"));
    question = after(question, new Command.Transfer(ORGANIZER, 1, "demo.q", "gongxiao", "供销", false, "二"));
    assertThat(question.department()).isEqualTo("gongxiao");
    assertThat(question.isProblem()).isFalse();
    question = after(question, new Command.Transfer(ORGANIZER, 1, "demo.q", "keji", "科技", false, "三"));
    assertThat(question.department()).isEqualTo(Departments.TRIAGE);
    assertThat(question.isProblem()).isTrue();
    question = after(question, new Command.Transfer(ORGANIZER, 1, "demo.q", "keji", "科技", false, "四"));
    assertThat(question.department()).isEqualTo("keji");
    assertThat(question.isProblem()).isTrue();
  }

  /** Where each stands in its queue: what is urgent, then what nobody wants, then the rest, each in the order of asking. */
  @Test
  void whatNobodyWantsStandsBeforeAllThatIsNotUrgent() {
    Question ordinary = asked();
    Question problem = ordinary;
    for (String department : List.of("nongmu", "gongxiao", "keji")) {
      problem = after(problem, new Command.Transfer(ORGANIZER, 1, "demo.q", department, department, false, "不归我"));
    }
    Question urgent = asked(Privacy.asked(null, false, true), "health", List.of());
    assertThat(Stream.of(ordinary, urgent, problem).sorted(Comparator.comparing(Question::rank)))
        .containsExactly(urgent, problem, ordinary);
    assertThat(View.STAFF.of(problem, 0).getBoolean("problem")).isTrue();
    assertThat(View.BOARD.of(problem, 0).getBoolean("problem")).isTrue();
    assertThat(View.OWNER.of(problem, 0).containsKey("problem")).isFalse();
    assertThat(View.STAFF.of(ordinary, 0).containsKey("problem")).isFalse();
  }

  @Test
  void aReplyToAnAskBackGoesBackToItsOldPlace() {
    Question back = after(in(State.CLAIMED), command(Command.Act.ASK_BACK, HOLDER));
    assertThat(back.claim()).isNull();
    Question replied = after(back, command(Command.Act.REPLY, OWNER));
    assertThat(replied.state()).isEqualTo(State.WAITING);
    assertThat(replied.asked().place()).isEqualTo(7);
  }

  @Test
  void aLowGradeReopensOnce() {
    Command.Rate bad = new Command.Rate(OWNER, 1, "demo.q", 1, "没说清");
    var first = (Changed) Rules.decide(in(State.ANSWERED), bad, LATER);
    assertThat(first.changes()).extracting(Decision.Change::kind).containsExactly(Kind.RATED, Kind.REOPENED);
    assertThat(after(first).state()).isEqualTo(State.WAITING);
    assertThat(after(first).answer()).isNull();
    Question again = after(after(first), command(Command.Act.ANSWER, COLLEAGUE));
    var second = (Changed) Rules.decide(again, bad, LATER);
    assertThat(second.changes()).extracting(Decision.Change::kind).containsExactly(Kind.RATED);
    assertThat(after(second).state()).isEqualTo(State.ANSWERED);
    assertThat(Rules.decide(after(second), bad, LATER)).isEqualTo(new Unchanged());
  }

  @Test
  void whatTheAskerKeptPrivateNobodyPublishes() {
    Question question = asked(Privacy.asked(false, false, false), null, List.of());
    assertThat(after(question, new Command.Answer(ORGANIZER, 1, "demo.q", "答复", true, List.of())).isPublished())
        .isFalse();
    assertThat(after(question, new Command.Transfer(ORGANIZER, 1, "demo.q", "nongmu", "农牧", false, "归农牧")).isPublic())
        .isFalse();
    // and what she left open follows the desk
    assertThat(after(asked(), new Command.Transfer(ORGANIZER, 1, "demo.q", "yibao", "医保", true, "归医保")).isPublic())
        .isFalse();
  }

  @Test
  void theStaffShowsToOthersOnlyWhatItsAskerWantsThemToSee() {
    var answer = new Command.Answer(ORGANIZER, 1, "demo.q", "答复", false, List.of());
    for (Boolean wish : new Boolean[] {true, false, null}) {
      Question kept = after(asked(Privacy.asked(wish, false, false), null, List.of()), answer);
      assertThat(kept.isPublic()).isFalse();
      assertThat(Publishing.mayBeShown(kept)).as("wished " + wish).isEqualTo(Boolean.TRUE.equals(wish));
      Decision decision = Rules.decide(kept, new Command.Publish(HOLDER, 1, "demo.q", true, null), LATER);
      assertThat(decision instanceof Changed).as("wished " + wish).isEqualTo(Publishing.mayBeShown(kept));
    }
    assertThat(Publishing.mayBeShown(after(asked(Privacy.asked(true, false, true), "violence", List.of()), answer))).isFalse();
    assertThat(Publishing.mayBeShown(in(State.ANSWERED))).as("it is public").isFalse();
    Question withdrawn = after(asked(Privacy.asked(true, false, false).takenBackByStaff(), null, List.of()),
        new Command.Withdraw(OWNER, 1, "demo.q"));
    assertThat(Publishing.mayBeShown(withdrawn)).isFalse();
  }

  @Test
  void anAnswerIsSeenOnceByItsAskerAndACorrectedOneAnew() {
    Question answered = in(State.ANSWERED);
    for (Caller by : List.of(HOLDER, ORGANIZER, STRANGER)) {
      assertThat(Rules.decide(answered, command(Command.Act.SEE, by), LATER)).isEqualTo(new Refused(Refusal.NOT_FOUND));
    }
    Question seen = after(answered, command(Command.Act.SEE, OWNER));
    assertThat(seen.answer().seenAt()).isEqualTo(LATER);
    assertThat(seen.updatedAt()).as("it is no news").isEqualTo(answered.updatedAt());
    assertThat(Rules.decide(seen, command(Command.Act.SEE, OWNER), LATER)).isEqualTo(new Unchanged());
    assertThat(answered.isUnseenAnswerOf(HOLDER.id())).isTrue();
    assertThat(seen.isUnseenAnswerOf(HOLDER.id())).isFalse();
    Question corrected = after(seen, command(Command.Act.CORRECT, HOLDER));
    assertThat(corrected.answer().seenAt()).isNull();
    assertThat(after(corrected, command(Command.Act.SEE, OWNER)).answer().seenAt()).isEqualTo(LATER);
  }

  @Test
  void ownersDoNotSupportThemselves() {
    assertThat(Rules.decide(in(State.ANSWERED), command(Command.Act.SUPPORT, OWNER), LATER))
        .isEqualTo(new Unchanged());
    assertThat(after(in(State.ANSWERED), command(Command.Act.SUPPORT, STRANGER)).supporters()).isEqualTo(1);
    assertThat(Rules.decide(in(State.HELD), command(Command.Act.SUPPORT, STRANGER), LATER))
        .isEqualTo(new Refused(Refusal.NOT_FOUND));
  }

  @Test
  void whatWaitsInPublicCanBeSupportedAndWhatIsPrivateOrUrgentCannot() {
    assertThat(after(in(State.WAITING), command(Command.Act.SUPPORT, STRANGER)).supporters()).isEqualTo(1);
    for (Question hidden : List.of(asked(Privacy.asked(false, false, false), null, List.of()),
        asked(Privacy.asked(null, false, true), "violence", List.of()))) {
      assertThat(Rules.decide(hidden, command(Command.Act.SUPPORT, STRANGER), LATER))
          .isEqualTo(new Refused(Refusal.NOT_FOUND));
    }
  }

  @Test
  void whatIsUrgentIsPrivateNeverHeldAndFirst() {
    Question urgent = asked(Privacy.asked(true, false, true), "violence", List.of("点了名"));
    assertThat(urgent.state()).isEqualTo(State.WAITING);
    assertThat(urgent.isPublic()).isFalse();
    assertThat(urgent.rank()).isLessThan(asked().rank()).isNegative();
    assertThat(Rules.decide(urgent, new Command.Publish(OWNER, 1, "demo.q", true, null), LATER))
        .isEqualTo(new Refused(Refusal.URGENT_IS_PRIVATE));
  }

  @Test
  void whatIsTurnedDownIsClosedWithoutAnAnswerAndCannotBeRated() {
    var decision = (Changed) Rules.decide(in(State.HELD), command(Command.Act.TURN_DOWN, ORGANIZER), LATER);
    assertThat(decision.changes()).singleElement().satisfies(change -> {
      assertThat(change.kind()).isEqualTo(Kind.CLOSED);
      assertThat(change.message().isForAsker()).isTrue();
    });
    Question closed = after(decision);
    assertThat(closed.answer()).isNull();
    assertThat(Rules.decide(closed, command(Command.Act.RATE, OWNER), LATER)).isEqualTo(new Refused(Refusal.NOT_ANSWERED));
    assertThat(Rules.decide(closed, new Command.Publish(OWNER, 1, "demo.q", true, null), LATER)).isInstanceOfAny(
        Refused.class, Unchanged.class);
  }

  @Test
  void whatIsPublishedIsTakenBackByAskerDeskAndOrganizer() {
    Question published = in(State.ANSWERED);
    assertThat(published.isPublished()).isTrue();
    for (Caller by : List.of(OWNER, HOLDER, ORGANIZER)) {
      Question back = after(published, new Command.Publish(by, 1, "demo.q", false, "写了别人的事"));
      assertThat(back.isPublished()).isFalse();
      assertThat(back.state()).isEqualTo(State.ANSWERED);
    }
    assertThat(Rules.decide(published, new Command.Publish(HOLDER, 1, "demo.q", false, " "), LATER))
        .isEqualTo(new Refused(Refusal.NO_REASON));
    assertThat(Rules.decide(published, new Command.Publish(STRANGER, 1, "demo.q", false, null), LATER))
        .isEqualTo(new Refused(Refusal.NOT_FOUND));
  }

  @Test
  void whatTheStaffHasTakenBackItsAskerDoesNotPublishAgain() {
    Question back = after(in(State.ANSWERED), new Command.Publish(HOLDER, 1, "demo.q", false, "写了别人的事"));
    assertThat(Rules.decide(back, new Command.Publish(OWNER, 1, "demo.q", true, null), LATER))
        .isEqualTo(new Refused(Refusal.TAKEN_BACK_BY_STAFF));
    // nor do they without her wish
    assertThat(Rules.decide(back, new Command.Publish(ORGANIZER, 1, "demo.q", true, null), LATER))
        .isEqualTo(new Refused(Refusal.ASKER_KEEPS_IT_PRIVATE));
    Question hers = after(in(State.ANSWERED), new Command.Publish(OWNER, 1, "demo.q", false, null));
    assertThat(after(hers, new Command.Publish(OWNER, 1, "demo.q", true, null)).isPublished()).isTrue();
  }

  @Test
  void aReleaseSaysWhy() {
    Question claimed = in(State.CLAIMED);
    assertThat(reason(claimed, new Command.GiveBack(HOLDER, 1, "demo.q"))).isEqualTo(Release.PUT_BACK);
    assertThat(reason(claimed, new Command.GiveBack(ORGANIZER, 1, "demo.q"))).isEqualTo(Release.TAKEN_BACK);
    assertThat(reason(claimed, new Command.GiveBack(Caller.system(), 1, "demo.q", HOLDER.id(), Release.EXPIRED)))
        .isEqualTo(Release.EXPIRED);
    // whose claim has ended meanwhile is not taken from whoever has it now
    assertThat(Rules.decide(claimed, new Command.GiveBack(Caller.system(), 1, "demo.q", "another", Release.EXPIRED), LATER))
        .isEqualTo(new Unchanged());
    for (Command.Act act : Command.Act.values()) {
      if (act != Command.Act.RELEASE) {
        assertThat(Rules.decide(claimed, command(act, Caller.system()), LATER)).isInstanceOf(Refused.class);
      }
    }
  }

  @Test
  void anExpertHasWhatWasPutToHerAndNothingElse() {
    assertThat(Rules.decide(asked(), command(Command.Act.ANSWER, EXPERT), LATER)).isEqualTo(new Refused(Refusal.NOT_FOUND));
    assertThat(View.forCaller(asked(), EXPERT)).isNull();
    Question hers = after(in(State.CLAIMED), command(Command.Act.ESCALATE, HOLDER));
    assertThat(hers.isHeldBy(EXPERT.id())).isTrue();
    assertThat(View.forCaller(hers, EXPERT)).isEqualTo(View.HOLDER);
    for (Command.Act act : List.of(Command.Act.TRANSFER, Command.Act.MERGE, Command.Act.SPLIT, Command.Act.ESCALATE, Command.Act.PUBLISH)) {
      assertThat(Rules.decide(hers, THERE, command(act, EXPERT), LATER)).as("%s", act).isEqualTo(new Refused(Refusal.FORBIDDEN));
    }
    assertThat(Rules.decide(hers, command(Command.Act.ANSWER, HOLDER), LATER)).isEqualTo(new Refused(Refusal.CLAIMED_BY_OTHER));
    Question back = after(hers, command(Command.Act.RELEASE, EXPERT));
    assertThat(back.state()).isEqualTo(State.WAITING);
    assertThat(View.forCaller(back, EXPERT)).as("it was put to her").isEqualTo(View.STAFF);
    assertThat(after(hers, command(Command.Act.ANSWER, EXPERT)).answer().by()).isEqualTo("陈教授");
    Question passedOn = after(back, command(Command.Act.TRANSFER, HOLDER));
    assertThat(View.forCaller(passedOn, EXPERT)).isNull();
    for (Caller to : java.util.Arrays.asList(null, COLLEAGUE, new Caller(Role.EXPERT, "other", "李教授", "other-fair", Set.of("keji")))) {
      assertThat(Rules.decide(asked(), new Command.Escalate(HOLDER, 1, "demo.q", to, null), LATER))
          .isEqualTo(new Refused(Refusal.NO_SUCH_EXPERT));
    }
  }

  private static Release reason(Question question, Command.OnQuestion command) {
    return ((Changed) Rules.decide(question, command, LATER)).changes().get(0).reason();
  }

  @Test
  void oneAnswerAnswersSeveralAndSaysWhichItDoesNot() {
    Question other = asked();
    Question withdrawn = asked().in(State.WITHDRAWN, null, NOW);
    Question first = in(State.CLAIMED);
    var answer = new Command.Answer(HOLDER, 1, first.id(), "都一样", null, List.of(), List.of(),
        List.of(other.id(), withdrawn.id(), "demo.nosuch"));
    var changed = (Changed) Rules.decide(first, Map.of(other.id(), other, withdrawn.id(), withdrawn), answer, LATER);
    assertThat(changed.changes()).extracting(Decision.Change::questionId).containsExactly(first.id(), other.id());
    assertThat(changed.refused()).isEqualTo(Map.of(withdrawn.id(), Refusal.NOT_OPEN, "demo.nosuch", Refusal.NOT_FOUND));
  }

  static Question after(Question question, Command.OnQuestion command) {
    Decision decision = Rules.decide(question, command, LATER);
    assertThat(decision).isInstanceOf(Changed.class);
    return after((Changed) decision);
  }
}
