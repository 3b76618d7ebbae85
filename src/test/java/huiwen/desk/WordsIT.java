package huiwen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.HubUnderTest;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A word to all who wait: who may say it, who hears it, and how it ends. */
class WordsIT extends AtFair {

  private static final String TEXT = "兽医 11 点回来";

  private String words() {
    return "/api/fairs/" + fair + "/words";
  }

  private List<JsonObject> present() {
    return villager.get("/api/fairs/" + fair).mustBe(200).json().getJsonArray("words").stream().map(JsonObject.class::cast).toList();
  }

  @Test
  void aVolunteersWordIsHeardAtOnceByEverybodyAndToldToWhoComesLater() {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    Person organizer = hub.organizer();
    Live[] all = {villager.live().join(fair, "asker", null), volunteer.live().join(fair, "desk", null),
        organizer.live().join(fair, "board", null), hub.person().live().join(fair, "screen", null)};
    try {
      for (Live live : all) {
        assertThat(live.next("joined").getJsonArray("words")).isEmpty();
      }
      Instant before = Instant.now();
      JsonObject said = volunteer.post(words(), Map.of("text", TEXT, "minutes", 90)).mustBe(201).json();
      assertThat(said.getString("department")).as("she serves one").isEqualTo("keji");
      assertThat(Instant.parse(said.getString("until"))).isBetween(before.plusSeconds(89 * 60), before.plusSeconds(91 * 60));
      for (Live live : all) {
        JsonObject word = live.next("word");
        assertThat(word.getString("id")).isEqualTo(said.getString("id"));
        assertThat(word.getString("text")).isEqualTo(TEXT);
        assertThat(word.getString("department")).isEqualTo("keji");
        assertThat(word.getString("until")).isEqualTo(said.getString("until"));
      }
      assertThat(present()).containsExactly(said);
      try (Live late = hub.person().live().join(fair, "asker", null)) {
        assertThat(late.next("joined").getJsonArray("words")).containsExactly(said);
      }
    } finally {
      for (Live live : all) {
        live.close();
      }
    }
  }

  @Test
  void whatIsEndedEarlyIsToldAndGone() {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    String id = volunteer.post(words(), Map.of("text", TEXT)).mustBe(201).json().getString("id");
    try (Live phone = villager.live().join(fair, "asker", null)) {
      assertThat(phone.next("joined").getJsonArray("words")).hasSize(1);
      JsonObject ended = volunteer.delete(words() + '/' + id).mustBe(200).json();
      assertThat(Instant.parse(ended.getString("until"))).isBeforeOrEqualTo(Instant.now().plusSeconds(1));
      JsonObject told = phone.next("word");
      assertThat(told.getString("id")).isEqualTo(id);
      assertThat(told.getBoolean("ended")).isTrue();
      assertThat(told.getString("until")).isEqualTo(ended.getString("until"));
    }
    assertThat(present()).isEmpty();
    volunteer.delete(words() + '/' + id).mustBe(200);
  }

  @Test
  void itEndsByItself(HubUnderTest.Running running) {
    Person organizer = hub.organizer();
    String id = organizer.post(words(), Map.of("text", TEXT, "minutes", 1)).mustBe(201).json().getString("id");
    try (Live phone = villager.live().join(fair, "asker", null)) {
      phone.next("joined");
      // as if the minute had gone by: nobody is told
      running.pool(running.vertx()).query("UPDATE word SET until = now() + interval '1 second' WHERE id = '" + id + "'").execute()
          .toCompletionStage().toCompletableFuture().join();
      organizer.post(words(), Map.of("text", "饭在西棚")).mustBe(201); // which has everything read anew
      JsonObject told = phone.next(frame -> frame.getBoolean("ended", false));
      assertThat(told.getString("id")).isEqualTo(id);
    }
    assertThat(present()).extracting(word -> word.getString("text")).containsExactly("饭在西棚");
  }

