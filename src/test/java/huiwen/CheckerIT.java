package huiwen;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.Checker;
import huiwen.support.Crowd;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The checker itself: it finds nothing wrong with a sound hub, and sees what one is made to lose. */
@ExtendWith(HubUnderTest.class)
class CheckerIT {

  private HubUnderTest.Running hub;
  private Person organizer;
  private String fair;
  private final Checker checker = new Checker();

  @BeforeEach
  void open(HubUnderTest.Running running) {
    hub = running;
    fair = hub.newFair();
    organizer = hub.organizer();
  }

  private void work() throws Exception {
    try (var crowd = new Crowd(organizer, fair, checker)) {
      HubProcess.until("some work", Duration.ofSeconds(60), () -> checker.acknowledged() > 50 && checker.answers() > 5);
      crowd.finish();
    }
    assertThat(checker.faults(organizer, fair)).isEmpty();
  }

  private void sql(String statement) {
    hub.pool(hub.vertx()).preparedQuery(statement).execute(Tuple.of(hub.fairId(fair)))
        .toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aQuestionThatIsLostIsMissed() throws Exception {
    work();
    sql("DELETE FROM question WHERE id = (SELECT question_id FROM entry WHERE fair_id = $1 AND seq = 7)");
    assertThat(checker.faults(organizer, fair)).anyMatch(fault -> fault.contains("is not there: 404"));
  }

  @Test
  void anAnswerThatIsLostIsMissed() throws Exception {
    work();
    sql("DELETE FROM entry WHERE fair_id = $1 AND kind = 'answered'");
    assertThat(checker.faults(organizer, fair)).anyMatch(fault -> fault.contains("was answered by"));
  }

  @Test
  void anEntryThatIsLostOnTheWayIsMissed() throws Exception {
    work();
    long next = checker.seq() + 2;
    checker.frame(new JsonObject(Map.of("op", "entry", "seq", next, "kind", "asked")));
    assertThat(checker.faults(organizer, fair)).anyMatch(fault -> fault.contains("came after"));
  }

  @Test
  void aQuestionThatIsThereTwiceIsSeen() throws Exception {
    work();
    Person villager = hub.person().arrive(fair);
    villager.asked(fair, "keji", "一个");
    assertThat(checker.faults(organizer, fair)).anyMatch(fault -> fault.contains("are counted"));
    checker.asked("key", "一个", "id-1");
    checker.asked("key", "一个", "id-2");
    assertThat(checker.faults(organizer, fair)).anyMatch(fault -> fault.contains("made two questions"));
  }

  @Test
  void anAnswerThatIsGivenTwiceIsSeen() throws Exception {
    work();
    checker.answered("id", "王芳");
    checker.answered("id", "李强");
    for (long seq : List.of(checker.seq() + 1, checker.seq() + 2)) {
      checker.frame(new JsonObject(Map.of("op", "entry", "seq", seq, "kind", "answered",
          "question", Map.of("id", "id"))));
    }
    assertThat(checker.faults(organizer, fair))
        .anyMatch(fault -> fault.contains("by 王芳 and by 李强"))
        .anyMatch(fault -> fault.contains("two entries that answer it"));
  }
}
