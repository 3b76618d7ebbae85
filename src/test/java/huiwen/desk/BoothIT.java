package huiwen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.HubProcess;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens at the booth: who is called there, who comes without a phone, what is said face to face. */
class BoothIT extends AtFair {

  private Person volunteer;
  private String question;

  @BeforeEach
  void open() {
    volunteer = hub.volunteer(fair, "keji", "王芳");
    question = villager.asked(fair, "keji", "葵花几月种");
  }

  private JsonObject hers() {
    return villager.get("/api/questions/" + question).mustBe(200).json();
  }

  private JsonObject total() {
    return hub.organizer().get("/api/fairs/" + fair + "/tally").mustBe(200).json().getJsonObject("total");
  }

  private Person.Reply walkUp(String key, Map<String, Object> more) {
    var body = new HashMap<String, Object>(Map.of("text", "羊不吃草", "department", "keji", "consent", true));
    body.putAll(more);
    return volunteer.send(volunteer.request("/api/fairs/" + fair + "/kiosk/questions").header("Content-Type", "application/json")
        .header("Idempotency-Key", key).POST(HttpRequest.BodyPublishers.ofString(JsonObject.mapFrom(body).encode())));
  }

  @Test
  void whoIsCalledReadsWhereToGoAndLaterThatSheWasMissed() {
    assertThat(volunteer.act(question, "arrival", Map.of("came", true)).status()).isEqualTo(409);
    volunteer.act(question, "call", Map.of("booth", "3 号展位")).mustBe(200);
    assertThat(hers().getJsonObject("call").getString("booth")).isEqualTo("3 号展位");
    assertThat(hers().getJsonObject("call").getValue("came")).isNull();
    volunteer.act(question, "arrival", Map.of("came", false)).mustBe(200);
    assertThat(hers().getJsonObject("call").getBoolean("came")).isFalse();
    volunteer.act(question, "call", Map.of("booth", "3 号展位")).mustBe(200);
    assertThat(hers().getJsonObject("call").getInteger("times")).isEqualTo(2);
    volunteer.act(question, "answer", Map.of("text", "四月底")).mustBe(200);
    assertThat(hers().containsKey("call")).isFalse();
  }

  @Test
  void aWallCallsTicketsOnlyAsLongAsNobodyHasComeAndWithoutWords() {
    try (Live wall = hub.person().live().join(fair, "screen", null)) {
      wall.next("joined");
      volunteer.act(question, "call", Map.of("booth", "3 号展位，电话 13800138000")).mustBe(200);
      JsonObject called = wall.nextEntry("called").getJsonObject("question");
      assertThat(called.getString("ticket")).isEqualTo("科技-001");
      assertThat(called.getJsonObject("call").getString("booth")).startsWith("3 号展位").doesNotContain("13800138000");
      assertThat(called.getString("text")).isEmpty();
      volunteer.act(question, "arrival", Map.of("came", true)).mustBe(200);
      assertThat(wall.nextEntry("arrived").getJsonObject("question").containsKey("call")).isFalse();
    }
  }

  @Test
  void theVillagesLoudspeakerIsToldTheTicketAndTheBoothOnce() {
    String key = Person.newKey();
    String booth = "3 号展位 " + fair;
    volunteer.act(question, "call", Map.of("booth", booth), key).mustBe(200);
    volunteer.act(question, "call", Map.of("booth", booth), key).mustBe(200);
    volunteer.act(question, "call", Map.of("booth", "别处 " + fair)).mustBe(200);
    HubProcess.until("it was told both", Duration.ofSeconds(20), () -> calledOut().size() == 2);
    assertThat(calledOut()).contains(new JsonObject().put("ticket", "科技-001").put("booth", booth)
        .put("text", "请 科技-001 号，到 " + booth));
  }

  private List<JsonObject> calledOut() {
    return hub.calledOut().stream().filter(call -> call.getString("booth").endsWith(fair)).toList();
  }

  @Test
  void anotherDeskNeitherCallsNorSaysWhoCame() {
    volunteer.act(question, "call", Map.of("booth", "3 号展位")).mustBe(200);
    Person other = hub.volunteer(fair, "nongmu", "赵六");
    assertThat(other.act(question, "arrival", Map.of("came", true)).status()).isEqualTo(404);
    assertThat(villager.act(question, "arrival", Map.of("came", true)).status()).isEqualTo(401);
  }

  @Test
  void whatWasSaidFaceToFaceIsCountedAndItsAskerReadsThatItWas() {
    volunteer.act(question, "answer", Map.of("inPerson", true)).mustBe(200);
    assertThat(hers().getJsonObject("answer").getBoolean("inPerson")).isTrue();
    assertThat(hers().getJsonObject("answer").getString("text")).isEqualTo("工作人员已经当面答复您了。");
    assertThat(total().getInteger("answered")).isEqualTo(1);
    assertThat(hub.person().get("/api/questions/" + question).status()).isEqualTo(404);
  }

  @Test
  void anAnswerWithoutWordsIsRefusedUnlessItWasSaid() {
    Person.Reply refused = volunteer.act(question, "answer", Map.of()).mustBe(422);
    assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("field")).isEqualTo("text");
    hub.person().arrive(fair).act(question, "support", Map.of()).mustBe(200);
    assertThat(volunteer.act(question, "answer", Map.of("inPerson", true)).mustBe(422).json().getJsonArray("errors").getJsonObject(0)
        .getString("detail")).contains("还有别人");
    volunteer.act(question, "answer", Map.of("inPerson", true, "text", "四月底")).mustBe(200);
  }

  @Test
  void whoHasNoPhoneIsCountedTheSameAndFindsItByTheCode() {
    JsonObject waits = walkUp(Person.newKey(), Map.of()).mustBe(201).json();
    assertThat(waits.getString("ticket")).isEqualTo("科技-002");
    assertThat(waits.getString("state")).isEqualTo("waiting");
    String key = Person.newKey();
    JsonObject answered = walkUp(key, Map.of("answered", true)).mustBe(201).json();
    assertThat(answered.getString("state")).isEqualTo("answered");
    assertThat(walkUp(key, Map.of("answered", true)).mustBe(200).json().getString("id")).isEqualTo(answered.getString("id"));
    assertThat(hub.person().get("/api/tickets/" + answered.getString("code")).mustBe(200).json().getJsonObject("answer")
        .getBoolean("inPerson")).isTrue();
    JsonObject told = walkUp(Person.newKey(), Map.of("answered", true, "answer", "先隔离")).mustBe(201).json();
    assertThat(told.getJsonObject("answer").getString("text")).isEqualTo("先隔离");
    assertThat(total().getInteger("asked")).isEqualTo(4);
    assertThat(total().getInteger("answered")).isEqualTo(2);
  }

  @Test
  void whoAnswersForAnotherDeskIsRefusedBeforeAnythingIsAsked() {
    walkUp(Person.newKey(), Map.of("answered", true, "department", "nongmu")).mustBe(422);
    assertThat(total().getInteger("asked")).isEqualTo(1);
  }
}
