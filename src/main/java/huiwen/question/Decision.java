package huiwen.question;

import java.util.List;
import java.util.Map;

/** What the rules say to a command. */
sealed interface Decision {

  /**
   * One entry to be: its kind, the question as it leaves it, what was said, or null, and why a claim has ended or a desk was left, or null.
   * It names its question: a command may change several.
   */
  record Change(Kind kind, Question after, Message message, Release reason) {

    static Change of(Kind kind, Question after, Message message) {
      return new Change(kind, after, message, null);
    }

    String questionId() {
      return after.id();
    }
  }

  /**
   * Carried out by these entries, at least one, in this order.
   *
   * @param refused of the questions that the command names beside its first, those that stay as they are, and why
   */
  record Changed(List<Change> changes, Map<String, Refusal> refused) implements Decision {

    static Changed to(Change... changes) {
      return new Changed(List.of(changes), Map.of());
    }

    static Changed to(Kind kind, Question after, Message message) {
      return to(Change.of(kind, after, message));
    }
  }

  /** What is wanted is so already: the same command came twice. */
  record Unchanged() implements Decision {
  }

  record Refused(Refusal refusal) implements Decision {
  }
}
