package huiwen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 真解决了吗: some weeks after an answer its asker is asked, on her page, by the code of her ticket, or by the cadre of her village. */
class SolvedIT extends AtFair {

  private Person volunteer;

  @BeforeEach
  void open() {
    volunteer = hub.volunteer(fair, "keji", "王芳");
  }

  private String ask(String text, Map<String, String> who) {
    var body = new HashMap<String, Object>(Map.of("text", text, "department", "keji"));
    body.putAll(who);
    return villager.ask(fair, Person.newKey(), body).mustBe(201).json().getString("id");
  }

  private String answered(String text, Map<String, String> who, int daysAgo) {
    String question = ask(text, who);
    volunteer.act(question, "answer", Map.of("text", "找水利站")).mustBe(200);
    hub.answeredDaysAgo(question, daysAgo);
    return question;
  }

  private JsonObject by(Person person, String question) {
    return person.get("/api/questions/" + question).mustBe(200).json();
  }

  private String code(String question) {
    return by(villager, question).getString("code");
  }

  private JsonObject row(String list, String name) {
    return hub.organizer().get("/api/fairs/" + fair + "/tally").mustBe(200).json().getJsonArray(list).stream().map(JsonObject.class::cast)
        .filter(row -> name.equals(row.getString("code", row.getString("name")))).findFirst().orElseThrow();
  }

  @Test
  void sheIsAskedOnlyWhenTheWeeksAreOverAndUntilSheHasSaidIt() {
    String late = answered("井里没水", Map.of(), 22);
    String early = answered("井里有沙", Map.of(), 20);
    assertThat(villager.get("/api/tickets/" + code(late)).json().getBoolean("asksSolved")).isTrue();
    assertThat(villager.get("/api/tickets/" + code(early)).json().containsKey("asksSolved")).isFalse();
    assertThat(villager.get("/f/" + fair).text()).contains("/t/" + code(late) + "#solved").doesNotContain("/t/" + code(early) + "#solved");
    villager.act(late, "solution", Map.of("solved", true)).mustBe(200);
    assertThat(villager.get("/api/tickets/" + code(late)).json().containsKey("asksSolved")).isFalse();
    assertThat(by(villager, late).getBoolean("solved")).isTrue();
    hub.volunteer(fair, "yibao", "赵六").act(late, "solution", Map.of("solved", true)).mustBe(403); // published, and not hers
    hub.person().arrive(fair).act(late, "solution", Map.of("solved", true)).mustBe(404);
    villager.act(ask("还没答的", Map.of()), "solution", Map.of("solved", true)).mustBe(409);
  }

  @Test
  void whoComesByTheCodeSaysItAsSheWould() {
    String question = answered("井里没水", Map.of(), 30);
    String code = code(question);
    Person other = hub.person().arrive(fair);
    other.get("/t/" + code).mustBe(200);
    other.act(question, "solution", Map.of("solved", true)).mustBe(200);
    assertThat(by(villager, question).getBoolean("solved")).isTrue();
  }

  @Test
  void whatIsNotSolvedIsAPromiseOfItsDeskWithHerReason() {
    String question = answered("井里没水", Map.of("village", "永丰村"), 30);
    try (Live desk = volunteer.live().join(fair, "desk", null)) {
      desk.next("joined");
      villager.act(question, "solution", Map.of("solved", false, "reason", "打了井还是没水")).mustBe(200);
      JsonObject entry = desk.nextEntry("reopened");
      assertThat(entry.getJsonObject("question").getString("state")).isEqualTo("follow-up");
      assertThat(entry.getJsonObject("message").getString("text")).isEqualTo("打了井还是没水");
    }
    JsonObject seen = by(villager, question);
    assertThat(seen.getValue("answer")).isNull();
    assertThat(seen.getJsonObject("followUp").getString("owner")).isEqualTo("科技");
    assertThat(seen.getJsonArray("timeline").stream().map(JsonObject.class::cast).map(one -> one.getString("kind"))).contains("reopened");
    assertThat(seen.getJsonArray("messages").toString()).contains("找水利站", "打了井还是没水");
    assertThat(volunteer.get("/api/fairs/" + fair + "/desks/keji/questions?state=follow-up").questions()).hasSize(1);
    assertThat(row("departments", "keji").getJsonObject("solved")).isEqualTo(new JsonObject().put("yes", 0).put("no", 1));

    volunteer.act(question, "answer", Map.of("text", "换了泵")).mustBe(200);
    assertThat(villager.get("/api/tickets/" + code(question)).json().containsKey("asksSolved")).isFalse(); // not before some weeks are over again
    villager.act(question, "solution", Map.of("solved", true)).mustBe(200);
    assertThat(row("departments", "keji").getJsonObject("solved")).isEqualTo(new JsonObject().put("yes", 1).put("no", 0));
    assertThat(row("villages", "永丰村").getJsonObject("solved")).isEqualTo(new JsonObject().put("yes", 1).put("no", 0));
  }

  @Test
  void herReasonIsForgottenWithHerWords() {
    String question = answered("井里没水", Map.of(), 30);
    villager.act(question, "solution", Map.of("solved", false, "reason", "独一无二的原因")).mustBe(200);
    villager.act(question, "erasure").mustBe(200);
    assertThat(by(villager, question).encode()).doesNotContain("独一无二的原因");
    assertThat(by(hub.organizer(), question).encode()).doesNotContain("独一无二的原因");
  }

  @Test
  void theCallListIsTheOrganizersGroupedByVillageAndTellsNothingOfWhatIsPrivate() {
    answered("井里没水", Map.of("village", "永丰村", "name", "张三", "phone", "13800001111"), 30);
    villager.ask(fair, Person.newKey(), Map.of("text", "悄悄问的事", "department", "keji", "public", false, "village", "新建村", "name", "李四"))
        .mustBe(201);
    String hidden = villager.get("/api/fairs/" + fair + "/questions?mine=true").questions().getJsonObject(0).getString("id");
    volunteer.act(hidden, "answer", Map.of("text", "私下答")).mustBe(200);
    hub.answeredDaysAgo(hidden, 30);
    answered("谁也找不到的", Map.of(), 30); // neither a name nor a number
    answered("昨天刚答的", Map.of("name", "王五"), 1);

    String page = hub.organizer().get("/calls/" + fair).mustBe(200).text();
    assertThat(page).contains("永丰村", "张三", "13800001111", "井里没水", "新建村", "李四").contains("科技的事，不便写明")
        .doesNotContain("悄悄问的事", "谁也找不到的", "昨天刚答的");
    for (Person other : List.of(villager, volunteer)) {
      assertThat(other.get("/calls/" + fair).text()).doesNotContain("13800001111");
    }
  }
}
