package huiwen.screening;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be seen on the big screen before somebody has looked at it, and what is nobody else's business. */
class HeldIT extends AtFair {

  private Person organizer;

  @BeforeEach
  void open() {
    organizer = hub.organizer();
  }

  private JsonObject asked(String text) {
    return villager.ask(fair, Person.newKey(), Map.of("text", text, "department", "keji")).mustBe(201).json();
  }

  private List<JsonObject> held() {
    return organizer.get("/api/fairs/" + fair + "/held").mustBe(200).questions().stream()
        .map(JsonObject.class::cast).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "你们这帮王八蛋就是不给修滴灌 | 骂人",
      "滴灌坏了你们这群傻*逼管不管 | 骂人",
      "加微信扫码领滴灌带，日赚三百，名额有限 | 广告"})
  void itIsHeldAndTheOrganizerIsToldWhy(String text, String concern) {
    JsonObject question = asked(text);
    assertThat(question.getString("state")).isEqualTo("held");
    assertThat(question.getString("text")).as("she is shown what she wrote").isEqualTo(text);
    assertThat(held()).singleElement().satisfies(one -> {
      assertThat(one.getString("text")).isEqualTo(text);
      assertThat(one.getJsonArray("concerns").toString()).contains(concern);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"滴灌带一亩地补多少钱", "打12345说来修滴灌没来", "2023年铺的1200米滴灌带还能用吗", "让我加微信才给滴灌带，是不是骗子"})
  void whatIsFineWaitsAtOnce(String text) {
    assertThat(asked(text).getString("state")).isEqualTo("waiting");
    assertThat(held()).isEmpty();
  }

  @Test
  void nobodyButItsAskerTheDeskAndTheOrganizerSeesAWordOfItBeforeItIsApproved() {
    String words = "王八蛋们快来修滴灌";
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    Person stranger = hub.person().arrive(fair);
    try (Live board = organizer.live().join(fair, "board", null);
        Live desk = volunteer.live().join(fair, "desk", null);
        Live others = stranger.live().join(fair, "asker", null)) {
      board.next("joined");
      desk.next("joined");
      others.next("joined");
      String question = asked(words).getString("id");
      JsonObject shown = board.nextEntry("asked").getJsonObject("question");
      assertThat(shown.getString("state")).isEqualTo("held");
      assertThat(shown.getString("text")).isEmpty();
      assertThat(desk.nextEntry("asked").getJsonObject("question").getString("state")).isEqualTo("held");
      assertThat(volunteer.get("/api/fairs/" + fair + "/desks/keji/questions?state=waiting").questions()).isEmpty();
      for (String command : List.of("claim", "release")) {
        volunteer.act(question, command).mustBe(409);
      }
      volunteer.act(question, "answer", Map.of("text", "这就来")).mustBe(409);
      volunteer.act(question, "approve").mustBe(403);
      stranger.get("/api/questions/" + question).mustBe(404);
      assertThat(stranger.get("/api/fairs/" + fair + "/questions").text()).doesNotContain("滴灌");
      // a screen that is opened only now is told as little
      try (Live late = hub.organizer().live().join(fair, "board", null)) {
        assertThat(late.next("joined").toString()).doesNotContain("滴灌").contains("held");
      }
      JsonObject total = board.next(frame -> "tally".equals(frame.getString("op"))
          && frame.getJsonObject("total").getInteger("held") == 1).getJsonObject("total");
      assertThat(total.getInteger("asked")).isEqualTo(1);
      assertThat(total.getInteger("waiting")).isZero();
      assertThat(organizer.get("/api/fairs/" + fair + "/tally").mustBe(200).json().getJsonObject("total")).isEqualTo(total);
      assertThat(board.seen().toString()).doesNotContain("滴灌", "王八蛋");

      organizer.act(question, "approve").mustBe(200);
      // its desk reads it now; the console has words only of what is answered and published
      assertThat(board.nextEntry("approved").getJsonObject("question").getString("text")).isEmpty();
      JsonObject approved = desk.nextEntry("approved").getJsonObject("question");
      assertThat(approved.getString("state")).isEqualTo("waiting");
      assertThat(approved.getString("text")).isEqualTo(words);
      assertThat(held()).isEmpty();
      organizer.act(question, "approve").mustBe(409);
      volunteer.act(question, "claim").mustBe(200);
      assertThat(others.seen().toString()).as("not answered yet, it is still hers").doesNotContain("滴灌");
    }
  }

  @Test
  void anAnswerThatNamesAPersonOrAdvertisesReachesItsAskerAloneUntilAModeratorHasLooked() {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    Person stranger = hub.person().arrive(fair);
    String question = asked("滴灌带一亩地补多少钱").getString("id");
    String fine = asked("葵花啥时候种").getString("id");
    JsonObject answered = volunteer.act(question, "answer", Map.of("text", "加我微信 kf12345 给您办")).mustBe(200).json();
    assertThat(answered.getBoolean("withheld")).isTrue();
    assertThat(answered.getJsonObject("answer").getJsonArray("concerns").toString()).contains("广告");
    volunteer.act(fine, "answer", Map.of("text", "四月底，去 nyj.bynr.gov.cn 看通知，或找窗口的王主任")).mustBe(200);
    assertThat(villager.get("/api/questions/" + question).mustBe(200).json().getJsonObject("answer").getString("text"))
        .isEqualTo("加我微信 kf12345 给您办");
    stranger.get("/api/questions/" + question).mustBe(404);
    stranger.get("/api/questions/" + fine).mustBe(200);
    assertThat(stranger.get("/api/fairs/" + fair + "/questions").text()).doesNotContain("kf12345").contains("四月底");
    try (Live late = hub.person().live().join(fair, "screen", null); Live others = stranger.live().join(fair, "asker", null)) {
      assertThat(late.next("joined").toString()).doesNotContain("kf12345");
      others.next("joined");
      assertThat(held()).singleElement().satisfies(one -> assertThat(one.getString("id")).isEqualTo(question));
      volunteer.act(question, "approve").mustBe(403);
      organizer.act(question, "approve").mustBe(200);
      assertThat(others.nextEntry("approved").getJsonObject("question").getJsonObject("answer").getString("text"))
          .startsWith("加我微信");
    }
    assertThat(held()).isEmpty();
    organizer.act(question, "approve").mustBe(409);
    stranger.get("/api/questions/" + question).mustBe(200);
  }

  @Test
  void whatIsSaidInAReplyCountsLikeTheFirstWords() {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    String rude = asked("滴灌带一亩地补多少钱").getString("id");
    String danger = asked("院里的事问谁").getString("id");
    for (String question : List.of(rude, danger)) {
      volunteer.act(question, "ask-back", Map.of("text", "您细说说？")).mustBe(200);
    }
    assertThat(villager.act(rude, "messages", Map.of("text", "你们这帮王八蛋自己不会看")).mustBe(200).json().getString("state"))
        .isEqualTo("held");
    JsonObject urgent = villager.act(danger, "messages", Map.of("text", "男人又打我了，满脸是血，快来人")).mustBe(200).json();
    assertThat(urgent.getBoolean("urgent")).isTrue();
    assertThat(urgent.getBoolean("public")).isFalse();
    assertThat(urgent.getJsonObject("help").getJsonArray("lines")).isNotEmpty();
    assertThat(volunteer.get("/api/fairs/" + fair + "/desks/keji/questions?state=waiting").questions().getJsonObject(0)
        .getString("id")).isEqualTo(danger);
    assertThat(held()).singleElement().satisfies(one -> assertThat(one.getString("id")).isEqualTo(rude));
  }

  @Test
  void namesAndVillagesAreReadToo() {
    JsonObject question = villager.ask(fair, Person.newKey(), Map.of("text", "滴灌带一亩地补多少钱", "department", "keji",
        "village", "傻逼村")).mustBe(201).json();
    assertThat(question.getString("state")).isEqualTo("held");
    assertThat(villager.ask(fair, Person.newKey(), Map.of("text", "葵花啥时候种", "department", "keji", "village", "新民村",
        "name", "张建国")).mustBe(201).json().getString("state")).isEqualTo("waiting");
  }

  @Test
  void allThatOneHasAskedIsTurnedDownAtOnce() {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    Person other = hub.person().arrive(fair);
    List<String> hers = List.of(asked("滴灌带一亩地补多少钱").getString("id"), asked("你们这帮王八蛋").getString("id"),
        asked("葵花啥时候种").getString("id"), asked("玉米啥时候种").getString("id"));
    String anothers = other.ask(fair, Person.newKey(), Map.of("text", "小麦啥时候种", "department", "keji")).mustBe(201).json()
        .getString("id");
    volunteer.act(hers.get(2), "answer", Map.of("text", "四月底")).mustBe(200);
    volunteer.act(hers.get(3), "claim").mustBe(200);
    volunteer.act(hers.get(0), "asker/refusal", Map.of("text", "不登")).mustBe(403);
    villager.act(hers.get(0), "asker/refusal", Map.of("text", "不登")).mustBe(401);
    assertThat(organizer.act(hers.get(0), "asker/refusal", Map.of("text", "请好好说")).mustBe(200).json().getInteger("changed"))
        .isEqualTo(4);
    assertThat(organizer.act(hers.get(0), "asker/refusal", Map.of("text", "请好好说")).mustBe(200).json().getInteger("changed"))
        .isZero();
    for (String question : hers) {
      JsonObject seen = villager.get("/api/questions/" + question).mustBe(200).json();
      assertThat(seen.getString("state")).isEqualTo(question.equals(hers.get(2)) ? "answered" : "closed");
      assertThat(seen.getJsonArray("messages").toString()).contains("请好好说");
      other.get("/api/questions/" + question).mustBe(404);
    }
    assertThat(volunteer.get("/api/fairs/" + fair + "/desks/keji/questions").questions()).singleElement()
        .satisfies(left -> assertThat(((JsonObject) left).getString("id")).isEqualTo(anothers));
    organizer.act("demo.nosuch", "asker/refusal", Map.of("text", "不登")).mustBe(404);
    assertThat(asked("这回好好问").getString("state")).isEqualTo("waiting");
  }

  @ParameterizedTest
  @ValueSource(strings = {"滴灌带的事给我回电话13800001357", "滴灌带的事打一三八零零零零一三五七", "滴灌带的事 1️⃣3️⃣8️⃣ 00 00 13 57",
      "我身份证152826199001011234能领滴灌带吗"})
  void aNumberHoldsNothingAndKeepsItsQuestionPrivate(String text) {
    JsonObject question = asked(text);
    assertThat(question.getString("state")).isEqualTo("waiting");
    assertThat(question.getBoolean("public")).isFalse();
    assertThat(held()).isEmpty();
  }

  @Test
  void aNumberStaysHiddenWhereItsAskerMakesItsQuestionPublic() {
    try (Live board = organizer.live().join(fair, "board", null)) {
      board.next("joined");
      String question = villager.ask(fair, Person.newKey(), Map.of("text", "滴灌带的事给我回电话13800001357", "department", "keji",
          "public", true)).mustBe(201).json().getString("id");
      Person volunteer = hub.volunteer(fair, "keji", "王芳");
      assertThat(volunteer.get("/api/questions/" + question).json().getString("text")).contains("13800001357");
      volunteer.act(question, "answer", Map.of("text", "下午给您回电话")).mustBe(200);
      assertThat(board.nextEntry("answered").getJsonObject("question").getString("text"))
          .contains("滴灌带").doesNotContain("13800001357");
      assertThat(board.seen().toString()).doesNotContain("13800001357");
    }
    assertThat(hub.person().arrive(fair).get("/api/fairs/" + fair + "/questions").mustBe(200).text())
        .contains("滴灌带").doesNotContain("13800001357");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "老汉喝醉了正打我了 你们这帮王八蛋快来人 | urgent is never held",
      "我妈刚喝了农药 快救人 | danger to life"})
  void whatIsUrgentIsPrivateAndNeverHeld(String text, String why) {
    JsonObject question = villager.ask(fair, Person.newKey(), Map.of("text", text, "department", "keji", "public", true))
        .mustBe(201).json();
    assertThat(question.getString("state")).as(why).isEqualTo("waiting");
    assertThat(question.getBoolean("public")).as(why).isFalse();
  }

  @Test
  void whatIsTakenBackWhileItIsHeldNeverComesToTheScreen() {
    try (Live board = organizer.live().join(fair, "board", null)) {
      board.next("joined");
      String question = asked("王八蛋们快来修滴灌").getString("id");
      villager.act(question, "withdrawal").mustBe(200);
      assertThat(board.nextEntry("withdrawn").getJsonObject("question").getString("text")).isEmpty();
      assertThat(board.seen().toString()).doesNotContain("滴灌");
      assertThat(held()).isEmpty();
    }
  }

  @Test
  void whatTheOrganizerHoldsLeavesTheScreenAndIsListedWithoutAConcern() {
    String question = asked("滴灌带一亩地补多少钱").getString("id");
    try (Live board = organizer.live().join(fair, "board", null)) {
      assertThat(board.next("joined").toString()).contains(question).doesNotContain("滴灌带");
      organizer.act(question, "hold").mustBe(200);
      assertThat(board.nextEntry("held").getJsonObject("question").getString("text")).isEmpty();
    }
    assertThat(held()).singleElement().satisfies(one -> assertThat(one.getJsonArray("concerns")).isEmpty());
  }

  @Test
  void whatIsHeldIsListedInTheOrderOfAskingForTheOrganizerAlone() {
    List<String> asked = List.of(asked("王八蛋们快来修滴灌").getString("id"), asked("滴灌坏了你们这群傻*逼管不管").getString("id"));
    assertThat(held().stream().map(one -> one.getString("id"))).containsExactlyElementsOf(asked);
    String path = "/api/fairs/" + fair + "/held";
    hub.volunteer(fair, "keji", "王芳").get(path).mustBe(403);
    hub.volunteer(fair, "triage", "李强").get(path).mustBe(403);
    villager.get(path).mustBe(401);
    organizer.get("/api/fairs/nosuch/held").mustBe(404);
    String elsewhere = hub.newFair();
    assertThat(organizer.get("/api/fairs/" + elsewhere + "/held").mustBe(200).questions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "高血压药农合可不可以报销 | yibao",
      "娃娃发烧咳嗽三天了卫生院有大夫没 | weisheng",
      "媳妇要跟我离婚打官司请律师花多少钱 | sifa",
      "身份证丢了去派出所咋补 | gongan"})
  void whatIsAboutHealthTheLawOrThePoliceIsPrivateUnlessSheSaysOtherwise(String text, String department) {
    JsonObject question = villager.ask(fair, text).mustBe(201).json();
    assertThat(question.getString("department")).isEqualTo(department);
    assertThat(question.getBoolean("public")).isFalse();
    JsonObject open = villager.ask(fair, Person.newKey(), Map.of("text", text, "public", true)).mustBe(201).json();
    assertThat(open.getBoolean("public")).isTrue();
    Person volunteer = hub.volunteer(fair, department, "王芳");
    for (JsonObject one : List.of(question, open)) {
      volunteer.act(one.getString("id"), "answer", Map.of("text", "请到展台来")).mustBe(200);
    }
    Person stranger = hub.person().arrive(fair);
    stranger.get("/api/questions/" + question.getString("id")).mustBe(404);
    stranger.get("/api/questions/" + open.getString("id")).mustBe(200);
  }

  @Test
  void itIsPrivateWhereverItIsAskedAndWhoeverDidNotCome() {
    String health = "高血压药农合可不可以报销";
    assertThat(villager.ask(fair, Person.newKey(), Map.of("text", health, "department", "keji")).mustBe(201).json()
        .getBoolean("public")).as("at a desk that she chose").isFalse();
    organizer.send(organizer.request("/api/fairs/" + fair).header("Content-Type", "application/json")
        .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"departments\":[\"keji\",\"renshe\",\"zhengfa\"]}")))
        .mustBe(200);
    for (String text : List.of(health, "身份证丢了去派出所咋补", "娃娃发烧咳嗽三天了卫生院有大夫没")) {
      assertThat(villager.ask(fair, text).mustBe(201).json().getBoolean("public")).as(text).isFalse();
    }
  }

  @Test
  void allElseIsPublicUnlessSheSaysOtherwise() {
    assertThat(villager.ask(fair, "葵花列当怎么治").mustBe(201).json().getBoolean("public")).isTrue();
    assertThat(villager.ask(fair, Person.newKey(), Map.of("text", "葵花列当怎么治", "public", false)).mustBe(201).json()
        .getBoolean("public")).isFalse();
  }
}
