package huiwen.question;

import java.util.List;

/** What the rules say to a command. */
sealed interface Decision {

  /** One entry to be: its kind, the question as it leaves it, and what was said, or null. */
  record Change(Kind kind, Question after, Message message) {
  }

  /** Carried out by these entries, at least one, in this order. */
  record Changed(List<Change> changes) implements Decision {

    static Changed to(Kind kind, Question after, Message message) {
      return new Changed(List.of(new Change(kind, after, message)));
    }

    Question after() {
      return changes.get(changes.size() - 1).after();
    }
  }

  /** What is wanted is so already: the same command came twice. */
  record Unchanged() implements Decision {
  }

  record Refused(Refusal refusal) implements Decision {
  }
}
