package huiwen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a villager is promised about who sees what she wrote, and who she is. */
class PromisesIT extends AtFair {

  private Person stranger;
  private Person volunteer;

  @BeforeEach
  void open() {
    stranger = hub.person().arrive(fair);
    volunteer = hub.volunteer(fair, "keji", "王芳");
  }

  private String ask(Map<String, ?> body) {
    return villager.ask(fair, Person.newKey(), body).mustBe(201).json().getString("id");
  }

  private String answered(String text) {
    String question = ask(Map.of("department", "keji", "text", text));
    volunteer.act(question, "answer", Map.of("text", "开春种")).mustBe(200);
    return question;
  }

  @Test
  void whatWasLeftPrivateStaysPrivateWhereverItIsPassedOn() {
    Person weisheng = hub.volunteer(fair, "weisheng", "李医生");
    Person nongmu = hub.volunteer(fair, "nongmu", "赵六");
    String question = ask(Map.of("department", "weisheng", "text", "转到别处也不该公开的话"));
    weisheng.act(question, "transfer", Map.of("department", "nongmu", "reason", "一")).mustBe(200);
    nongmu.act(question, "transfer", Map.of("department", "keji", "reason", "二")).mustBe(200);
    volunteer.act(question, "transfer", Map.of("department", "nongmu", "reason", "三")).mustBe(200);
    Person organizer = hub.organizer();
    assertThat(organizer.get("/api/questions/" + question).json().getString("department")).isEqualTo("triage");
    organizer.act(question, "answer", Map.of("text", "答复", "public", true)).mustBe(200);
    stranger.get("/api/questions/" + question).mustBe(404);
  }

  @Test
  void anAnswerThatWasKeptPrivateStaysOutOfThePublicThread() {
    String question = ask(Map.of("department", "keji", "text", "葵花咋种", "public", true));
    volunteer.act(question, "answer", Map.of("text", "只说给你听的", "public", false)).mustBe(200);
    villager.act(question, "rating", Map.of("grade", 1)).mustBe(200);
    volunteer.act(question, "answer", Map.of("text", "再说一遍")).mustBe(200);
    stranger.get("/api/questions/" + question).mustBe(404);

    String open = answered("苜蓿咋种");
    villager.act(open, "rating", Map.of("grade", 1)).mustBe(200);
    volunteer.act(open, "answer", Map.of("text", "这回对了")).mustBe(200);
    String seen = stranger.get("/api/questions/" + open).mustBe(200).text();
    assertThat(seen).contains("这回对了").doesNotContain("开春种");
  }

  @Test
  void whatIsPublishedIsTakenBackAtOnceByAskerDeskAndOrganizer() {
    for (Person by : List.of(villager, volunteer, hub.organizer())) {
      String question = answered("葵花咋种");
      try (Live phone = stranger.live().join(fair, "asker", null);
          Live board = hub.organizer().live().join(fair, "board", null)) {
        assertThat(phone.next("joined").toString()).contains(question);
        board.next("joined");
        by.act(question, "publication", Map.of("public", false, "reason", "写了别人家的事")).mustBe(200);
        JsonObject gone = phone.nextEntry("unpublished").getJsonObject("question");
        assertThat(gone.getBoolean("public")).isFalse();
        assertThat(gone.encode()).doesNotContain("葵花", "开春");
        assertThat(board.nextEntry("unpublished").getJsonObject("question").encode()).doesNotContain("葵花", "开春");
      }
      stranger.get("/api/questions/" + question).mustBe(404);
      villager.get("/api/questions/" + question).mustBe(200);
    }
  }

