package huiwen.question;

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

/**
 * 协办: the desk that has a question asks others for their part. Each part is a question of its own in the other desk's queue, with
 * this one as its parent and no asker: its answer comes back into the parent, and the villager is told all of it in one reply.
 */
final class Parting {

  /** Open at one time. */
  static final int MOST = 5;
  /** What needs an asker, or is the lead desk's to do. */
  private static final Set<Command.Act> NOT_FOR_PARTS = EnumSet.of(Command.Act.ASK_BACK, Command.Act.CALL, Command.Act.MERGE,
      Command.Act.SPLIT, Command.Act.PART, Command.Act.PUBLISH, Command.Act.HOLD, Command.Act.SOLVE, Command.Act.SUPPORT);
  private static final Set<Kind> TOLD_TO_PARENT = EnumSet.of(Kind.ANSWERED, Kind.CORRECTED, Kind.APPROVED, Kind.TRANSLATED,
      Kind.TRANSFERRED, Kind.FOLLOWED_UP, Kind.CLOSED);
  private static final Set<Kind> ANSWERS = EnumSet.of(Kind.ANSWERED, Kind.CORRECTED, Kind.APPROVED, Kind.TRANSLATED);
  private static final Set<State> ENDS_PARTS = EnumSet.of(State.ANSWERED, State.CLOSED, State.MERGED, State.WITHDRAWN);
  private static final Set<State> CAN_BE_ENDED = EnumSet.of(State.WAITING, State.CLAIMED, State.ASKED_BACK);

  private Parting() {
  }

  /** Why nobody does this to a part, or null where it is none or it is done to parts too. */
  static Refusal refuses(Question question, Command.Act act) {
    return question.isPart() && NOT_FOR_PARTS.contains(act) ? Refusal.IS_PART : null;
  }

  /** Whether it may be asked for; what is asked is made with its number by {@link #ask}. */
  static Decision decide(Question question, Command.AskPart command, Instant now) {
    if (command.department().equals(question.department())) {
      return new Refused(Refusal.SAME_DEPARTMENT);
    }
    List<Part> open = question.links().parts().stream().filter(Part::isOpen).toList();
    if (open.size() >= MOST || open.stream().anyMatch(part -> part.department().equals(command.department()))) {
      return new Refused(Refusal.ASKED_ALREADY);
    }
    return Changed.to(Kind.PART_ASKED, question.touched(now), null);
  }

  /**
   * What asking for a part makes: the parent knows of it, the part waits, and it begins with what the lead desk says to the other.
   *
   * @param seq of the newest entry before
   */
  static List<Change> ask(Question parent, Command.AskPart command, long seq, Instant now) {
    Asked words = parent.asked();
    var asked = new Asked(QuestionId.next(parent.fair(), now), words.fairId(), seq + 2,
        parent.ticket() + "·" + command.departmentName(), words.text(), words.language(), words.village(), words.attachments(), now);
    Question part = Question.partOf(parent.id(), asked, new Attention(parent.attention().urgency(), List.of()),
        Routing.to(command.department(), Routing.BY_VOLUNTEER));
    var changes = new ArrayList<>(List.of(
        Change.of(Kind.PART_ASKED, parent.touched(now).with(Part.of(part)), null), Change.of(Kind.ASKED, part, null)));
    if (command.text() != null) {
      changes.add(Change.of(Kind.PART_ASKED, part, Message.of(Message.Type.NOTE, command.by().name(), command.text(), now)));
    }
    return changes;
  }

  /** What these changes mean to the parts of what they change, and to what they are parts of. */
  static List<Change> spread(List<Change> changes, Map<String, Question> known, Instant now) {
    var spread = new ArrayList<Change>();
    var newest = new HashMap<>(known);
    for (Change change : changes) {
      Question after = change.after();
      newest.put(after.id(), after);
      if (ENDS_PARTS.contains(after.state()) && after.links().parts().stream().anyMatch(Part::isOpen)) {
        end(change, newest, spread, now);
        continue;
      }
      spread.add(change);
      Question parent = after.isPart() && TOLD_TO_PARENT.contains(change.kind()) ? newest.get(after.links().parent()) : null;
      if (parent != null) {
        Question told = parent.touched(now).with(Part.of(after));
        newest.put(told.id(), told);
        spread.add(Change.of(ANSWERS.contains(change.kind()) ? Kind.PART_ANSWERED : Kind.PART_ASKED, told, null));
      }
    }
    return spread;
  }

  /** Who has the last word needs no more parts: what is still open of them is nobody's work any more. */
  private static void end(Change change, Map<String, Question> newest, List<Change> spread, Instant now) {
    Question parent = change.after();
    var ended = new ArrayList<Change>();
    for (Part part : parent.links().parts()) {
      Question open = newest.get(part.id());
      if (part.isOpen() && open != null && CAN_BE_ENDED.contains(open.state())) {
        Question closed = open.in(State.CLOSED, null, now);
        ended.add(Change.of(Kind.CLOSED, closed, null));
        parent = parent.with(Part.of(closed));
      }
    }
    newest.put(parent.id(), parent);
    spread.add(new Change(change.kind(), parent, change.message(), change.reason()));
    spread.addAll(ended);
  }
}
