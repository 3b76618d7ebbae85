package huiwen.question;

import huiwen.access.Caller;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What somebody wants done. Each carries who wants it; whether she may is decided by {@link Rules}. */
public sealed interface Command {

  Caller by();

  /** Number of the fair, whose entries are put in one order. */
  int fairId();

  /** A command about a question that exists, and about others where it names more: all of them change in one act, or none. */
  sealed interface OnQuestion extends Command {

    String questionId();

    /** The row of the table in {@link Rules}. */
    Act act();

    /** The other questions that it is about. */
    default List<String> alsoIds() {
      return List.of();
    }

    /** Another question that it has to know of, or null. */
    default String towardsId() {
      return null;
    }

    /** All that it is about, each once. */
    default List<String> questionIds() {
      return alsoIds().isEmpty() && towardsId() == null ? List.of(questionId())
          : Stream.concat(Stream.of(questionId(), towardsId()).filter(Objects::nonNull), alsoIds().stream()).distinct().toList();
    }
  }

  /** The rows of the table in {@link Rules}. */
  enum Act {
    CLAIM, RELEASE, HAND, ANSWER, TRANSFER, ASK_BACK, NOTE, MERGE, SPLIT, PART, ESCALATE, FOLLOW_UP, CORRECT, HOLD, APPROVE, TURN_DOWN, DROP, PUBLISH, CALL, ARRIVE,
    TRANSLATE, SOLVE, REPLY, SUPPORT, RATE, SEE, WITHDRAW;

    /** Whether it is the asker's own, or another asker's. */
    boolean isForAskers() {
      return compareTo(REPLY) >= 0;
    }

    /** Whether it is for whoever runs the fair. */
    boolean isForOrganizers() {
      return this == HOLD || this == APPROVE || this == TURN_DOWN || this == DROP || this == SOLVE;
    }
  }

  /**
   * A villager asks.
   *
   * @param fair code of the fair
   * @param village or null
   * @param ticketName what tickets of the desk start with, for instance 科技
   * @param attention what was found in her words
   * @param name or null
   * @param phone or null
   * @param code that stands on her slip already; null = the ticket gets a new one
   */
  record Ask(Caller by, int fairId, String fair, String text, String language, String village, Routing routing,
      String ticketName, Privacy privacy, Attention attention, String name, String phone, List<Attachment> attachments,
      String code) implements Command {
  }

  record Claim(Caller by, int fairId, String questionId) implements OnQuestion {
    @Override
    public Act act() {
      return Act.CLAIM;
    }
  }

  /**
   * A claim is given back, taken away, or has ended by itself.
   *
   * @param holder whose claim is to end; null = whoever has it
   * @param why where the hub itself ends it; null for people
   */
  record GiveBack(Caller by, int fairId, String questionId, String holder, Release why) implements OnQuestion {

    public GiveBack(Caller by, int fairId, String questionId) {
      this(by, fairId, questionId, null, null);
    }

    @Override
    public Act act() {
      return Act.RELEASE;
    }
  }

  /** From its holder's hands, or by an organizer, into a colleague's. @param to null where the caller has named nobody who is there */
  record Hand(Caller by, int fairId, String questionId, Caller to) implements OnQuestion {
    @Override
    public Act act() {
      return Act.HAND;
    }
  }

  /**
   * @param text null where it was said face to face, and nobody has written down what
   * @param isPublic false keeps it private; null or true leave it as the asker wants it
   * @param concerns why a moderator should look at it before others than its asker see it; mostly empty
   * @param alsoIds other open questions that are answered with the same words
   * @param attachments the answer spoken, or pictures that go with it
   * @param inPerson whether it was said face to face
   * @param basis what it stands on, or null
   */
  record Answer(Caller by, int fairId, String questionId, String text, Boolean isPublic, List<String> serviceItems,
      List<String> concerns, List<String> alsoIds, List<Attachment> attachments, boolean inPerson, Basis basis) implements OnQuestion {

    public Answer(Caller by, int fairId, String questionId, String text, Boolean isPublic, List<String> serviceItems,
        List<String> concerns, List<String> alsoIds) {
      this(by, fairId, questionId, text, isPublic, serviceItems, concerns, alsoIds, List.of(), false, null);
    }

    public Answer(Caller by, int fairId, String questionId, String text, Boolean isPublic, List<String> serviceItems) {
      this(by, fairId, questionId, text, isPublic, serviceItems, List.of(), List.of());
    }

    /** Said face to face. @param text what was said, or null */
    public static Answer inPerson(Caller by, int fairId, String questionId, String text, List<String> concerns) {
      return new Answer(by, fairId, questionId, text, null, List.of(), concerns, List.of(), List.of(), true, null);
    }

    @Override
    public Act act() {
      return Act.ANSWER;
    }
  }

