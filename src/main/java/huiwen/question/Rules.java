package huiwen.question;

import static huiwen.question.Command.Act.ANSWER;
import static huiwen.question.Command.Act.APPROVE;
import static huiwen.question.Command.Act.ARRIVE;
import static huiwen.question.Command.Act.ASK_BACK;
import static huiwen.question.Command.Act.CALL;
import static huiwen.question.Command.Act.CLAIM;
import static huiwen.question.Command.Act.CORRECT;
import static huiwen.question.Command.Act.DROP;
import static huiwen.question.Command.Act.ESCALATE;
import static huiwen.question.Command.Act.FOLLOW_UP;
import static huiwen.question.Command.Act.HAND;
import static huiwen.question.Command.Act.HOLD;
import static huiwen.question.Command.Act.MERGE;
import static huiwen.question.Command.Act.NOTE;
import static huiwen.question.Command.Act.PART;
import static huiwen.question.Command.Act.PUBLISH;
import static huiwen.question.Command.Act.RATE;
import static huiwen.question.Command.Act.RELEASE;
import static huiwen.question.Command.Act.REPLY;
import static huiwen.question.Command.Act.SEE;
import static huiwen.question.Command.Act.SOLVE;
import static huiwen.question.Command.Act.SPLIT;
import static huiwen.question.Command.Act.SUPPORT;
import static huiwen.question.Command.Act.TRANSFER;
import static huiwen.question.Command.Act.TRANSLATE;
import static huiwen.question.Command.Act.TURN_DOWN;
import static huiwen.question.Command.Act.WITHDRAW;
import static huiwen.question.Refusal.IS_HELD;
import static huiwen.question.Refusal.NOT_ANSWERED;
import static huiwen.question.Refusal.NOT_CLAIMED;
import static huiwen.question.Refusal.NOT_FOUND;
import static huiwen.question.Refusal.NOT_HELD;
import static huiwen.question.Refusal.NOT_OPEN;
import static huiwen.question.Refusal.TOO_LATE_TO_REPLY;

import huiwen.access.Caller;
import huiwen.access.Role;
import huiwen.fair.Departments;
import huiwen.question.Decision.Change;
import huiwen.question.Decision.Changed;
import huiwen.question.Decision.Refused;
import huiwen.question.Decision.Unchanged;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The state machine of a question: pure, no clock, no database. Every (state, command, role) is either a
 * transition or a named refusal: first whether the caller may, then the table, then what the command does.
 */
final class Rules {

  /** The transfer that goes to triage whatever it says, so that nothing is passed around for ever. */
  static final int LAST_TRANSFER = 3;

  private static final Set<Command.Act> TAKES_UP = EnumSet.of(CLAIM, ANSWER, TRANSFER, ASK_BACK, NOTE, MERGE, SPLIT, FOLLOW_UP, ESCALATE);

  private static final Set<Command.Act> NEEDS_NO_CLAIM = EnumSet.of(PUBLISH, CALL, ARRIVE, TRANSLATE, PART);

  /** What the staff does as well. */
  private static final Set<Command.Act> FOR_ASKERS_TOO = EnumSet.of(PUBLISH, SOLVE);

  /** What an expert does with what was put to her. */
  private static final Set<Command.Act> FOR_EXPERTS = EnumSet.of(CLAIM, RELEASE, ANSWER, ASK_BACK, NOTE, CORRECT);

  private static final Map<Command.Act, Map<State, Cell>> TABLE = new EnumMap<>(Command.Act.class);