  @Test
  void aVolunteerSaysWhyAndNobodyPublishesWithoutTheAskersWish() {
    String question = answered("葵花咋种");
    assertThat(volunteer.act(question, "publication", Map.of("public", false)).mustBe(422).field()).isEqualTo("reason");
    volunteer.act(question, "publication", Map.of("public", false, "reason", "写了别人家的事")).mustBe(200);
    volunteer.act(question, "publication", Map.of("public", true)).mustBe(409);
    villager.act(question, "publication", Map.of("public", true)).mustBe(409);
    stranger.act(question, "publication", Map.of("public", false)).mustBe(404);
    hub.volunteer(fair, "nongmu", "赵六").act(question, "publication", Map.of("public", false, "reason", "x")).mustBe(404);
    assertThat(villager.get("/api/questions/" + question).text()).contains("写了别人家的事");

    String hers = answered("苜蓿咋种");
    villager.act(hers, "publication", Map.of("public", false)).mustBe(200);
    villager.act(hers, "publication", Map.of("public", true)).mustBe(200);
    stranger.get("/api/questions/" + hers).mustBe(200);
  }

  @Test
  void whatItsAskerWantsPublicIsShownAgainAfterALookAtTheMaskedWords() {
    String question = ask(Map.of("department", "keji", "text", "葵花咋种，给我打13800138000", "name", "张三丰", "public", true));
    volunteer.act(question, "claim").mustBe(200);
    JsonObject answered = volunteer.act(question, "answer", Map.of("text", "打13900139000问", "public", false)).mustBe(200).json();
    assertThat(answered.getBoolean("public")).isFalse();
    assertThat(answered.getBoolean("mayBePublic")).isTrue();
    stranger.get("/api/questions/" + question).mustBe(404);

    JsonObject look = volunteer.get("/api/questions/" + question + "/publication").mustBe(200).json();
    assertThat(look.encode()).doesNotContain("13800138000", "13900139000", "张三丰").contains("葵花咋种");
    villager.get("/api/questions/" + question + "/publication").mustBe(401);
    stranger.get("/api/questions/" + question + "/publication").mustBe(401);
    hub.volunteer(fair, "nongmu", "赵六").get("/api/questions/" + question + "/publication").mustBe(404);
    stranger.get("/api/questions/" + question).mustBe(404); // a look changes nothing

    volunteer.act(question, "publication", Map.of("public", true)).mustBe(200);
    JsonObject seen = stranger.get("/api/questions/" + question).mustBe(200).json();
    assertThat(seen.getString("text")).isEqualTo(look.getJsonObject("question").getString("text"));
    assertThat(seen.getJsonObject("answer").getString("text"))
        .isEqualTo(look.getJsonObject("question").getJsonObject("answer").getString("text"));
    volunteer.get("/api/questions/" + question + "/publication").mustBe(200); // it is by now
  }

  @Test
  void whatItsAskerKeepsOrAModeratorHasNotSeenNobodyLooksAtAsEverybody() {
    String hers = answered("苜蓿咋种"); // where she said nothing
    volunteer.act(hers, "publication", Map.of("public", false, "reason", "写了别人家的事")).mustBe(200);
    String kept = ask(Map.of("department", "keji", "text", "葵花咋种", "public", false));
    String urgent = ask(Map.of("department", "keji", "text", "我男人打我，救命", "public", true));
    for (String question : List.of(hers, kept, urgent)) {
      assertThat(volunteer.get("/api/questions/" + question).mustBe(200).json().getBoolean("mayBePublic")).isFalse();
      volunteer.get("/api/questions/" + question + "/publication").mustBe(409);
    }
    String held = ask(Map.of("department", "keji", "text", "葵花咋种哩", "public", true));
    hub.organizer().act(held, "hold").mustBe(200);
    assertThat(volunteer.get("/api/questions/" + held + "/publication").mustBe(409).text()).doesNotContain("葵花");
  }

  @Test
  void whatMayHoldANameIsSaidBeforeItIsShown() {
    String question = ask(Map.of("department", "keji", "text", "葵花咋种", "public", true));
    volunteer.act(question, "answer", Map.of("text", "找王建国问，他家种得好", "public", false)).mustBe(200);
    assertThat(volunteer.get("/api/questions/" + question + "/publication").mustBe(200).json().getJsonArray("concerns"))
        .contains("好像有某个人的名字");
  }