  /**
   * @param department code of a desk that is at the fair
   * @param ticketName what tickets of that desk start with
   * @param sensitive whether the questions of that desk are private unless the asker says otherwise
   * @param leaving whether it goes on because its desk goes home: that says nothing of whose matter it is
   */
  record Transfer(Caller by, int fairId, String questionId, String department, String ticketName, boolean sensitive,
      String reason, boolean leaving) implements OnQuestion {

    public Transfer(Caller by, int fairId, String questionId, String department, String ticketName, boolean sensitive, String reason) {
      this(by, fairId, questionId, department, ticketName, sensitive, reason, false);
    }

    @Override
    public Act act() {
      return Act.TRANSFER;
    }
  }

  /** @param attachments it spoken, or pictures that go with it */
  record AskBack(Caller by, int fairId, String questionId, String text, List<Attachment> attachments) implements OnQuestion {

    public AskBack(Caller by, int fairId, String questionId, String text) {
      this(by, fairId, questionId, text, List.of());
    }

    @Override
    public Act act() {
      return Act.ASK_BACK;
    }
  }

  record Note(Caller by, int fairId, String questionId, String text) implements OnQuestion {
    @Override
    public Act act() {
      return Act.NOTE;
    }
  }

  /** Its asker is given the answers of another question. @param towardsId that question */
  record Merge(Caller by, int fairId, String questionId, String towardsId) implements OnQuestion {
    @Override
    public Act act() {
      return Act.MERGE;
    }
  }

  /**
   * What is two matters becomes two tickets of the same asker, or more.
   *
   * @param pieces the first one stays with the ticket that there is
   */
  record Split(Caller by, int fairId, String questionId, List<Piece> pieces) implements OnQuestion {

    /**
     * @param ticketName what tickets of its desk start with
     * @param sensitive whether the questions of that desk are private unless the asker says otherwise
     */
    public record Piece(String text, String department, String ticketName, boolean sensitive) {
    }

    @Override
    public Act act() {
      return Act.SPLIT;
    }
  }

  /**
   * Another desk is asked for its part of the answer.
   *
   * @param department code of a desk that is at the fair
   * @param departmentName as the part's ticket ends
   * @param text what the other desk is told, or null
   */
  record AskPart(Caller by, int fairId, String questionId, String department, String departmentName, String text)
      implements OnQuestion {
    @Override
    public Act act() {
      return Act.PART;
    }
  }

  /**
   * Handed to an expert.
   *
   * @param to who has signed in as one for this fair, or null where nobody of that name has
   * @param text what the expert is told, or null
   */
  record Escalate(Caller by, int fairId, String questionId, Caller to, String text) implements OnQuestion {
    @Override
    public Act act() {
      return Act.ESCALATE;
    }
  }

  /** Promised for after the fair. @param due the day, as 2026-12-01; @param text for its asker */
  record Promise(Caller by, int fairId, String questionId, String owner, String due, String text) implements OnQuestion {
    @Override
    public Act act() {
      return Act.FOLLOW_UP;
    }
  }

  /** An answer that was sent says something else from now on. @param concerns why a moderator should look at it first; mostly empty */
  record Correct(Caller by, int fairId, String questionId, String text, List<String> concerns) implements OnQuestion {
    @Override
    public Act act() {
      return Act.CORRECT;
    }
  }

