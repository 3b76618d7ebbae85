package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  @Property(tries = 200)
  void anEntryIsTheSameOnAnotherNode(@ForAll("steps") List<Step> steps) {
    List<Entry> entries = entries(steps);
    assertThat(Wire.readEntries(new JsonArray(Wire.writeEntries(entries).encode()))).isEqualTo(entries);
  }

  /** Every command, in whatever order: only its asker's own wish makes a question public. */
  @Property(tries = 300)
  void aQuestionOnlyBecomesMorePrivateWithoutItsAskersWish(@ForAll("steps") List<Step> steps) {
    Map<String, Question> before = new HashMap<>();
    for (Entry entry : entries(steps)) {
      Question question = entry.question();
      Question was = before.put(question.id(), question);
      if (question.isUrgent()) {
        assertThat(question.isPublic()).isFalse();
      }
      if (was == null) {
        continue;
      }
      if (question.isPublic() && !was.isPublic()) {
        assertThat(entry.kind()).isEqualTo(Kind.PUBLISHED);
        assertThat(question.privacy().wish()).isTrue();
      }
      if (!Objects.equals(question.privacy().wish(), was.privacy().wish())) {
        assertThat(entry.kind()).isIn(Kind.PUBLISHED, Kind.UNPUBLISHED);
      }
      assertThat(entry.wasPublished()).isEqualTo(was.isPublished());
    }
  }

  /** What others are shown of it at any time: the answer in force, and never one that was kept private. */
  @Property(tries = 200)
  void othersSeeOnlyTheAnswerInForce(@ForAll("steps") List<Step> steps) {
    Map<String, List<Message>> said = new HashMap<>();
    for (Entry entry : entries(steps)) {
      Question question = entry.question();
      if (entry.message() != null) {
        said.computeIfAbsent(question.id(), id -> new ArrayList<>()).add(entry.message());
      }
      List<Message> shown = said.getOrDefault(question.id(), List.of()).stream()
          .filter(message -> View.PUBLIC.shows(message, question)).toList();
      assertThat(shown).allSatisfy(message -> {
        assertThat(question.isPublished()).isTrue();
        assertThat(message.text()).isEqualTo(question.answer().text());
      });
      for (View wall : List.of(View.BOARD, View.SCREEN)) {
        if (!question.isPublished()) {
          assertThat(wall.of(question, 0).getString("text")).isEmpty();
          assertThat(wall.of(question, 0).getValue("answer")).isNull();
        }
      }
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
      now.values().stream().filter(question -> question.state() == State.WAITING && !question.isPart())
          .forEach(question -> hers.put(question.id(), aheadBySearch(question, now)));
      assertThat(queues.aheadOf(RulesTest.OWNER.id())).isEqualTo(hers);
    }
  }

  private static int aheadBySearch(Question question, Map<String, Question> all) {
    return question.state() != State.WAITING ? 0 : (int) all.values().stream()
        .filter(other -> other.state() == State.WAITING
            && other.department().equals(question.department())
            && other.rank() < question.rank())
        .count();
  }

  @Property(tries = 200)
  void whatIsStoredIsReadBackTheSame(@ForAll("steps") List<Step> steps) {
    for (Entry entry : entries(steps)) {
      Question question = entry.question();
      JsonObject first = QuestionCodec.all(question);
      assertThat(QuestionCodec.fromJson(first)).isEqualTo(question);
      assertThat(QuestionCodec.fromJson(first.mergeIn(QuestionCodec.changing(question)))).isEqualTo(question);
      assertThat(QuestionCodec.changing(question).encode()).doesNotContain(question.asked().text());
      if (entry.from() != null) {
        assertThat(QuestionCodec.fromOf(QuestionCodec.toJson(entry.from()))).isEqualTo(entry.from());
      }
    }
  }
}
