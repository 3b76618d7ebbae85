package huiwen;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.HubUnderTest;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way of a question, as an outside client sees it that follows the contract alone. */
@ExtendWith(HubUnderTest.class)
class AskJourneyIT {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "专家,这个葵花品种产量怎么样? | keji",
      "今年扶贫还出台了哪些新政策? | fupin",
      "这样的科技新产品在哪里可以买到? | keji",
      "高血压药农合可不可以报销? | yibao"})
  void aQuestionOfTheNewspaperIsAskedClaimedAnsweredAndCounted(String text, String department,
      HubUnderTest.Running hub) {
    String fair = hub.newFair();
    Person villager = hub.person().arrive(fair);
    Person volunteer = hub.volunteer(fair, department, "王芳");
    Person organizer = hub.organizer();
    try (Live phone = villager.live().join(fair, "asker", null);
        Live desk = volunteer.live().join(fair, "desk", null);
        Live board = organizer.live().join(fair, "board", null)) {
      for (Live live : List.of(phone, desk, board)) {
        assertThat(live.next("joined").getJsonArray("questions")).isEmpty();
      }

      JsonObject asked = villager.ask(fair, text).mustBe(201).json();
      String id = asked.getString("id");
      assertThat(asked.getString("department")).isEqualTo(department);
      assertThat(asked.getString("routedBy")).isEqualTo("model");
      assertThat(asked.getString("ticket")).endsWith("-001");
      assertThat(asked.getString("state")).isEqualTo("waiting");
      assertThat(asked.getInteger("ahead")).isZero();
      assertThat(asked.getString("text")).isEqualTo(text);

      assertThat(desk.nextEntry("asked").getJsonObject("question").getString("id")).isEqualTo(id);
      assertThat(board.nextEntry("asked").getLong("seq")).isEqualTo(1);

      volunteer.act(id, "claim").mustBe(200);
      assertThat(phone.nextEntry("claimed").getJsonObject("question").getString("state")).isEqualTo("claimed");

      volunteer.act(id, "answer", Map.of("text", "您好，请到展台来，我们当面说。")).mustBe(200);
      JsonObject answered = phone.nextEntry("answered");
      assertThat(answered.getJsonObject("question").getJsonObject("answer").getString("text"))
          .isEqualTo("您好，请到展台来，我们当面说。");
      assertThat(answered.getJsonObject("message").getString("by")).isEqualTo("王芳");
      assertThat(phone.seqs()).containsExactly(1L, 2L, 3L);

      JsonObject tally = board.next(frame -> "tally".equals(frame.getString("op"))
          && frame.getJsonObject("total").getInteger("answered") == 1);
      assertThat(tally.getJsonObject("total").getInteger("asked")).isEqualTo(1);
      assertThat(row(tally, department).getInteger("answered")).isEqualTo(1);
      assertThat(row(tally, department).getInteger("medianWaitSeconds")).isNotNull();
      assertThat(organizer.get("/api/fairs/" + fair + "/tally").mustBe(200).json().getJsonObject("total"))
          .isEqualTo(tally.getJsonObject("total"));

      JsonArray mine = villager.get("/api/fairs/" + fair + "/questions?mine=true").mustBe(200).questions();
      assertThat(mine.getJsonObject(0).getJsonArray("messages").stream()
          .map(message -> ((JsonObject) message).getString("kind"))).containsExactly("question", "answer");
    }
  }

  private static JsonObject row(JsonObject tally, String department) {
    return tally.getJsonArray("departments").stream().map(JsonObject.class::cast)
        .filter(row -> row.getString("code").equals(department)).findFirst().orElseThrow();
  }

  @Test
  void whatFitsNoDepartmentWaitsAtTriage(HubUnderTest.Running hub) {
    String fair = hub.newFair();
    JsonObject asked = hub.person().arrive(fair).ask(fair, "你好").mustBe(201).json();
    assertThat(asked.getString("department")).isEqualTo("triage");
    assertThat(asked.getString("ticket")).isEqualTo("总台-001");
    Person triage = hub.volunteer(fair, "triage", "李强");
    triage.act(asked.getString("id"), "transfer", Map.of("department", "keji", "reason", "问种地的")).mustBe(200);
  }

  @Test
  void theSameKeyMakesOneQuestion(HubUnderTest.Running hub) {
    String fair = hub.newFair();
    Person villager = hub.person().arrive(fair);
    String key = Person.newKey();
    JsonObject first = villager.ask(fair, key, Map.of("text", "今年的补贴什么时候发")).mustBe(201).json();
    JsonObject again = villager.ask(fair, key, Map.of("text", "今年的补贴什么时候发")).mustBe(200).json();
    assertThat(again.getString("id")).isEqualTo(first.getString("id"));
    villager.ask(fair, key, Map.of("text", "别的")).mustBe(409);
    // another asker's key is another key
    hub.person().arrive(fair).ask(fair, key, Map.of("text", "别的")).mustBe(201);
  }

  @Test
  void eachKnowsHowManyAreAhead(HubUnderTest.Running hub) {
    String fair = hub.newFair();
    Person villager = hub.person().arrive(fair);
    for (int i = 0; i < 3; i++) {
      JsonObject asked = villager.ask(fair, Person.newKey(),
          Map.of("text", "第" + i + "个问题", "department", "dianli")).mustBe(201).json();
      assertThat(asked.getInteger("ahead")).isEqualTo(i);
    }
    Person volunteer = hub.volunteer(fair, "dianli", "赵六");
    JsonArray queue = volunteer.get("/api/fairs/" + fair + "/desks/dianli/questions").mustBe(200).questions();
    volunteer.act(queue.getJsonObject(0).getString("id"), "claim").mustBe(200);
    JsonArray mine = villager.get("/api/fairs/" + fair + "/questions?mine=true").mustBe(200).questions();
    assertThat(mine.stream().map(q -> ((JsonObject) q).getInteger("ahead"))).containsExactly(1, 0, 0);
    assertThat(villager.get("/api/fairs/" + fair).mustBe(200).json().getJsonArray("departments").stream()
        .map(JsonObject.class::cast).filter(d -> d.getString("code").equals("dianli"))
        .findFirst().orElseThrow().getInteger("waiting")).isEqualTo(2);
  }
}