  static {
    State waiting = State.WAITING;
    State claimed = State.CLAIMED;
    State askedBack = State.ASKED_BACK;
    State answered = State.ANSWERED;
    State held = State.HELD;
    State withdrawn = State.WITHDRAWN;
    State followUp = State.FOLLOW_UP;
    State closed = State.CLOSED;
    State merged = State.MERGED;
    // in state: held     waiting       claimed       asked-back    answered   follow-up  closed     merged     withdrawn
    row(CLAIM,    IS_HELD, claimed,      claimed,      claimed,      NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(RELEASE,  IS_HELD, waiting,      waiting,      NOT_CLAIMED,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(HAND,     IS_HELD, NOT_CLAIMED,  claimed,      NOT_CLAIMED,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(ANSWER,   IS_HELD, answered,     answered,     answered,     answered,  answered,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(TRANSFER, IS_HELD, waiting,      waiting,      waiting,      NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(ASK_BACK, IS_HELD, askedBack,    askedBack,    askedBack,    NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(NOTE,     IS_HELD, claimed,      claimed,      claimed,      NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(MERGE,    IS_HELD, merged,       merged,       merged,       NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(SPLIT,    IS_HELD, claimed,      claimed,      claimed,      NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(PART,     IS_HELD, waiting,      claimed,      askedBack,    NOT_OPEN,  followUp,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(ESCALATE, IS_HELD, claimed,      claimed,      claimed,      NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(FOLLOW_UP, IS_HELD, followUp,    followUp,     followUp,     NOT_OPEN,  followUp,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(CORRECT,  NOT_ANSWERED, NOT_ANSWERED, NOT_ANSWERED, NOT_ANSWERED, answered, followUp, closed, NOT_OPEN,  NOT_OPEN);
    row(HOLD,     held,    held,         held,         held,         NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(APPROVE,  waiting, NOT_HELD,     NOT_HELD,     NOT_HELD,     answered,  followUp,  closed,    NOT_HELD,  NOT_HELD);
    row(TURN_DOWN, closed, NOT_HELD,     NOT_HELD,     NOT_HELD,     NOT_HELD,  NOT_HELD,  NOT_HELD,  NOT_HELD,  NOT_HELD);
    row(DROP,     closed,  closed,       closed,       closed,       answered,  closed,    closed,    merged,    withdrawn);
    row(PUBLISH,  held,    waiting,      claimed,      askedBack,    answered,  followUp,  closed,    merged,    NOT_OPEN);
    row(CALL,     IS_HELD, waiting,      claimed,      askedBack,    answered,  followUp,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(ARRIVE,   IS_HELD, waiting,      claimed,      askedBack,    answered,  followUp,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(TRANSLATE, IS_HELD, waiting,     claimed,      askedBack,    answered,  followUp,  closed,    NOT_OPEN,  NOT_OPEN);
    row(SOLVE,    NOT_ANSWERED, NOT_ANSWERED, NOT_ANSWERED, NOT_ANSWERED, answered, NOT_ANSWERED, NOT_OPEN, merged, NOT_OPEN);
    row(REPLY,    held,    waiting,      claimed,      waiting,      waiting,   followUp,  TOO_LATE_TO_REPLY, waiting, NOT_OPEN);
    row(SUPPORT,  held,    waiting,      claimed,      askedBack,    answered,  followUp,  closed,    merged,    withdrawn);
    row(RATE,     NOT_ANSWERED, NOT_ANSWERED, NOT_ANSWERED, NOT_ANSWERED, answered, NOT_ANSWERED, closed, merged, NOT_ANSWERED);
    row(SEE,      NOT_ANSWERED, NOT_ANSWERED, NOT_ANSWERED, NOT_ANSWERED, answered, followUp, closed, merged, NOT_ANSWERED);
    row(WITHDRAW, withdrawn, withdrawn,  withdrawn,    withdrawn,    NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  withdrawn, withdrawn);
  }

  private static void row(Command.Act act, Cell... cells) {
    var row = new EnumMap<State, Cell>(State.class);
    for (State state : State.values()) {
      row.put(state, cells[state.ordinal()]);
    }
    TABLE.put(act, row);
  }

  private Rules() {
  }

  /**
   * A new question; it waits, or is held where a moderator should look at it first. What is urgent is never held.
   *
   * @param place the {@code seq} of its first entry
   */
  static Change ask(Command.Ask ask, long place, String ticket, Instant now) {
    var asked = new Asked(QuestionId.next(ask.fair(), now), ask.fairId(), place, ticket, ask.text(), ask.language(),
        ask.village(), ask.attachments(), now);
    var person = new Person(ask.by().id(), ask.name(), ask.phone(),
        ask.code() == null ? TicketCode.next() : ask.code());
    State first = ask.attention().isHeld() ? State.HELD : State.WAITING;
    return Change.of(Kind.ASKED, Question.asked(asked, person, ask.attention(), ask.routing(), ask.privacy(), first), null);
  }

  /** What becomes of this question by a command that is about no other. */
  static Decision decide(Question question, Command.OnQuestion command, Instant now) {
    return decide(question, Map.of(), command, now);
  }

  /**
   * What becomes of the questions that a command is about. Where its first one is refused, nothing becomes of any.
   *
   * @param also those of the others that there are, by their numbers, and what is merged into any of them
   */
  static Decision decide(Question question, Map<String, Question> also, Command.OnQuestion command, Instant now) {
    Decision decision = decideOne(question, also, command, now);
    List<String> others = command.questionIds().stream().filter(id -> !id.equals(question.id()))
        .filter(command.alsoIds()::contains).toList();
    if (decision instanceof Refused) {
      return decision;
    }
    var changes = new ArrayList<Change>();
    var refused = new LinkedHashMap<String, Refusal>();
    if (decision instanceof Changed changed) {
      changes.addAll(changed.changes());
    }
    for (String id : others) {
      Question other = also.get(id);
      Decision there = other == null ? new Refused(NOT_FOUND) : decideOne(other, also, command, now);
      if (there instanceof Changed changed) {
        changes.addAll(changed.changes());
      } else if (there instanceof Refused no) {
        refused.put(id, no.refusal());
      }
    }
    return changes.isEmpty() && refused.isEmpty() ? new Unchanged() : new Changed(spread(changes, also, now), refused);
  }

  /** With what they bring to the questions that hang together with those that they change; mostly there are none. */
  private static List<Change> spread(List<Change> changes, Map<String, Question> also, Instant now) {
    return changes.stream().allMatch(change -> change.after().links().isAlone()) ? changes
        : Merging.spread(Parting.spread(changes, also, now), also, now);
  }

  private static Decision decideOne(Question question, Map<String, Question> also, Command.OnQuestion command, Instant now) {
    Refusal mayNot = mayNot(question, command);
    Refusal refusal = mayNot != null ? mayNot : Parting.refuses(question, command.act());
    if (refusal != null) {
      return new Refused(refusal);
    }
    Cell cell = TABLE.get(command.act()).get(stateFor(question, command));
    if (cell instanceof Refusal refused) {
      return new Refused(refused);
    }
    return command instanceof Command.Merge merge ? Merging.decide(question, merge, also, now)
        : carryOut(question, command, (State) cell, now);
  }

  /** An organizer who takes a held question up has looked at it: for her it waits. */
  private static State stateFor(Question question, Command.OnQuestion command) {
    boolean takesUp = question.state() == State.HELD && command.by().isOrganizer() && TAKES_UP.contains(command.act());
    return takesUp ? State.WAITING : question.state();
  }

  /** Why this caller may not do this to this question in whatever state it is, or null where she may. */
  private static Refusal mayNot(Question question, Command.OnQuestion command) {
    Caller by = command.by();
    if (by.isSystem()) {
      return command.act() == RELEASE ? null : Refusal.FORBIDDEN;
    }
    boolean own = by.isAsker() && question.isAskedBy(by.id());
    if (command.act() == SUPPORT) {
      return own || question.isPublished() || question.isOpenToFollow() ? null : NOT_FOUND;
    }
    if (command.act().isForAskers() || FOR_ASKERS_TOO.contains(command.act()) && by.isAsker()) {
      return own ? null : NOT_FOUND;
    }
    if (by.role() == Role.EXPERT && question.isPutTo(by.id())) {
      return !FOR_EXPERTS.contains(command.act()) ? Refusal.FORBIDDEN : inOtherHands(question, by) ? Refusal.CLAIMED_BY_OTHER : null;
    }
    if (!by.servesDesk(question.fair(), question.department())) {
      return question.isPublished() ? Refusal.FORBIDDEN : NOT_FOUND;
    }
    boolean isTranslator = by.role() == Role.TRANSLATOR && command.act() == TRANSLATE;
    if (!by.isOrganizer() && (command.act().isForOrganizers() || by.role() != Role.VOLUNTEER && !isTranslator)) {
      return Refusal.FORBIDDEN;
    }
    // the organizer may take a question out of hands that have gone home
    boolean needsNoClaim = NEEDS_NO_CLAIM.contains(command.act())
        || by.isOrganizer() && (command.act().isForOrganizers() || command.act() == RELEASE || command.act() == HAND);
    return inOtherHands(question, by) && !needsNoClaim ? Refusal.CLAIMED_BY_OTHER : null;
  }

  private static boolean inOtherHands(Question question, Caller by) {
    return question.state() == State.CLAIMED && !question.isHeldBy(by.id());
  }

  private static Decision carryOut(Question question, Command.OnQuestion command, State next, Instant now) {
    if (command instanceof Command.Claim claim) {
      return question.state() == State.CLAIMED
          ? new Unchanged()
          : Changed.to(Kind.CLAIMED, question.in(next, Handing.hands(claim.by()), now), null);
    }
    if (command instanceof Command.GiveBack giveBack) {
      return Handing.giveBack(question, giveBack, now);
    }
    if (command instanceof Command.Hand hand) {
      return Handing.hand(question, hand, next, now);
    }
    if (command instanceof Command.Answer answer) {
      return Answering.answer(question, answer, now);
    }
    if (command instanceof Command.Transfer transfer) {
      return transfer(question, transfer, now);
    }
    if (command instanceof Command.AskBack askBack) {
      return Changed.to(Kind.ASKED_BACK, question.in(next, null, now),
          Message.of(Message.Type.ASK_BACK, askBack.by().name(), askBack.text(), now, askBack.attachments()));
    }
    if (command instanceof Command.Note note) {
      // The contract has no kind of its own for it: a note claims, or renews the claim.
      return Changed.to(Kind.CLAIMED, question.in(next, Handing.hands(note.by()), now),
          Message.of(Message.Type.NOTE, note.by().name(), note.text(), now));
    }
    if (command instanceof Command.Split split) {
      return Splitting.decide(question, split, now);
    }
    if (command instanceof Command.AskPart part) {
      return Parting.decide(question, part, now);
    }
    if (command instanceof Command.Escalate escalate) {
      return Handing.escalate(question, escalate, now);
    }
    if (command instanceof Command.Promise promise) {
      return followUp(question, promise, now);
    }
    if (command instanceof Command.Correct correct) {
      return Answering.correct(question, correct, now);
    }
    if (command instanceof Command.Hold) {
      return question.state() == State.HELD
          ? new Unchanged()
          : Changed.to(Kind.HELD, question.in(next, null, now), null);
    }
    if (command instanceof Command.Approve) {
      return approve(question, next, now);
    }
    if (command instanceof Command.TurnDown turnDown) {
      return turnDown(question, turnDown.by(), turnDown.text(), now);
    }
    if (command instanceof Command.Drop drop) {
      return drop(question, drop, now);
    }
    if (command instanceof Command.Publish publish) {
      return Publishing.decide(question, publish, now);
    }
    if (command instanceof Command.Call call) {
      return Calling.call(question, call, now);
    }
    if (command instanceof Command.Arrive arrive) {
      return Calling.arrive(question, arrive, now);
    }
    if (command instanceof Command.Translate translate) {
      return Answering.translate(question, translate, now);
    }
    if (command instanceof Command.Reply reply) {
      return Responding.reply(question, reply, next, now);
    }
    if (command instanceof Command.Support support) {
      return question.isAskedBy(support.by().id())
          ? new Unchanged()
          : Changed.to(Kind.SUPPORTED, question.supported(now), null);
    }
    if (command instanceof Command.Solve solve) {
      return Solving.decide(question, solve, now);
    }
    if (command instanceof Command.Rate rate) {
      return Responding.rate(question, rate, now);
    }
    if (command instanceof Command.See) {
      return Answering.see(question, now);
    }
    return question.state() == State.WITHDRAWN ? new Unchanged()
        : question.state() == State.MERGED && question.answer() != null ? new Refused(NOT_OPEN)
        : Changed.to(Kind.WITHDRAWN, question.in(next, null, now), null);
  }

  /** A held question goes into its queue; of any other it is the answer that may be withheld. */
  private static Decision approve(Question question, State next, Instant now) {
    if (question.state() == State.HELD) {
      return Changed.to(Kind.APPROVED, question.in(next, null, now), null);
    }
    return question.isWithheld() ? Changed.to(Kind.APPROVED, question.withAnswerApproved(now), null) : new Refused(NOT_HELD);
  }

  private static Decision turnDown(Question question, Caller by, String text, Instant now) {
    return Changed.to(Kind.CLOSED, question.in(State.CLOSED, null, now).with(question.privacy().takenBackByStaff()),
        Message.of(Message.Type.REFUSAL, by.name(), text, now));
  }

  private static Decision drop(Question question, Command.Drop command, Instant now) {
    if (State.OPEN.contains(question.state())) {
      return turnDown(question, command.by(), command.text(), now);
    }
    return !question.isPublished() && !question.isWithheld() ? new Unchanged()
        : Changed.to(Kind.UNPUBLISHED, question.with(question.privacy().takenBackByStaff(), now),
            Message.of(Message.Type.PUBLICATION, command.by().name(), command.text(), now));
  }

  private static Decision followUp(Question question, Command.Promise command, Instant now) {
    var promise = new FollowUp(command.owner(), LocalDate.parse(command.due()), command.text(), now);
    // a day that is over wherever the fair is
    if (promise.due().isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
      return new Refused(Refusal.DUE_IS_PAST);
    }
    return Changed.to(Kind.FOLLOWED_UP, question.followedUp(promise),
        Message.of(Message.Type.FOLLOW_UP, command.by().name(), command.text(), now));
  }

  private static Decision transfer(Question question, Command.Transfer command, Instant now) {
    if (command.department().equals(question.department())) {
      return new Refused(Refusal.SAME_DEPARTMENT);
    }
    boolean enough = question.transfers() + 1 >= LAST_TRANSFER
        && !question.department().equals(Departments.TRIAGE);
    var routing = enough
        ? Routing.to(Departments.TRIAGE, Routing.BY_TRIAGE)
        : Routing.to(command.department(), Routing.BY_VOLUNTEER);
    return Changed.to(new Change(Kind.TRANSFERRED, question.transferred(routing, command.sensitive(), now),
        Message.passedOn(command.by(), command.reason(), now), command.leaving() ? Release.DESK_LEFT : null));
  }
}
