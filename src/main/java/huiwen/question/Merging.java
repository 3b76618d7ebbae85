package huiwen.question;

import huiwen.access.Caller;
import huiwen.question.Decision.Change;
import huiwen.question.Decision.Changed;
import huiwen.question.Decision.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Questions that mean the same become one piece of work: the asker of a merged one is given the other's answers as entries of her
 * own question, and never the other's words. Where no answer is to come any more, it waits by itself again.
 */
final class Merging {

  /** Of one question: each of its answers has an entry for every one of them. */
  static final int MOST = 200;

  private static final Set<State> TAKES_IN =
      EnumSet.of(State.WAITING, State.CLAIMED, State.ASKED_BACK, State.ANSWERED, State.FOLLOW_UP);

  private Merging() {
  }

  /** @param known the other question, and what is merged into this one */
  static Decision decide(Question question, Command.Merge command, Map<String, Question> known, Instant now) {
    Question into = known.get(command.towardsId());
    if (into == null || into.id().equals(question.id()) || !mayKnow(command.by(), into)) {
      return new Refused(Refusal.NO_SUCH_QUESTION);
    }
    if (!TAKES_IN.contains(into.state())) {
      return new Refused(Refusal.NOT_OPEN);
    }
    if (question.isUrgent() && !into.isUrgent()) {
      return new Refused(Refusal.URGENT_STAYS);
    }
    List<Question> all = Stream.concat(Stream.of(question), merged(question, known)).toList();
    if (into.links().merged().size() + all.size() > MOST) {
      return new Refused(Refusal.TOO_MANY_MERGED);
    }
    var changes = new ArrayList<Change>();
    all.forEach(one -> changes.add(Change.of(Kind.MERGED, one.mergedInto(into.id(), now), null)));
    changes.add(Change.of(Kind.SUPPORTED,
        into.withMerged(all.stream().map(Question::id).toList(), now), null));
    if (isForOthers(into.answer())) {
      all.forEach(one -> changes.add(told(Kind.ANSWERED, one.mergedInto(into.id(), now), into, answer(into.answer(), now), now)));
    }
    return new Changed(changes, Map.of());
  }

  /** Who also wants to know the answer of what others were merged into: their askers, each once, and not its own. */
  static Stream<String> askers(Question into, List<Change> changes) {
    return changes.stream().filter(change -> change.kind() == Kind.MERGED).map(change -> change.after().person().asker())
        .filter(asker -> !asker.isEmpty() && !into.isAskedBy(asker)).distinct();
  }

  /** As far as this caller may know it is there. */
  private static boolean mayKnow(Caller caller, Question question) {
    View view = View.forCaller(question, caller);
    return caller.servesDesk(question.fair(), question.department()) && view != null && view != View.STUB;
  }

  /** What these changes bring to those that are merged into what they change, after them. */
  static List<Change> spread(List<Change> changes, Map<String, Question> known, Instant now) {
    var spread = new ArrayList<>(changes);
    var newest = new HashMap<>(known);
    changes.forEach(change -> newest.put(change.questionId(), change.after()));
    for (Change change : changes) {
      merged(change.after(), newest).map(one -> brought(change, one, now)).filter(brought -> brought != null).forEach(spread::add);
    }
    return spread;
  }

  private static Stream<Question> merged(Question into, Map<String, Question> known) {
    return into.links().merged().stream().map(known::get).filter(one -> one != null && one.isMergedInto(into.id()));
  }

  /** What a change of the question that it is merged into brings it, or null. */
  private static Change brought(Change change, Question merged, Instant now) {
    Question into = change.after();
    Answer answer = into.answer();
    return switch (change.kind()) {
      case ANSWERED, APPROVED -> isForOthers(answer) && !answer.saysAs(merged.answer())
          ? told(Kind.ANSWERED, merged, into, answer(answer, now), now) : null;
      case CORRECTED -> isForOthers(answer) ? told(Kind.CORRECTED, merged, into, change.message(), now) : null;
      case TRANSLATED -> isForOthers(answer) && merged.answer() != null ? told(Kind.TRANSLATED, merged, into, null, now) : null;
      case FOLLOWED_UP -> told(Kind.FOLLOWED_UP, merged, into, change.message(), now);
      case WITHDRAWN, CLOSED -> merged.answer() != null ? null
          : new Change(Kind.RELEASED, merged.in(State.WAITING, null, now).apart(), null, Release.UNMERGED);
      default -> null;
    };
  }

  /** What a moderator has not looked at yet its own asker alone is told. */
  private static boolean isForOthers(Answer answer) {
    return answer != null && answer.concerns().isEmpty();
  }

  private static Message answer(Answer answer, Instant now) {
    return Message.of(Message.Type.ANSWER, answer.by(), answer.text(), now, answer.attachments());
  }

  private static Change told(Kind kind, Question merged, Question into, Message message, Instant now) {
    Outcome others = isForOthers(into.answer()) ? into.outcome() : into.outcome().with(merged.answer());
    return Change.of(kind, merged.told(others, now), message);
  }
}