  @Test
  void aVolunteerSpeaksForHerOwnDeskAndAnOrganizerForAnyAndForAll() {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    volunteer.post(words(), Map.of("text", TEXT, "department", "weisheng")).mustBe(403);
    Person organizer = hub.organizer();
    JsonObject everywhere = organizer.post(words(), Map.of("text", TEXT)).mustBe(201).json();
    assertThat(everywhere.containsKey("department")).isTrue();
    assertThat(everywhere.getString("department")).isNull();
    organizer.post(words(), Map.of("text", TEXT, "department", "weisheng")).mustBe(201);
    assertThat(organizer.post(words(), Map.of("text", TEXT, "department", "nowhere")).mustBe(422).field()).isEqualTo("department");
    volunteer.delete(words() + '/' + everywhere.getString("id")).mustBe(403);
    volunteer.delete(words() + '/' + "x".repeat(32)).mustBe(404);
    villager.post(words(), Map.of("text", TEXT)).mustBe(401);
    hub.volunteer(hub.newFair(), "keji", "李强").post(words(), Map.of("text", TEXT)).mustBe(403);
    Person both = hub.person();
    for (String department : List.of("keji", "weisheng")) {
      both.join(organizer.put("/api/fairs/" + fair + "/desks/" + department, Map.of()).mustBe(200).json().getString("invite"), "赵六");
    }
    assertThat(both.post(words(), Map.of("text", TEXT)).mustBe(422).field()).isEqualTo("department");
    both.post(words(), Map.of("text", TEXT, "department", "keji")).mustBe(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"加我微信 kf12345 给您办", "王八蛋们别催", "来看 http://example.com/x"})
  void whatAllWouldReadAndShouldNotIsRefused(String text) {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    Person.Reply refused = volunteer.post(words(), Map.of("text", text)).mustBe(422);
    assertThat(refused.field()).isEqualTo("text");
    assertThat(present()).isEmpty();
  }

  @Test
  void aNumberByWhichSomebodyCouldBeCalledIsHidden() {
    hub.organizer().post(words(), Map.of("text", "捡到身份证 152801196605123210")).mustBe(201);
    assertThat(present().get(0).getString("text")).doesNotContain("19660512");
  }

  @Test
  void whatMakesNoSenseIsRefusedByItsField() {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    assertThat(volunteer.post(words(), Map.of("text", " ")).mustBe(422).field()).isEqualTo("text");
    assertThat(volunteer.post(words(), Map.of("text", "x".repeat(201))).mustBe(422).field()).isEqualTo("text");
    assertThat(volunteer.post(words(), Map.of("text", TEXT, "minutes", 0)).mustBe(422).field()).isEqualTo("minutes");
    assertThat(volunteer.post(words(), Map.of("text", TEXT, "minutes", 481)).mustBe(422).field()).isEqualTo("minutes");
  }

  @Test
  void theSameKeySaysItOnceAndFiveAreEnough() {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    String key = Person.newKey();
    String id = say(volunteer, key, TEXT).mustBe(201).json().getString("id");
    assertThat(say(volunteer, key, TEXT).mustBe(201).json().getString("id")).isEqualTo(id);
    say(volunteer, key, "别的话").mustBe(409);
    assertThat(present()).hasSize(1);
    for (int i = 0; i < 4; i++) {
      volunteer.post(words(), Map.of("text", "第" + i + "样苗没有了")).mustBe(201);
    }
    volunteer.post(words(), Map.of("text", TEXT)).mustBe(409);
    assertThat(say(volunteer, key, TEXT).mustBe(201).json().getString("id")).isEqualTo(id);
    volunteer.delete(words() + '/' + id).mustBe(200);
    volunteer.post(words(), Map.of("text", TEXT)).mustBe(201);
  }

  private Person.Reply say(Person who, String key, String text) {
    return who.send(who.request(words()).header("Content-Type", "application/json").header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.ofString(new JsonObject().put("text", text).encode())));
  }
}
