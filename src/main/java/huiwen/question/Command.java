package huiwen.question;

import huiwen.access.Caller;
import java.util.List;

/** What somebody wants done. Each carries who wants it; whether she may is decided by {@link Rules}. */
public sealed interface Command {

  Caller by();

  /** Number of the fair, whose entries are put in one order. */
  int fairId();

  /** A command about a question that exists. */
  sealed interface OnQuestion extends Command {

    String questionId();

    /** The row of the table in {@link Rules}. */
    Act act();
  }

  /** The rows of the table in {@link Rules}. */
  enum Act {
    CLAIM, RELEASE, ANSWER, TRANSFER, ASK_BACK, NOTE, HOLD, APPROVE, REPLY, SUPPORT, RATE, WITHDRAW;

    boolean isForAskers() {
      return compareTo(REPLY) >= 0;
    }
  }

  /**
   * A villager asks.
   *
   * @param fair code of the fair
   * @param ticketName what tickets of the desk start with, for instance 科技
   * @param publicWish what the asker said about publishing; null = nothing
   * @param isPublic what follows from it, and from how sensitive the desk's matters are
   * @param concerns why a moderator should look at it before others see it; mostly empty
   */
  record Ask(Caller by, int fairId, String fair, String text, String language, Routing routing,
      String ticketName, Boolean publicWish, boolean isPublic, List<String> concerns, String village, String name,
      String phone, List<String> attachments, String idempotencyKey, String bodyHash) implements Command {
  }

  record Claim(Caller by, int fairId, String questionId) implements OnQuestion {
    @Override
    public Act act() {
      return Act.CLAIM;
    }
  }

  record Release(Caller by, int fairId, String questionId) implements OnQuestion {
    @Override
    public Act act() {
      return Act.RELEASE;
    }
  }

  /** @param isPublic false keeps it private; null or true leave it as the asker wants it */
  record Answer(Caller by, int fairId, String questionId, String text, Boolean isPublic,
      List<String> serviceItems) implements OnQuestion {
    @Override
    public Act act() {
      return Act.ANSWER;
    }
  }

  /**
   * @param department code of a desk that is at the fair
   * @param sensitive whether the questions of that desk are private unless the asker says otherwise
   */
  record Transfer(Caller by, int fairId, String questionId, String department, boolean sensitive,
      String reason) implements OnQuestion {
    @Override
    public Act act() {
      return Act.TRANSFER;
    }
  }

  record AskBack(Caller by, int fairId, String questionId, String text) implements OnQuestion {
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

  record Reply(Caller by, int fairId, String questionId, String text) implements OnQuestion {
    @Override
    public Act act() {
      return Act.REPLY;
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

  record Withdraw(Caller by, int fairId, String questionId) implements OnQuestion {
    @Override
    public Act act() {
      return Act.WITHDRAW;
    }
  }
}
