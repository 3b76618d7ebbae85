package huiwen.question;

import static huiwen.question.Command.Act.ANSWER;
import static huiwen.question.Command.Act.APPROVE;
import static huiwen.question.Command.Act.ASK_BACK;
import static huiwen.question.Command.Act.CLAIM;
import static huiwen.question.Command.Act.HOLD;
import static huiwen.question.Command.Act.NOTE;
import static huiwen.question.Command.Act.RATE;
import static huiwen.question.Command.Act.RELEASE;
import static huiwen.question.Command.Act.REPLY;
import static huiwen.question.Command.Act.SUPPORT;
import static huiwen.question.Command.Act.TRANSFER;
import static huiwen.question.Command.Act.WITHDRAW;
import static huiwen.question.Refusal.ALREADY_ANSWERED;
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
import java.util.EnumMap;
import java.util.EnumSet;
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

  private static final Set<Command.Act> TAKES_UP = EnumSet.of(CLAIM, ANSWER, TRANSFER, ASK_BACK, NOTE);

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
    row(ANSWER,   IS_HELD, answered,     answered,     answered,     answered,  answered,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(TRANSFER, IS_HELD, waiting,      waiting,      waiting,      NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(ASK_BACK, IS_HELD, askedBack,    askedBack,    askedBack,    NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(NOTE,     IS_HELD, claimed,      claimed,      claimed,      NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(HOLD,     held,    held,         held,         held,         NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN);
    row(APPROVE,  waiting, NOT_HELD,     NOT_HELD,     NOT_HELD,     NOT_HELD,  NOT_HELD,  NOT_HELD,  NOT_HELD,  NOT_HELD);
    row(REPLY,    held,    waiting,      claimed,      waiting,      TOO_LATE_TO_REPLY, followUp, TOO_LATE_TO_REPLY, NOT_OPEN, NOT_OPEN);
    row(SUPPORT,  held,    waiting,      claimed,      askedBack,    answered,  followUp,  closed,    merged,    withdrawn);
    row(RATE,     NOT_ANSWERED, NOT_ANSWERED, NOT_ANSWERED, NOT_ANSWERED, answered, NOT_ANSWERED, closed, NOT_ANSWERED, NOT_ANSWERED);
    row(WITHDRAW, withdrawn, withdrawn,  withdrawn,    withdrawn,    NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  NOT_OPEN,  withdrawn);
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
   * A new question; it waits, or is held where a moderator should look at it first.
   *
   * @param place the {@code seq} of its first entry
   */
  static Change ask(Command.Ask ask, long place, String ticket, Instant now) {
    var asked = new Asked(QuestionId.next(ask.fair(), now), ask.fairId(), place, ticket, ask.text(),
        ask.language(), ask.village(), ask.name(), ask.phone(), ask.by().id(), ask.idempotencyKey(),
        ask.bodyHash(), ask.publicWish(), ask.attachments(), ask.concerns(), now);
    State first = ask.concerns().isEmpty() ? State.WAITING : State.HELD;
    var question = new Question(asked, ask.routing(), first, null, ask.isPublic(), null, 0, false, 0,
        null, null, now, null);
    return new Change(Kind.ASKED, question, null);
  }

  /** What becomes of this question by this command. */
  static Decision decide(Question question, Command.OnQuestion command, Instant now) {
    Refusal refusal = mayNot(question, command);
    if (refusal != null) {
      return new Refused(refusal);
    }
    Cell cell = TABLE.get(command.act()).get(stateFor(question, command));
    if (cell instanceof Refusal refused) {
      return new Refused(refused);
    }
    return carryOut(question, command, (State) cell, now);
  }

  /** An organizer who takes a held question up has looked at it: for her it waits. */
  private static State stateFor(Question question, Command.OnQuestion command) {
    boolean takesUp = question.state() == State.HELD && command.by().isOrganizer() && TAKES_UP.contains(command.act());
    return takesUp ? State.WAITING : question.state();
  }

  /** Why this caller may not do this to this question in whatever state it is, or null where she may. */
  private static Refusal mayNot(Question question, Command.OnQuestion command) {
    Caller by = command.by();
    if (command.act().isForAskers()) {
      boolean own = question.isAskedBy(by.id());
      if (command.act() == SUPPORT) {
        return own || question.isPublished() ? null : NOT_FOUND;
      }
      return own ? null : NOT_FOUND;
    }
    if (!by.servesDesk(QuestionId.fair(question.id()), question.department())) {
      return question.isPublished() ? Refusal.FORBIDDEN : NOT_FOUND;
    }
    boolean organizing = command.act() == HOLD || command.act() == APPROVE;
    if (!by.isOrganizer() && (organizing || by.role() != Role.VOLUNTEER)) {
      return Refusal.FORBIDDEN;
    }
    // the organizer may take a question out of hands that have gone home
    boolean takesAway = by.isOrganizer() && (organizing || command.act() == RELEASE);
    boolean inOtherHands = question.state() == State.CLAIMED && !question.isHeldBy(by.id());
    return inOtherHands && !takesAway ? Refusal.CLAIMED_BY_OTHER : null;
  }

  private static Decision carryOut(Question question, Command.OnQuestion command, State next, Instant now) {
    if (command instanceof Command.Claim claim) {
      return question.state() == State.CLAIMED
          ? new Unchanged()
          : Changed.to(Kind.CLAIMED, question.in(next, hands(claim.by()), now), null);
    }
    if (command instanceof Command.Release) {
      return question.state() == State.WAITING
          ? new Unchanged()
          : Changed.to(Kind.RELEASED, question.in(next, null, now), null);
    }
    if (command instanceof Command.Answer answer) {
      return answer(question, answer, now);
    }
    if (command instanceof Command.Transfer transfer) {
      return transfer(question, transfer, now);
    }
    if (command instanceof Command.AskBack askBack) {
      return Changed.to(Kind.ASKED_BACK, question.in(next, null, now),
          new Message(Message.Type.ASK_BACK, askBack.by().name(), askBack.text(), now));
    }
    if (command instanceof Command.Note note) {
      // The contract has no kind of its own for it: a note claims, or renews the claim.
      return Changed.to(Kind.CLAIMED, question.in(next, hands(note.by()), now),
          new Message(Message.Type.NOTE, note.by().name(), note.text(), now));
    }
    if (command instanceof Command.Hold) {
      return question.state() == State.HELD
          ? new Unchanged()
          : Changed.to(Kind.HELD, question.in(next, null, now), null);
    }
    if (command instanceof Command.Approve) {
      return Changed.to(Kind.APPROVED, question.in(next, null, now), null);
    }
    if (command instanceof Command.Reply reply) {
      return Changed.to(Kind.REPLIED, question.in(next, question.claim(), now),
          new Message(Message.Type.REPLY, question.asked().name(), reply.text(), now));
    }
    if (command instanceof Command.Support support) {
      return question.isAskedBy(support.by().id())
          ? new Unchanged()
          : Changed.to(Kind.SUPPORTED, question.supported(now), null);
    }
    if (command instanceof Command.Rate rate) {
      return rate(question, rate, now);
    }
    return question.state() == State.WITHDRAWN
        ? new Unchanged()
        : Changed.to(Kind.WITHDRAWN, question.in(next, null, now), null);
  }

  private static Claim hands(Caller by) {
    return new Claim(by.id(), by.name());
  }

  private static Decision answer(Question question, Command.Answer command, Instant now) {
    if (question.state() == State.ANSWERED) {
      Answer given = question.answer();
      boolean same = given.byId().equals(command.by().id()) && given.text().equals(command.text());
      return same ? new Unchanged() : new Refused(ALREADY_ANSWERED);
    }
    var answer = new Answer(command.text(), command.by().name(), command.by().id(), now, command.serviceItems());
    // a volunteer may keep an answer private, but not publish what its asker did not want published
    boolean published = question.isPublic() && !Boolean.FALSE.equals(command.isPublic());
    return Changed.to(Kind.ANSWERED, question.answered(answer, published),
        new Message(Message.Type.ANSWER, answer.by(), answer.text(), now));
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
    return Changed.to(Kind.TRANSFERRED, question.transferred(routing, !enough && command.sensitive(), now),
        new Message(Message.Type.TRANSFER, command.by().name(), command.reason(), now));
  }

  private static Decision rate(Question question, Command.Rate command, Instant now) {
    if (question.rating() != null) {
      return question.rating().grade() == command.grade()
          ? new Unchanged()
          : new Refused(Refusal.ALREADY_RATED);
    }
    Question rated = question.rated(new Rating(command.grade(), command.comment(), now));
    var change = new Change(Kind.RATED, rated, null);
    if (command.grade() > Rating.REOPENS || question.reopened() || question.state() != State.ANSWERED) {
      return new Changed(List.of(change));
    }
    return new Changed(List.of(change, new Change(Kind.REOPENED, rated.reopenedAt(now), null)));
  }
}