  record Hold(Caller by, int fairId, String questionId) implements OnQuestion {
    @Override
    public Act act() {
      return Act.HOLD;
    }
  }

  record Approve(Caller by, int fairId, String questionId) implements OnQuestion {
    @Override
    public Act act() {
      return Act.APPROVE;
    }
  }

  /** A held question is turned down. @param text why, for its asker */
  record TurnDown(Caller by, int fairId, String questionId, String text) implements OnQuestion {
    @Override
    public Act act() {
      return Act.TURN_DOWN;
    }
  }

  /**
   * All that one asker has asked is turned down where it is open, and taken back from the public where it was answered.
   *
   * @param text why, for its asker
   * @param alsoIds her other questions
   */
  record Drop(Caller by, int fairId, String questionId, String text, List<String> alsoIds) implements OnQuestion {
    @Override
    public Act act() {
      return Act.DROP;
    }
  }

  /** Taken back from the public, or made public where its asker allows. @param reason or null; a volunteer has to give one */
  record Publish(Caller by, int fairId, String questionId, boolean isPublic, String reason) implements OnQuestion {
    @Override
    public Act act() {
      return Act.PUBLISH;
    }
  }

  /** Its asker is called to a booth. @param booth as she is told it, for instance 3 号展位; null = nobody knows where */
  record Call(Caller by, int fairId, String questionId, String booth) implements OnQuestion {
    @Override
    public Act act() {
      return Act.CALL;
    }
  }

  /** Who was called has come to the booth, or has not. */
  record Arrive(Caller by, int fairId, String questionId, boolean came) implements OnQuestion {
    @Override
    public Act act() {
      return Act.ARRIVE;
    }
  }

  /**
   * Words in another language, beside the original.
   *
   * @param ofAnswer of the answer in force; else of the question
   * @param concerns why a moderator should look at it before others than its asker see it; mostly empty
   */
  record Translate(Caller by, int fairId, String questionId, boolean ofAnswer, String text, List<String> concerns)
      implements OnQuestion {
    @Override
    public Act act() {
      return Act.TRANSLATE;
    }
  }

  /**
   * More from the asker.
   *
   * @param thanks whether it asks nothing: then nobody has to answer it
   * @param sensitive whether it tells of what is nobody else's business
   * @param attention what was found in it
   * @param attachments pictures and a sound that go with it
   */
  record Reply(Caller by, int fairId, String questionId, String text, boolean thanks, boolean sensitive, Attention attention,
      List<Attachment> attachments) implements OnQuestion {

    public Reply(Caller by, int fairId, String questionId, String text, boolean thanks, boolean sensitive, Attention attention) {
      this(by, fairId, questionId, text, thanks, sensitive, attention, List.of());
    }

    @Override
    public Act act() {
      return Act.REPLY;
    }
  }

  /**
   * Its asker, or an organizer whom she was asked for, says whether what was answered is solved.
   *
   * @param reason why it is not, or null
   * @param owner whose job it is from then on, where it is not
   * @param sensitive whether the reason tells of what is nobody else's business
   * @param attention what was found in it
   */
  record Solve(Caller by, int fairId, String questionId, boolean solved, String reason, String owner, boolean sensitive,
      Attention attention) implements OnQuestion {
    @Override
    public Act act() {
      return Act.SOLVE;
    }
  }

  record Support(Caller by, int fairId, String questionId) implements OnQuestion {
    @Override
    public Act act() {
      return Act.SUPPORT;
    }
  }

  /** @param grade 1 to 5, 5 is best */
  record Rate(Caller by, int fairId, String questionId, int grade, String comment) implements OnQuestion {
    @Override
    public Act act() {
      return Act.RATE;
    }
  }

  /** The answer in force has stood before its asker's eyes. */
  record See(Caller by, int fairId, String questionId) implements OnQuestion {
    @Override
    public Act act() {
      return Act.SEE;
    }
  }

  record Withdraw(Caller by, int fairId, String questionId) implements OnQuestion {
    @Override
    public Act act() {
      return Act.WITHDRAW;
    }
  }
}
