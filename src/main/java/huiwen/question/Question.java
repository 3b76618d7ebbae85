package huiwen.question;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a villager asked and what has become of it. Immutable: each change makes a new one. What belongs together stands in a
 * record of its own, so that a new field touches that record and its column in {@link QuestionCodec}.
 *
 * @param asked what never changes
 * @param person who asked
 * @param attention whether it is urgent, and whether a moderator should see it first
 * @param routing at which desk it is, and why
 * @param privacy whether others may see it
 * @param translation or null
 * @param supporters how many others want to know the same
 * @param links to other questions of its fair
 */
public record Question(Asked asked, Person person, Attention attention, Routing routing, Progress progress, Privacy privacy,
    Outcome outcome, String translation, int supporters, Links links) {

  private static final Set<State> WAITS_FOR_ITS_ANSWER = Set.of(State.WAITING, State.CLAIMED, State.ASKED_BACK);
  private static final Set<State> SHOWN_WHEN_PUBLIC = Set.of(State.ANSWERED, State.FOLLOW_UP, State.CLOSED);

  static Question asked(Asked asked, Person person, Attention attention, Routing routing, Privacy privacy, State first) {
    return new Question(asked, person, attention, routing, Progress.begun(first, asked.at()), privacy, Outcome.NONE, null, 0,
        Links.NONE);
  }

  /** What another desk is asked for: it has no asker, and is never shown to others. */
  static Question partOf(String parent, Asked asked, Attention attention, Routing routing) {
    return new Question(asked, Person.FORGOTTEN, attention, routing, Progress.begun(State.WAITING, asked.at()),
        Privacy.asked(false, false, attention.isUrgent()), Outcome.NONE, null, 0, Links.partOf(parent));
  }

  /**
   * An answer that a county has brought along, as a question that was asked and answered: who shows it need not know the
   * difference.
   *
   * @param id no question's
   * @param by who answers, as all are told
   */
  public static Question brought(String id, int fairId, String department, String text, String language, String answer,
      String by, Instant createdAt, Instant updatedAt) {
    var asked = new Asked(id, fairId, 0, null, text, language, null, List.of(), createdAt);
    Question question = asked(asked, Person.FORGOTTEN, Attention.NONE, Routing.to(department, Routing.BY_VOLUNTEER),
        Privacy.asked(true, false, false), State.WAITING);
    return question.answered(new Answer(answer, by, null, updatedAt, List.of(), List.of()));
  }

  public String id() {
    return asked.id();
  }

  /** The code of the fair at which it was asked. */
  public String fair() {
    return QuestionId.fair(asked.id());
  }

  public boolean isUrgent() {
    return attention.isUrgent();
  }

  /** Where it stands in the queue of its desk, the smallest first: what is urgent before all else, then what nobody wants, then in the order of asking. */
  public long rank() {
    return attention.rank(asked.place(), isProblem());
  }

  /** 问题工单: passed on so often that organizers see to it. */
  public boolean isProblem() {
    return transfers() >= Rules.LAST_TRANSFER;
  }

  /** By which it is called: that of its desk, where it was passed on. */
  public String ticket() {
    return progress.tickets().isEmpty() ? asked.ticket() : progress.tickets().get(progress.tickets().size() - 1);
  }

  /** All that its asker was told, the first one first: each of them stays valid. */
  public List<String> tickets() {
    return progress.tickets().isEmpty() ? Collections.singletonList(asked.ticket())
        : Stream.concat(Stream.of(asked.ticket()), progress.tickets().stream()).distinct().toList();
  }

  /** The ticket that it has of a desk whose tickets begin with this, or null. */
  String ticketOf(String name) {
    return tickets().stream().filter(ticket -> ticket.startsWith(name + "-")).findFirst().orElse(null);
  }

  Question withTicket(String ticket) {
    return with(progress.withTicket(ticket));
  }

  public String department() {
    return routing.department();
  }

  public State state() {
    return progress.state();
  }

  /** Whose hands it is in; null unless claimed. */
  public Claim claim() {
    return progress.claim();
  }

  public int transfers() {
    return progress.transfers();
  }

  public boolean reopened() {
    return progress.reopened();
  }

  public boolean isPublic() {
    return privacy.isPublic();
  }

  /** The answer in force, or null. */
  public Answer answer() {
    return outcome.answer();
  }

  /** Or null. */
  public Rating rating() {
    return outcome.rating();
  }

  /** What was promised for after the fair, or null. */
  public FollowUp followUp() {
    return outcome.followUp();
  }

  /** What its asker has said last of whether it is solved, or null. */
  public Solved solved() {
    return outcome.solved();
  }

  Question said(Solved solved) {
    return with(outcome.with(solved));
  }

  /** Whether its desk has put it to this session of an expert. */
  public boolean isPutTo(String session) {
    return routing.expert() != null && routing.expert().holder().equals(session);
  }

  /** It is in the hands of an expert, to whom its desk has put it. */
  Question escalated(Claim expert, Instant now) {
    Question handed = in(State.CLAIMED, expert, now);
    return new Question(asked, person, attention, routing.putTo(expert), handed.progress, privacy, outcome, translation, supporters, links);
  }

  /** Whether it is what another desk was asked for, and not a villager's own question. */
  public boolean isPart() {
    return links.parent() != null;
  }

  /** Whether it is merged into the question of this number. */
  boolean isMergedInto(String id) {
    return state() == State.MERGED && id.equals(links.mergedInto());
  }

  public Instant updatedAt() {
    return progress.updatedAt();
  }

  /** Or null. */
  public Instant firstAnsweredAt() {
    return progress.firstAnsweredAt();
  }

  /** Where its asker is called to, or null. */
  Calling called() {
    return progress.called();
  }

  public boolean isHeldBy(String holder) {
    return claim() != null && claim().holder().equals(holder);
  }

  public boolean isAskedBy(String asker) {
    return person.asker().equals(asker);
  }

  /** Whether everybody at the fair may see it. */
  public boolean isPublished() {
    return isPublic() && answer() != null && answer().concerns().isEmpty() && SHOWN_WHEN_PUBLIC.contains(state());
  }

  /** Whether others can see it on their phones and follow it while it waits: what they will all see once it is answered. */
  public boolean isOpenToFollow() {
    return isPublic() && !isUrgent() && WAITS_FOR_ITS_ANSWER.contains(state());
  }

  /** Whether everybody could see it if a moderator had looked at its answer. */
  boolean isWithheld() {
    return isPublic() && answer() != null && !answer().concerns().isEmpty() && SHOWN_WHEN_PUBLIC.contains(state());
  }

  /** From asking to the first answer, never negative though clocks are set back; null where there was none yet. */
  public Duration untilFirstAnswer() {
    if (firstAnsweredAt() == null) {
      return null;
    }
    return firstAnsweredAt().isBefore(asked.at()) ? Duration.ZERO : Duration.between(asked.at(), firstAnsweredAt());
  }

  Question called(Calling next, Instant now) {
    return with(progress.called(next, now));
  }

  Question touched(Instant now) {
    return with(progress.touched(now));
  }

  /** What was answered is no longer the last word: it stays in the thread. */
  Question withoutAnswer() {
    return with(outcome.with((Answer) null));
  }

  Question in(State next, Claim by, Instant now) {
    return with(progress.to(next, by, now));
  }

  Question answered(Answer given) {
    return with(progress.answered(given.at())).with(new Outcome(given, null, outcome.followUp(), outcome.solved()));
  }

  /** @param sensitive whether the new desk's questions are private unless the asker says otherwise */
  Question transferred(Routing next, boolean sensitive, Instant now) {
    return new Question(asked, person, attention, next, progress.transferred(now), privacy.atDesk(sensitive), outcome, translation,
        supporters, links);
  }

  Question supported(Instant now) {
    return touched(now).supportedBy(1);
  }

  /** So many more want to know the same. */
  Question supportedBy(int more) {
    return new Question(asked, person, attention, routing, progress, privacy, outcome, translation, supporters + more, links);
  }

  Question rated(Rating given) {
    return with(progress.touched(given.at())).with(outcome.with(given));
  }

  /** Its words in another language. */
  Question translated(String words, Instant now) {
    return new Question(asked, person, attention, routing, progress.touched(now), privacy, outcome, words, supporters, links);
  }

  /** The answer's words in another language. @param found why a moderator should look at them first */
  Question withAnswerTranslated(String words, List<String> found, Instant now) {
    return with(progress.touched(now)).with(outcome.with(answer().translated(words, found)));
  }

  /** A moderator has looked at its answer. */
  Question withAnswerApproved(Instant now) {
    return with(progress.touched(now)).with(outcome.with(answer().approved()));
  }

  /** Back into the queue, at its old place, with no answer in force. */
  Question reopenedAt(Instant now) {
    return with(progress.reopened(now)).withoutAnswer().apart();
  }

  /** Its answer was put right. */
  Question corrected(Answer next) {
    return with(progress.touched(next.at())).with(outcome.with(next));
  }

  Question followedUp(FollowUp promise) {
    return with(progress.to(State.FOLLOW_UP, null, promise.at())).with(outcome.with(promise));
  }

  /** Its asker is given the answers of that question from now on. */
  Question mergedInto(String id, Instant now) {
    return in(State.MERGED, null, now).with(links.into(id));
  }

  /** These are merged into it. */
  Question withMerged(List<String> ids, Instant now) {
    return touched(now).with(links.with(ids));
  }

  /** As one that is merged: its asker is told what the other question's asker was. */
  Question told(Outcome others, Instant now) {
    return with(progress.told(others.answer() != null, now)).with(new Outcome(asShown(others.answer()), rating(), others.followUp(), solved()));
  }

  /** Another question's answer: whether it was seen is told by this one's own asker. */
  private Answer asShown(Answer others) {
    boolean isKnown = others != null && answer() != null && answer().at().equals(others.at()) && answer().text().equals(others.text());
    return others == null ? null : others.seen(isKnown ? answer().seenAt() : null);
  }

  /** Its asker has had the answer before her eyes. */
  Question seen(Instant now) {
    return with(outcome.with(answer().seen(now)));
  }

  /** Whether this session has answered it, and its asker has not seen that yet: she may have to be rung up. */
  public boolean isUnseenAnswerOf(String session) {
    return state() == State.ANSWERED && answer() != null && answer().seenAt() == null && session.equals(answer().byId());
  }

  /** It goes its own way, and no longer hangs on another. */
  Question apart() {
    return links.mergedInto() == null ? this : with(links.into(null));
  }

  Question with(Privacy next, Instant now) {
    return with(progress.touched(now)).with(next);
  }

  private Question with(Progress next) {
    return new Question(asked, person, attention, routing, next, privacy, outcome, translation, supporters, links);
  }

  Question with(Attention next) {
    return new Question(asked, person, next, routing, progress, privacy, outcome, translation, supporters, links);
  }

  Question with(Privacy next) {
    return new Question(asked, person, attention, routing, progress, next, outcome, translation, supporters, links);
  }

  Question with(Part part) {
    return with(links.with(part));
  }

  private Question with(Links next) {
    return new Question(asked, person, attention, routing, progress, privacy, outcome, translation, supporters, next);
  }

  private Question with(Outcome next) {
    return new Question(asked, person, attention, routing, progress, privacy, next, translation, supporters, links);
  }
}
