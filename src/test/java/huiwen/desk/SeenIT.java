package huiwen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.HubProcess;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer knows when its asker saw it, its desk alone is told, and what nobody has seen is found with the number to ring. */
class SeenIT extends AtFair {

  private static final Duration SOON = Duration.ofSeconds(10);

  private Person volunteer;

  @BeforeEach
  void open() {
    volunteer = hub.volunteer(fair, "keji", "王芳");
  }

  private String answered(Map<String, Object> asked) {
    String question = villager.ask(fair, Person.newKey(), asked).mustBe(201).json().getString("id");
    volunteer.act(question, "answer", Map.of("text", "五月前后种")).mustBe(200);
    return question;
  }

  private String answered(String text) {
    return answered(Map.of("text", text, "department", "keji"));
  }

  private String seenAt(String question) {
    return volunteer.get("/api/questions/" + question).mustBe(200).json().getJsonObject("answer").getString("seenAt");
  }

  private JsonObject tally() {
    return hub.organizer().get("/api/fairs/" + fair + "/tally").mustBe(200).json();
  }

  private List<JsonObject> unseen(Person by, int minutes) {
    return by.get("/api/fairs/" + fair + "/desks/keji/questions?unseen=" + minutes).mustBe(200).questions().stream()
        .map(JsonObject.class::cast).toList();
  }

  private List<String> unseenIds(int minutes) {
    return unseen(volunteer, minutes).stream().map(question -> question.getString("id")).toList();
  }

  @Test
  void itsDeskHearsOnceThatAnAnswerWasSeenAndNobodyElse() {
    String question = answered("葵花咋种");
    assertThat(seenAt(question)).isNull();
    JsonObject before = tally();
    try (Live desk = volunteer.live().join(fair, "desk", null);
        Live phone = villager.live().join(fair, "asker", null);
        Live reader = hub.person().arrive(fair).live().join(fair, "asker", null);
        Live board = hub.organizer().live().join(fair, "board", null);
        Live wall = hub.person().live().join(fair, "screen", null)) {
      List.of(desk, phone, reader, board, wall).forEach(live -> live.next("joined"));
      JsonObject seen = villager.act(question, "seen").mustBe(200).json();
      assertThat(seen.getJsonObject("answer").getBoolean("seen")).isTrue();
      assertThat(seen.getJsonObject("answer").containsKey("seenAt")).isFalse();
      JsonObject told = desk.nextEntry("seen").getJsonObject("question");
      assertThat(told.getJsonObject("answer").getString("seenAt")).isEqualTo(seenAt(question)).isNotNull();
      assertThat(told.getString("state")).isEqualTo("answered");
      long seq = tally().getLong("seq");
      assertThat(seq).isEqualTo(before.getLong("seq") + 1);
      villager.act(question, "seen").mustBe(200);
      villager.get("/f/" + fair).mustBe(200);
      assertThat(tally().getLong("seq")).as("the second time there is nothing to tell").isEqualTo(seq);
      phone.nextEntry("seen"); // her other pages need not say it again
      // what comes next shows that none of the others was told
      volunteer.act(question, "correction", Map.of("text", "六月种")).mustBe(200);
      for (Live other : List.of(phone, reader, board, wall)) {
        other.nextEntry("corrected");
        assertThat(other.seen().toString()).doesNotContain("seenAt");
      }
      for (Live other : List.of(reader, board, wall)) {
        assertThat(other.seen().toString()).doesNotContain("seen");
      }
      assertThat(desk.nextEntry("corrected").getJsonObject("question").getJsonObject("answer").getValue("seenAt"))
          .as("it is to be seen anew").isNull();
    }
    assertThat(tally().getJsonObject("total")).isEqualTo(before.getJsonObject("total"));
    assertThat(villager.get("/api/questions/" + question).mustBe(200).json().getJsonArray("timeline").encode()).doesNotContain("seen");
  }

  @Test
  void onlyItsAskerSaysSoOrWhoHasHerTicketsCode() {
    String question = answered("葵花咋种");
    Person stranger = hub.person().arrive(fair);
    stranger.act(question, "seen").mustBe(404);
    volunteer.act(question, "seen").mustBe(404);
    String waiting = villager.asked(fair, "keji", "玉米咋种");
    villager.act(waiting, "seen").mustBe(409);
    assertThat(seenAt(question)).isNull();
    String code = villager.get("/api/questions/" + question).mustBe(200).json().getString("code");
    stranger.get("/api/tickets/" + code).mustBe(200);
    assertThat(seenAt(question)).as("a client may read it for later").isNull();
    stranger.act(question, "seen").mustBe(200);
    assertThat(seenAt(question)).isNotNull();
  }

  @Test
  void whatThePageShowsWithoutAScriptIsSeen() {
    String question = answered("葵花咋种");
    villager.send(villager.request("/f/" + fair).header("Sec-Purpose", "prefetch").GET()).mustBe(200);
    hub.person().arrive(fair).get("/f/" + fair).mustBe(200); // somebody else reads it among the published ones
    assertThat(seenAt(question)).isNull();
    villager.get("/f/" + fair).mustBe(200);
    HubProcess.until("the desk to know", SOON, () -> seenAt(question) != null);
  }

  @Test
  void whatTheTicketsPageShowsIsSeenUnlessTheStaffLooksIt() {
    String question = answered("葵花咋种");
    String code = villager.get("/api/questions/" + question).mustBe(200).json().getString("code");
    volunteer.get("/t/" + code).mustBe(200);
    Person relative = hub.person().arrive(fair);
    relative.send(relative.request("/t/" + code).header("Purpose", "prefetch").GET()).mustBe(200);
    assertThat(seenAt(question)).isNull();
    relative.get("/t/" + code).mustBe(200);
    HubProcess.until("the desk to know", SOON, () -> seenAt(question) != null);
  }

  @Test
  void whatNobodyHasSeenIsListedWithTheNumberForWhoAnswered() {
    String first = answered(Map.of("text", "葵花咋种", "department", "keji", "name", "老李", "phone", "13800138000"));
    String second = answered("玉米咋种");
    villager.asked(fair, "keji", "还没答的");
    Person colleague = hub.volunteer(fair, "keji", "李强");
    assertThat(unseenIds(0)).containsExactly(first, second); // who waits for it the longest before all else
    assertThat(unseenIds(30)).isEmpty();
    assertThat(unseen(volunteer, 0).get(0).getString("phone")).isEqualTo("13800138000");
    JsonObject others = unseen(colleague, 0).get(0);
    assertThat(others.getBoolean("hasPhone")).isTrue();
    assertThat(others.encode()).doesNotContain("13800138000", "老李");
    hub.volunteer(fair, "nongmu", "赵六").get("/api/fairs/" + fair + "/desks/keji/questions?unseen=0").mustBe(403);
    volunteer.get("/api/fairs/" + fair + "/desks/keji/questions?unseen=-1").mustBe(422);
    volunteer.get("/api/fairs/" + fair + "/desks/keji/questions?unseen=x").mustBe(422);

    villager.act(first, "seen").mustBe(200);
    assertThat(unseenIds(0)).containsExactly(second);
    assertThat(volunteer.get("/api/questions/" + first).mustBe(200).text()).as("she need not be rung up any more").doesNotContain("13800138000");
    volunteer.act(first, "correction", Map.of("text", "六月种")).mustBe(200);
    assertThat(unseenIds(0)).containsExactly(second, first);
    villager.act(second, "rating", Map.of("grade", 5)).mustBe(200); // who rates has read
    assertThat(unseenIds(0)).containsExactly(first);
  }
}