  @Test
  void whatIsTurnedDownIsClosedItsAskerReadsWhyAndNobodyElseAnything() {
    String question = ask(Map.of("department", "keji", "text", "葵花咋种"));
    Person organizer = hub.organizer();
    organizer.act(question, "refusal", Map.of("text", "请不要写人名")).mustBe(409); // it is not held
    organizer.act(question, "hold").mustBe(200);
    volunteer.act(question, "refusal", Map.of("text", "请不要写人名")).mustBe(403);
    // the desk knows that it is there, and not what it says
    String desk = volunteer.get("/api/questions/" + question).mustBe(200).text();
    assertThat(desk).contains("held").doesNotContain("葵花");
    try (Live phone = villager.live().join(fair, "asker", null)) {
      phone.next("joined");
      organizer.act(question, "refusal", Map.of("text", "请不要写人名")).mustBe(200);
      JsonObject entry = phone.nextEntry("closed");
      assertThat(entry.getJsonObject("question").getString("state")).isEqualTo("closed");
      assertThat(entry.getJsonObject("question").getValue("answer")).isNull();
      assertThat(entry.getJsonObject("message").getString("text")).isEqualTo("请不要写人名");
    }
    villager.act(question, "rating", Map.of("grade", 1)).mustBe(409);
    villager.act(question, "messages", Map.of("text", "再说")).mustBe(409);
    villager.act(question, "publication", Map.of("public", true));
    stranger.get("/api/questions/" + question).mustBe(404);
  }

  @Test
  void nameAndNumberAreSeenByWhoHoldsTheQuestionOrMayHaveToRing() {
    String question = ask(Map.of("department", "keji", "text", "葵花咋种", "name", "张三丰", "phone", "13800138000"));
    Person colleague = hub.volunteer(fair, "keji", "李强");
    try (Live mine = volunteer.live().join(fair, "desk", null);
        Live theirs = colleague.live().join(fair, "desk", null)) {
      for (Live desk : List.of(mine, theirs)) {
        JsonObject joined = desk.next("joined");
        assertThat(joined.encode()).doesNotContain("张三丰", "13800138000");
        assertThat(joined.getJsonArray("questions").getJsonObject(0).getBoolean("hasPhone")).isTrue();
      }
      assertThat(volunteer.act(question, "claim").mustBe(200).text()).contains("张三丰", "13800138000");
      assertThat(mine.nextEntry("claimed").encode()).contains("张三丰", "13800138000");
      assertThat(theirs.nextEntry("claimed").encode()).doesNotContain("张三丰", "13800138000");
    }
    assertThat(colleague.get("/api/questions/" + question).text()).doesNotContain("张三丰", "13800138000");
    assertThat(hub.organizer().get("/api/questions/" + question).text()).doesNotContain("张三丰", "13800138000");
    volunteer.act(question, "answer", Map.of("text", "开春种")).mustBe(200);
    // until it was seen she may have to ring, and nobody else
    assertThat(volunteer.get("/api/questions/" + question).text()).contains("张三丰", "13800138000");
    assertThat(colleague.get("/api/questions/" + question).text()).doesNotContain("张三丰", "13800138000");
    assertThat(hub.organizer().get("/api/questions/" + question).text()).doesNotContain("张三丰", "13800138000");
    villager.act(question, "seen").mustBe(200);
    assertThat(volunteer.get("/api/questions/" + question).text()).doesNotContain("张三丰", "13800138000");
    assertThat(villager.get("/api/questions/" + question).text()).contains("张三丰", "13800138000");
  }

  @Test
  void theConsoleShowsWordsOnlyOfWhatIsAnsweredAndPublished() {
    try (Live board = hub.organizer().live().join(fair, "board", null)) {
      board.next("joined");
      String question = ask(Map.of("department", "keji", "text", "葵花咋种"));
      assertThat(board.nextEntry("asked").encode()).contains("科技-001").doesNotContain("葵花");
      volunteer.act(question, "answer", Map.of("text", "开春种")).mustBe(200);
      assertThat(board.nextEntry("answered").encode()).contains("葵花", "开春种");
    }
  }

