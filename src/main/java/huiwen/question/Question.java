package huiwen.question;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What a villager asked and what has become of it. Immutable: each change makes a new one.
 *
 * @param asked what never changes
 * @param claim whose hands it is in; null unless claimed
 * @param isPublic whether it may be published with its answer
 * @param translation or null
 * @param transfers how often it was passed on
 * @param reopened whether a low grade has opened it once more already
 * @param supporters how many others want to know the same
 * @param answer the one in force, or null
 * @param rating of that answer, or null
 * @param firstAnsweredAt or null
 */
public record Question(Asked asked, Routing routing, State state, Claim claim, boolean isPublic,
    String translation, int transfers, boolean reopened, int supporters, Answer answer, Rating rating,
    Instant updatedAt, Instant firstAnsweredAt) {

  private static final Set<State> SHOWN_WHEN_PUBLIC = Set.of(State.ANSWERED, State.FOLLOW_UP, State.CLOSED);

  public String id() {
    return asked.id();
  }

  public String department() {
    return routing.department();
  }

  public boolean isHeldBy(String holder) {
    return claim != null && claim.holder().equals(holder);
  }

  public boolean isAskedBy(String asker) {
    return asked.asker().equals(asker);
  }

  /** Whether everybody at the fair may see it. */
  public boolean isPublished() {
    return isPublished(state, isPublic) && answer != null;
  }

  /** Whether a question that was in this state could be seen by everybody. */
  public static boolean isPublished(State state, boolean isPublic) {
    return isPublic && SHOWN_WHEN_PUBLIC.contains(state);
  }

  /** From asking to the first answer, never negative though clocks are set back; null where there was none yet. */
  public Duration untilFirstAnswer() {
    if (firstAnsweredAt == null) {
      return null;
    }
    return firstAnsweredAt.isBefore(asked.at()) ? Duration.ZERO : Duration.between(asked.at(), firstAnsweredAt);
  }

  Question in(State next, Claim by, Instant now) {
    return new Question(asked, routing, next, by, isPublic, translation, transfers, reopened, supporters, answer,
        rating, now, firstAnsweredAt);
  }

  Question answered(Answer given, boolean published) {
    return new Question(asked, routing, State.ANSWERED, null, published, translation, transfers, reopened,
        supporters, given, null, given.at(), firstAnsweredAt == null ? given.at() : firstAnsweredAt);
  }

  /** @param sensitive whether the new desk's questions are private unless the asker says otherwise */
  Question transferred(Routing next, boolean sensitive, Instant now) {
    boolean published = asked.publicWish() == null ? !sensitive : asked.publicWish();
    return new Question(asked, next, State.WAITING, null, published, translation, transfers + 1, reopened,
        supporters, answer, rating, now, firstAnsweredAt);
  }

  Question supported(Instant now) {
    return new Question(asked, routing, state, claim, isPublic, translation, transfers, reopened, supporters + 1,
        answer, rating, now, firstAnsweredAt);
  }

  Question rated(Rating given) {
    return new Question(asked, routing, state, claim, isPublic, translation, transfers, reopened, supporters,
        answer, given, given.at(), firstAnsweredAt);
  }

  /** Back into the queue, at its old place, with no answer in force. */
  Question reopenedAt(Instant now) {
    return new Question(asked, routing, State.WAITING, null, isPublic, translation, transfers, true, supporters,
        null, rating, now, firstAnsweredAt);
  }
}
