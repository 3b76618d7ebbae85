package huiwen.question;

import static java.util.stream.Collectors.toSet;

import huiwen.access.Caller;
import huiwen.fair.Departments;
import huiwen.problem.Problem;
import huiwen.question.Decision.Change;
import huiwen.question.Decision.Changed;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Commands of one fair, decided in turn, each seeing what the one before it did. Pure: what is known goes in, and what is to be
 * written comes out. One that throws fails alone.
 */
final class Deciding {

  /** A command that is to be remembered by its key. @param seq of its first entry */
  record Remembered(String caller, CommandKey key, long seq, String questionId) {
  }

  /** That somebody also wants to know. */
  record Following(String questionId, String asker) {
  }

  /** That a picture or a sound goes with what an entry has brought. */
  record Attached(String attachmentId, String questionId, long seq) {
  }

  /** What its asker is told of a question that comes back to a desk that has gone home. */
  private static final String GONE = "原来的服务台已经收了，请总台找人答复。";

  private final int fairId;
  private final Known known;
  private final Set<Following> following;
  private final Set<String> leased;
  private final Instant now;

  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> movedDesks = new LinkedHashSet<>();
  private final List<Following> newFollowing = new ArrayList<>();
  private final List<Remembered> remembered = new ArrayList<>();
  private final Set<String> expiring = new LinkedHashSet<>();
  private final Set<String> claimEnded = new LinkedHashSet<>();
  /** Questions whose claims last anew: taken into other hands, or touched by whoever has them. */
  private final Set<String> renewed = new LinkedHashSet<>();
  private Instant deadline = Instant.MAX;

  /**
   * @param following what is stored already of what the commands are about
   * @param leased questions whose claims are known to last
   */
  Deciding(int fairId, Known known, Set<Following> following, Set<String> leased) {
    this.fairId = fairId;
    this.known = known;
    this.following = following;
    this.leased = leased;
    this.now = known.now();
  }

  /** What its caller is to be told once what was decided is committed. */
  Future<Committed> decide(Submission submission) {
    try {
      Instant until = known.timeAt(submission.deadlineNanos());
      if (until.isBefore(now)) {
        return Future.failedFuture(Problem.unavailable(new IllegalStateException("the command came too late")));
      }
      int before = entries.size();
      Future<Committed> decided = recalled(submission);
      if (decided == null) {
        Command command = submission.command();
        decided = command instanceof Command.Ask ask ? decideAsk(ask) : decideOn((Command.OnQuestion) command);
      }
      if (entries.size() > before) {
        deadline = until.isBefore(deadline) ? until : deadline;
        remember(submission, before);
      }
      return decided;
    } catch (RuntimeException fault) {
      return Future.failedFuture(Problem.internal(fault));
    }
  }

  /** Null where nothing was committed under this key. */
  private Future<Committed> recalled(Submission submission) {
    if (submission.key() == null) {
      return null;
    }
    Known.Recalled earlier = known.recall(submission.command().by().id(), submission.key().value());
    if (earlier == null) {
      return null;
    }
    return earlier.bodyHash().equals(submission.key().bodyHash())
        ? Future.succeededFuture(Committed.unchanged(known.question(earlier.questionId())))
        : refused(Refusal.OTHER_BODY, null);
  }

  /** @param first place of the first of its entries */
  private void remember(Submission submission, int first) {
    if (submission.key() != null) {
      String caller = submission.command().by().id();
      String question = submission.command() instanceof Command.AskPart ? entries.get(first + 1).question().id()
          : submission.command() instanceof Command.OnQuestion on ? on.questionId() : entries.get(first).question().id();
      remembered.add(new Remembered(caller, submission.key(), entries.get(first).seq(), question));
      known.remember(caller, submission.key(), question);
    }
  }

  private Future<Committed> decideAsk(Command.Ask asked) {
    Refusal closed = known.refusesAsking(now);
    if (closed != null) {
      return refused(closed, null);
    }
    Command.Ask ask = isPresent(asked.routing().department()) ? asked : atTriage(asked);
    String department = ask.routing().department();
    int ahead = !ask.attention().isUrgent() ? known.desk(department).waiting() : 0;
    Change change = Rules.ask(ask, known.seq() + 1, ticket(department, ask.ticketName()), now);
    apply(null, change);
    return Future.succeededFuture(Committed.asked(change.after(), ahead));
  }

  /** Whose department has left while she wrote is not told to write anew: somebody finds out who answers instead. */
  private static Command.Ask atTriage(Command.Ask ask) {
    return new Command.Ask(ask.by(), ask.fairId(), ask.fair(), ask.text(), ask.language(), ask.village(),
        Routing.to(Departments.TRIAGE, Routing.BY_TRIAGE), Departments.TRIAGE_TICKET, ask.privacy(), ask.attention(),
        ask.name(), ask.phone(), ask.attachments(), ask.code());
  }