  @Test
  void theSameKeyDoesTheSameThingOnce() {
    String question = ask(Map.of("department", "keji", "text", "葵花咋种"));
    for (int i = 0; i < 3; i++) {
      assertThat(villager.act(question, "messages", Map.of("text", "三亩"), "key-of-reply").mustBe(200).json()
          .getJsonArray("messages")).hasSize(2);
    }
    villager.act(question, "messages", Map.of("text", "五亩"), "key-of-reply").mustBe(409);
    volunteer.act(question, "notes", Map.of("text", "耳背"), "key-of-note").mustBe(200);
    volunteer.act(question, "notes", Map.of("text", "耳背"), "key-of-note").mustBe(200);
    JsonObject all = volunteer.get("/api/questions/" + question).mustBe(200).json();
    assertThat(all.getJsonArray("messages")).hasSize(3);
    assertThat(all.getJsonArray("messages").stream().map(m -> ((JsonObject) m).getLong("seq"))).doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  void onlyWhatIsThereIsSentAlong() {
    assertThat(villager.ask(fair, Person.newKey(), Map.of("text", "葵花咋种", "attachments", List.of("nosuch")))
        .mustBe(422).field()).isEqualTo("attachments");
  }

  @Test
  void whatIsUrgentIsPrivateFirstAndNeverHeld() {
    String calm = ask(Map.of("department", "weisheng", "text", "合作医疗哪天交", "public", true));
    Person weisheng = hub.volunteer(fair, "weisheng", "李医生");
    JsonObject urgent = villager.ask(fair, Person.newKey(), Map.of("department", "weisheng", "public", true,
        "text", "我男人喝了敌敌畏 现在叫不醒了")).mustBe(201).json();
    assertThat(urgent.getBoolean("urgent")).isTrue();
    assertThat(urgent.getBoolean("public")).isFalse();
    assertThat(urgent.getString("state")).isEqualTo("waiting");
    assertThat(urgent.getInteger("ahead")).isZero();
    assertThat(urgent.getJsonObject("help").getJsonArray("lines").getJsonObject(0).getString("number")).isEqualTo("120");
    assertThat(weisheng.get("/api/fairs/" + fair + "/desks/weisheng/questions").mustBe(200).questions().stream()
        .map(question -> ((JsonObject) question).getString("id"))).containsExactly(urgent.getString("id"), calm);
    try (Live desk = weisheng.live().join(fair, "desk", null); Live board = hub.organizer().live().join(fair, "board", null)) {
      assertThat(desk.next("joined").getJsonArray("questions").getJsonObject(0).getBoolean("urgent")).isTrue();
      assertThat(board.next("joined").encode()).contains("\"urgent\":true").doesNotContain("敌敌畏");
    }
  }

  @Test
  void aClaimEndsWithItsHoldersSession() {
    String question = ask(Map.of("department", "keji", "text", "葵花咋种"));
    Person colleague = hub.volunteer(fair, "keji", "李强");
    volunteer.act(question, "claim").mustBe(200);
    try (Live desk = colleague.live().join(fair, "desk", null)) {
      desk.next("joined");
      volunteer.delete("/api/session").mustBe(204);
      JsonObject released = desk.nextEntry("released");
      assertThat(released.getString("reason")).isEqualTo("signed-out");
      assertThat(released.getJsonObject("question").getString("state")).isEqualTo("waiting");
    }
    colleague.act(question, "claim").mustBe(200);
  }

  @Test
  void aClaimOfWhichNothingIsHeardExpires() {
    String question = ask(Map.of("department", "keji", "text", "葵花咋种"));
    volunteer.act(question, "claim").mustBe(200);
    try (Live desk = hub.volunteer(fair, "keji", "李强").live().join(fair, "desk", null)) {
      desk.next("joined");
      hub.pool(hub.vertx()).preparedQuery("UPDATE lease SET expires_at = clock_timestamp() WHERE question_id = $1")
          .execute(Tuple.of(question)).toCompletionStage().toCompletableFuture().join();
      assertThat(desk.nextEntry("released").getString("reason")).isEqualTo("expired");
    }
  }
}
