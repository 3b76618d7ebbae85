package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is commanded in whatever order, the entries keep what must always hold. */
class JournalPropertyTest extends RandomHistories {

  @Property(tries = 300)
  void holdersAnswersAndTransfersStaySound(@ForAll("steps") List<Step> steps) {
    Map<String, Integer> answers = new HashMap<>();
    for (Entry entry : entries(steps)) {
      Question question = entry.question();
      assertThat(question.claim() != null).isEqualTo(question.state() == State.CLAIMED);
      assertThat(question.answer() != null || !question.isPublished()).isTrue();
      if (entry.kind() == Kind.ANSWERED) {
        answers.merge(question.id(), 1, Integer::sum);
      }
      // an answer is sent once, and once more where a low grade has reopened it
      assertThat(answers.getOrDefault(question.id(), 0)).isLessThanOrEqualTo(question.reopened() ? 2 : 1);
      assertThat(question.supporters()).isLessThanOrEqualTo(entries(steps).size());
    }
  }

  @Property(tries = 300)
  void queuesFollowTheEntries(@ForAll("steps") List<Step> steps) {
    var queues = new Queues();
    queues.startAt(0);
    Map<String, Question> now = new HashMap<>();
    for (Entry entry : entries(steps)) {
      queues.apply(entry);
      queues.apply(entry); // once is enough
      now.put(entry.question().id(), entry.question());
      for (Question question : now.values()) {
        assertThat(queues.ahead(question)).isEqualTo(aheadBySearch(question, now));
      }
      Map<String, Integer> hers = new HashMap<>();
      now.values().stream().filter(question -> question.state() == State.WAITING)
          .forEach(question -> hers.put(question.id(), aheadBySearch(question, now)));
      assertThat(queues.aheadOf(RulesTest.OWNER.id())).isEqualTo(hers);
    }
  }

  private static int aheadBySearch(Question question, Map<String, Question> all) {
    return question.state() != State.WAITING ? 0 : (int) all.values().stream()
        .filter(other -> other.state() == State.WAITING
            && other.department().equals(question.department())
            && other.asked().place() < question.asked().place())
        .count();
  }

  @Property(tries = 200)
  void whatIsStoredIsReadBackTheSame(@ForAll("steps") List<Step> steps) {
    for (Entry entry : entries(steps)) {
      assertThat(QuestionCodec.fromJson(QuestionCodec.toJson(entry.question()))).isEqualTo(entry.question());
      if (entry.from() != null) {
        assertThat(QuestionCodec.fromOf(QuestionCodec.toJson(entry.from()))).isEqualTo(entry.from());
      }
    }
  }
}