  private Future<Committed> decideOn(Command.OnQuestion command) {
    Question question = known.question(command.questionId());
    if (question == null) {
      return refused(Refusal.NOT_FOUND, null);
    }
    if (command instanceof Command.Transfer transfer && !isPresent(transfer.department())
        || command instanceof Command.AskPart part && !isPresent(part.department())
        || command instanceof Command.Split split && !split.pieces().stream().allMatch(piece -> isPresent(piece.department()))) {
      return refused(Refusal.NO_SUCH_DEPARTMENT, null);
    }
    boolean expires = command instanceof Command.GiveBack giveBack && giveBack.why() == Release.EXPIRED;
    if (expires && leased.contains(question.id())) {
      return Future.succeededFuture(Committed.unchanged(question));
    }
    Decision decision = Rules.decide(question, also(command), command, now);
    if (decision instanceof Decision.Refused refused) {
      return refused(refused.refusal(), question.claim() == null ? null : question.claim().name());
    }
    boolean followedBefore = command instanceof Command.Support support
        && !following.add(new Following(support.questionId(), support.by().id()));
    if (decision instanceof Changed merged && command instanceof Command.Merge merge) {
      decision = followed(merged, known.question(merge.towardsId()));
    } else if (decision instanceof Changed && command instanceof Command.AskPart part) {
      decision = new Changed(Parting.ask(question, part, known.seq(), now), Map.of());
    }
    if (decision instanceof Changed decided && !followedBefore) {
      Changed changed = sentOn(decided);
      changed.changes().forEach(change -> apply(known.question(change.questionId()), ticketed(change, command)));
      changed.changes().stream().map(Change::after).filter(after -> after.isHeldBy(command.by().id())).map(Question::id)
          .forEach(renewed::add);
      if (command instanceof Command.Support support) {
        newFollowing.add(new Following(support.questionId(), support.by().id()));
      }
      if (expires) {
        expiring.add(question.id());
      }
      if (command instanceof Command.AskPart) {
        Question part = known.question(changed.changes().get(1).questionId());
        return Future.succeededFuture(Committed.asked(part, known.desk(part.department()).waiting() - 1));
      }
      Message said = said(question.id(), changed);
      List<Question> made = command instanceof Command.Split split ? pieces(question, split) : List.of();
      return Future.succeededFuture(Committed.changed(known.question(question.id()), said,
          (int) changed.changes().stream().map(Change::questionId).distinct().count(), changed.refused(), made));
    }
    return Future.succeededFuture(Committed.unchanged(known.question(question.id())));
  }

  /** Nothing comes back into the queue of a desk that has left: somebody finds out who answers instead. */
  private Changed sentOn(Changed changed) {
    if (changed.changes().stream().noneMatch(this::comesBackToNobody)) {
      return changed;
    }
    var last = new LinkedHashMap<String, Change>();
    changed.changes().forEach(change -> last.put(change.questionId(), change));
    List<Change> further = last.values().stream().filter(this::comesBackToNobody).map(change -> new Change(Kind.TRANSFERRED,
        change.after().transferred(Routing.to(Departments.TRIAGE, Routing.BY_TRIAGE), false, now),
        Message.passedOn(Caller.system(), GONE, now), Release.DESK_LEFT)).toList();
    return new Changed(Stream.concat(changed.changes().stream(), further.stream()).toList(), changed.refused());
  }

  private boolean comesBackToNobody(Change change) {
    Question after = change.after();
    Question before = known.question(change.questionId());
    return after.state() == State.WAITING && !after.isPart() && !isPresent(after.department())
        && before != null && (before.state() != State.WAITING || !before.department().equals(after.department()));
  }

  /** The others that a command is about, and what may change with any of them. */
  private Map<String, Question> also(Command.OnQuestion command) {
    var also = new HashMap<String, Question>();
    for (String id : command.questionIds()) {
      Question question = known.question(id);
      if (question != null) {
        also.put(id, question);
        question.links().ids().map(known::question).filter(Objects::nonNull).forEach(one -> also.put(one.id(), one));
      }
    }
    return also;
  }

  /** Whoever asked what is merged follows what it is merged into. */
  private Changed followed(Changed merged, Question into) {
    List<Following> more = Merging.askers(into, merged.changes()).map(asker -> new Following(into.id(), asker))
        .filter(following::add).toList();
    newFollowing.addAll(more);
    return new Changed(merged.changes().stream().map(change -> change.kind() != Kind.SUPPORTED ? change
        : Change.of(change.kind(), change.after().supportedBy(more.size()), null)).toList(), merged.refused());
  }

  /** Further tickets of what was split, each of its desk and in its queue. */
  private List<Question> pieces(Question of, Command.Split split) {
    return split.pieces().stream().skip(1).map(piece -> {
      String ticket = ticket(piece.department(), piece.ticketName());
      apply(null, Splitting.piece(of, piece, known.seq() + 1, ticket, now));
      return entries.get(entries.size() - 1).question();
    }).toList();
  }

