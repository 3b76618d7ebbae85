package huiwen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A desk that packs up at noon: nobody who waits there is forgotten, and each is told. */
class PackingUpIT extends AtFair {

  private Person volunteer;
  private String waits;
  private String askedBack;
  private String inHand;

  @BeforeEach
  void open() {
    volunteer = hub.volunteer(fair, "keji", "王芳");
    waits = villager.asked(fair, "keji", "葵花几月种");
    askedBack = villager.asked(fair, "keji", "玉米几月种");
    inHand = villager.asked(fair, "keji", "土豆几月种");
    volunteer.act(askedBack, "ask-back", Map.of("text", "几亩地？")).mustBe(200);
    hub.volunteer(fair, "keji", "李强").act(inHand, "claim").mustBe(200);
  }

  private JsonObject packUp(Map<String, Object> body) {
    return volunteer.post("/api/fairs/" + fair + "/desks/keji/packing-up", body).mustBe(200).json();
  }

  private JsonObject hers(String question) {
    return villager.get("/api/questions/" + question).mustBe(200).json();
  }

  private List<String> departments() {
    return villager.get("/api/fairs/" + fair).mustBe(200).json().getJsonArray("departments").stream()
        .map(department -> ((JsonObject) department).getString("code")).toList();
  }

  @Test
  void whatWaitsGoesOnAndEachAskerReadsWhy() {
    JsonObject done = packUp(Map.of("to", "nongmu", "text", "专家中午要赶回旗里"));
    assertThat(done.getInteger("moved")).isEqualTo(2);
    assertThat(done.getJsonArray("left").getJsonObject(0).getString("claimedBy")).isEqualTo("李强");
    for (String question : List.of(waits, askedBack)) {
      assertThat(hers(question).getString("department")).isEqualTo("nongmu");
      assertThat(hers(question).getString("state")).isEqualTo("waiting");
      assertThat(hers(question).getJsonArray("timeline").encode()).contains("专家中午要赶回旗里");
    }
    assertThat(hers(inHand).getString("department")).isEqualTo("keji");
    assertThat(departments()).doesNotContain("keji").contains("nongmu");
    assertThat(packUp(Map.of("to", "nongmu")).getInteger("moved")).isZero();
  }

  @Test
  void withoutSayingWhereToItGoesToTheNearestThatIsThere() {
    hub.organizer().patch("/api/fairs/" + fair, Map.of("departments", List.of("keji", "weisheng"))).mustBe(200);
    packUp(Map.of());
    assertThat(hers(waits).getString("department")).isEqualTo("triage");
  }

  /** It says nothing of whose matter it is. */
  @Test
  void nothingIsLearnedFromWhereItWent() {
    packUp(Map.of("to", "nongmu"));
    hub.volunteer(fair, "nongmu", "赵六").act(waits, "answer", Map.of("text", "四月底")).mustBe(200);
    String other = villager.asked(fair, "weisheng", "想问问接种疫苗的事");
    hub.volunteer(fair, "weisheng", "李医生").act(other, "answer", Map.of("text", "周三上午")).mustBe(200);
    List<String> learned = hub.organizer().get("/api/lessons").mustBe(200).json().getJsonArray("lessons").stream()
        .map(lesson -> ((JsonObject) lesson).getString("question")).toList();
    assertThat(learned).contains(other).doesNotContain(waits);
  }

  @Test
  void itCanBePromisedForAfterTheFair() {
    packUp(Map.of("due", "2999-12-31", "text", "下周打电话答复您"));
    assertThat(hers(waits).getString("state")).isEqualTo("follow-up");
    assertThat(hers(waits).getJsonObject("followUp").getString("text")).isEqualTo("下周打电话答复您");
    assertThat(hers(waits).getJsonObject("followUp").getString("owner")).isEqualTo("科技");
  }

  @Test
  void whatComesBackToADeskThatHasGoneHomeIsFoundAnother() {
    volunteer.act(waits, "answer", Map.of("text", "四月底")).mustBe(200);
    packUp(Map.of("to", "nongmu"));
    villager.act(waits, "rating", Map.of("grade", 1)).mustBe(200);
    assertThat(hers(waits).getString("state")).isEqualTo("waiting");
    assertThat(hers(waits).getString("department")).isEqualTo("triage");
    assertThat(hub.organizer().act(inHand, "release", Map.of()).mustBe(200).json().getString("department")).isEqualTo("triage");
  }

  @Test
  void onlyWhoServesTheDeskPacksItUpAndTheTriageDeskStays() {
    String path = "/api/fairs/" + fair + "/desks/keji/packing-up";
    assertThat(hub.volunteer(fair, "nongmu", "赵六").post(path, Map.of()).status()).isEqualTo(403);
    assertThat(hub.organizer().post("/api/fairs/" + fair + "/desks/triage/packing-up", Map.of()).status()).isEqualTo(404);
    assertThat(volunteer.post(path, Map.of("to", "keji")).status()).isEqualTo(422);
    assertThat(volunteer.post(path, Map.of("due", "明天")).status()).isEqualTo(422);
    assertThat(departments()).contains("keji");
    assertThat(hers(waits).getString("department")).isEqualTo("keji");
  }
}