  /** What has gone to another desk has a ticket there: the one that it had of it before, or the next one. */
  private Change ticketed(Change change, Command.OnQuestion command) {
    Question after = change.after();
    Question before = known.question(after.id());
    if (before == null || after.isPart() || after.department().equals(before.department())) {
      return change;
    }
    String name = after.department().equals(Departments.TRIAGE) ? Departments.TRIAGE_TICKET
        : command instanceof Command.Split split ? split.pieces().get(0).ticketName() : ((Command.Transfer) command).ticketName();
    String had = after.ticketOf(name);
    Question called = after.withTicket(had == null ? ticket(after.department(), name) : had);
    return new Change(change.kind(), called, change.message(), change.reason());
  }

  private String ticket(String department, String name) {
    move(department, known.desk(department).withTicket());
    return "%s-%03d".formatted(name, known.desk(department).tickets());
  }

  /** What was said about this question, with its number. */
  private Message said(String questionId, Changed changed) {
    return entries.subList(entries.size() - changed.changes().size(), entries.size()).stream()
        .filter(entry -> entry.question().id().equals(questionId) && entry.message() != null)
        .map(Entry::message).findFirst().orElse(null);
  }

  private boolean isPresent(String department) {
    Known.Desk desk = known.desk(department);
    return desk != null && desk.present();
  }

  private static Future<Committed> refused(Refusal refusal, String claimedBy) {
    return Future.failedFuture(refusal.problem(claimedBy));
  }

  /** Makes the entry of a change, and lets the commands after it see it. */
  private void apply(Question before, Change change) {
    Question after = change.after();
    long seq = known.nextSeq();
    entries.add(new Entry(fairId, seq, now, change.kind(), after, Entry.From.of(before),
        change.message() == null ? null : change.message().numbered(seq), change.reason()));
    known.put(after);
    if (before != null && before.claim() != null) {
      claimEnded.add(before.id()); // unless it is claimed in the end
    }
    if (after.claim() != null && (before == null || !after.claim().equals(before.claim()))) {
      renewed.add(after.id());
    }
    count(before, -1);
    count(after, 1);
  }

  private void count(Question question, int step) {
    if (question != null && question.state() == State.WAITING) {
      move(question.department(), known.desk(question.department()).withWaiting(step));
    }
  }

  private void move(String department, Known.Desk desk) {
    known.put(department, desk);
    movedDesks.add(department);
  }

  // What is to be written ---------------------------------------------------------------------------------

  Instant now() {
    return now;
  }

  List<Entry> entries() {
    return entries;
  }

  /** The questions that were changed, as their last entries left them. */
  List<Question> questions() {
    var questions = new LinkedHashMap<String, Question>();
    entries.forEach(entry -> questions.put(entry.question().id(), entry.question()));
    return List.copyOf(questions.values());
  }

  /** Those that were asked now. */
  List<Question> asked() {
    return entries.stream().filter(entry -> entry.kind() == Kind.ASKED).map(Entry::question).toList();
  }

  /** Questions that were asked now or have gone to another desk. */
  List<Question> cameToADesk() {
    Set<String> came = entries.stream()
        .filter(entry -> entry.from() == null || !entry.from().department().equals(entry.question().department()))
        .map(entry -> entry.question().id()).collect(toSet());
    return came.isEmpty() ? List.of() : questions().stream().filter(question -> came.contains(question.id())).toList();
  }

  /** With what the pictures and sounds go that came along. */
  List<Attached> attached() {
    return entries.stream().flatMap(entry -> attachments(entry).stream().map(one ->
        new Attached(one.id(), entry.question().id(), entry.seq()))).distinct().toList();
  }

  private static List<Attachment> attachments(Entry entry) {
    return entry.kind() == Kind.ASKED ? entry.question().asked().attachments()
        : entry.message() == null ? List.of() : entry.message().attachments();
  }

  Set<String> movedDesks() {
    return movedDesks;
  }

  List<Following> newFollowing() {
    return newFollowing;
  }

  List<Remembered> remembered() {
    return remembered;
  }

  /** Questions whose claims end only if no lease of theirs has been renewed. */
  Set<String> expiring() {
    return expiring;
  }

  /** Questions that are in somebody's hands at the end, who has taken them or done something about them: others renew no claim. */
  List<Question> claimed() {
    return questions().stream().filter(question -> question.claim() != null && renewed.contains(question.id())).toList();
  }

  /** Questions that are in nobody's hands any more. */
  List<String> unclaimed() {
    return questions().stream().filter(question -> question.claim() == null).map(Question::id)
        .filter(claimEnded::contains).toList();
  }

  /** The database's time after which none of it may be committed. */
  Instant deadline() {
    return deadline;
  }
}
