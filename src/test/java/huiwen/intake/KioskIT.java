package huiwen.intake;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Asking for people who have no phone, and slips that were printed ahead. */
class KioskIT extends AtFair {

  private static final Map<String, Object> ASKED = Map.of("text", "羊拉稀了咋办", "department", "keji", "consent", true);

  private Person typist() {
    String invite = hub.organizer().put("/api/fairs/" + fair + "/desks/triage", Map.of("role", "kiosk")).mustBe(200).json().getString("invite");
    return hub.person().join(invite, "小李");
  }

  private Person.Reply ask(Person typist, String key, Map<String, Object> body) {
    return typist.send(typist.request("/api/fairs/" + fair + "/kiosk/questions").header("Content-Type", "application/json")
        .header("Idempotency-Key", key).POST(HttpRequest.BodyPublishers.ofString(JsonObject.mapFrom(body).encode())));
  }

  private JsonObject asked(Person typist) {
    return ask(typist, Person.newKey(), ASKED).mustBe(201).json();
  }

  private String slip() {
    return hub.organizer().post("/api/fairs/" + fair + "/slips", Map.of("count", 1)).mustBe(201).json().getJsonArray("slips")
        .getJsonObject(0).getString("code");
  }

  private static Map<String, Object> with(String field, Object value) {
    var body = new HashMap<>(ASKED);
    body.put(field, value);
    return body;
  }

  @Test
  void theOneWithoutAPhoneFindsHerAnswerByTheCode() {
    JsonObject question = asked(typist());
    assertThat(question.getString("ticket")).isEqualTo("科技-001");
    answer(question.getString("id"), "先隔离，再找兽医。");
    JsonObject seen = hub.person().get("/api/tickets/" + question.getString("code")).mustBe(200).json();
    assertThat(seen.getJsonObject("answer").getString("text")).isEqualTo("先隔离，再找兽医。");
    assertThat(seen.getString("text")).isEqualTo("羊拉稀了咋办");
  }

  @Test
  void eachQuestionHasAnAskerOfItsOwnWhichIsNotTheTypist() {
    Person typist = typist();
    asked(typist);
    asked(typist);
    assertThat(hub.pool(hub.vertx()).preparedQuery("SELECT count(DISTINCT asker) FROM person WHERE fair_id = $1")
        .execute(Tuple.of(hub.fairId(fair))).toCompletionStage().toCompletableFuture().join().iterator().next().getLong(0)).isEqualTo(2);
    typist.arrive(fair);
    assertThat(typist.get("/api/fairs/" + fair + "/questions?mine=true").mustBe(200).questions()).isEmpty();
  }

  @Test
  void whoTypedIsWrittenDown() {
    JsonObject question = asked(typist());
    Row row = hub.pool(hub.vertx()).preparedQuery("SELECT t.* FROM typed_in t JOIN person p USING (asker) WHERE question_id = $1")
        .execute(Tuple.of(question.getString("id"))).toCompletionStage().toCompletableFuture().join().iterator().next();
    assertThat(row.getString("name")).isEqualTo("小李");
    assertThat(row.getString("role")).isEqualTo("kiosk");
  }

  @Test
  void withoutConsentNothingIsAsked() {
    Person typist = typist();
    for (Map<String, Object> body : List.of(with("consent", false), Map.<String, Object>of("text", "羊拉稀了咋办"))) {
      Person.Reply reply = ask(typist, Person.newKey(), body).mustBe(422);
      assertThat(reply.field()).isEqualTo("consent");
      assertThat(reply.text()).contains("请先念给本人听");
    }
    assertThat(hub.organizer().get("/api/fairs/" + fair + "/desks/keji/questions").questions()).isEmpty();
  }

  @Test
  void theSameKeyIsTheSameQuestion() {
    Person typist = typist();
    String key = Person.newKey();
    String id = ask(typist, key, ASKED).mustBe(201).json().getString("id");
    assertThat(ask(typist, key, ASKED).mustBe(200).json().getString("id")).isEqualTo(id);
    ask(typist, key, with("text", "别的事")).mustBe(409);
  }

  @Test
  void aPassForTheKioskOpensNothingElse() {
    Person typist = typist();
    JsonObject question = asked(typist);
    typist.get("/api/fairs/" + fair + "/desks/triage/questions").mustBe(403);
    typist.get("/api/fairs/" + fair + "/desks/keji/questions").mustBe(403);
    typist.act(question.getString("id"), "answer", Map.of("text", "不该")).mustBe(404);
    typist.post("/api/fairs/" + fair + "/slips", Map.of("count", 1)).mustBe(403);
    String other = hub.newFair();
    typist.send(typist.request("/api/fairs/" + other + "/kiosk/questions").header("Content-Type", "application/json")
        .header("Idempotency-Key", Person.newKey())
        .POST(HttpRequest.BodyPublishers.ofString(JsonObject.mapFrom(ASKED).encode()))).mustBe(403);
    ask(villager, Person.newKey(), ASKED).mustBe(401);
  }

  @Test
  void aPassLastsHalfAnHourFromItsLastUse() {
    Person typist = typist();
    String id = typist.get("/api/session").mustBe(200).json().getString("id");
    assertThat(secondsLeft(id)).isBetween(1_700.0, 1_800.0);
    hub.pool(hub.vertx()).preparedQuery("UPDATE session SET expires_at = now() + interval '1 minute' WHERE id = $1")
        .execute(Tuple.of(id)).toCompletionStage().toCompletableFuture().join();
    asked(typist);
    assertThat(secondsLeft(id)).isBetween(1_700.0, 1_800.0);
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    asked(volunteer);
    assertThat(secondsLeft(volunteer.get("/api/session").json().getString("id"))).isGreaterThan(86_400.0);
  }

  private double secondsLeft(String session) {
    return hub.pool(hub.vertx()).preparedQuery("SELECT extract(epoch FROM expires_at - now())::float8 FROM session WHERE id = $1")
        .execute(Tuple.of(session)).toCompletionStage().toCompletableFuture().join().iterator().next().getDouble(0);
  }

  @Test
  void whatWasWrittenOnASlipIsFoundByItsCode() {
    String code = slip();
    String page = hub.person().get("/t/" + code).mustBe(200).text();
    assertThat(page).contains("这张纸条还没有录进电脑");
    hub.person().get("/api/tickets/" + code).mustBe(404);
    String typed = code.substring(0, 4).toUpperCase() + " " + code.substring(4);
    JsonObject question = ask(typist(), Person.newKey(), with("slip", typed)).mustBe(201).json();
    assertThat(question.getString("code")).isEqualTo(code);
    answer(question.getString("id"), "找兽医。");
    assertThat(hub.person().get("/t/" + code).mustBe(200).text()).contains("找兽医。").doesNotContain("还没有录进电脑");
  }

  @Test
  void aSlipIsTypedInOnce() {
    Person typist = typist();
    String code = slip();
    String key = Person.newKey();
    String id = ask(typist, key, with("slip", code)).mustBe(201).json().getString("id");
    assertThat(ask(typist, key, with("slip", code)).mustBe(200).json().getString("id")).isEqualTo(id);
    assertThat(ask(typist, Person.newKey(), with("slip", code)).mustBe(409).text()).contains("已经录过");
    assertThat(ask(typist, Person.newKey(), with("slip", "22222222")).mustBe(422).field()).isEqualTo("slip");
    String others = hub.newFair();
    String theirs = hub.organizer().post("/api/fairs/" + others + "/slips", Map.of("count", 1)).mustBe(201).json().getJsonArray("slips")
        .getJsonObject(0).getString("code");
    assertThat(ask(typist, Person.newKey(), with("slip", theirs)).mustBe(422).field()).isEqualTo("slip");
    // what has become no question leaves the slip free
    String free = slip();
    ask(typist, Person.newKey(), Map.of("text", "问", "slip", free)).mustBe(422);
    ask(typist, Person.newKey(), with("slip", free)).mustBe(201);
  }

  @Test
  void slipsAreNumberedAndNoTwoAreAlike() {
    JsonArray first = hub.organizer().post("/api/fairs/" + fair + "/slips", Map.of("count", 3)).mustBe(201).json().getJsonArray("slips");
    JsonArray more = hub.organizer().post("/api/fairs/" + fair + "/slips", Map.of("count", 2)).mustBe(201).json().getJsonArray("slips");
    var codes = new HashSet<String>();
    first.addAll(more).forEach(slip -> codes.add(((JsonObject) slip).getString("code")));
    assertThat(codes).hasSize(5).allMatch(code -> code.matches("[2-9a-hjkmnp-z]{8}"));
    assertThat(first.stream().map(slip -> ((JsonObject) slip).getInteger("number"))).containsExactly(1, 2, 3, 4, 5);
    for (int count : new int[] {0, 101, -1}) {
      assertThat(hub.organizer().post("/api/fairs/" + fair + "/slips", Map.of("count", count)).mustBe(422).field()).isEqualTo("count");
    }
  }

  @Test
  void noMoreSlipsAreMadeThanMayLieAbout() {
    hub.pool(hub.vertx()).preparedQuery("INSERT INTO slip (code, fair_id, number) SELECT 'open' || $1::int || '-' || i, $1::int, i FROM generate_series(1, 1999) i")
        .execute(Tuple.of(hub.fairId(fair))).toCompletionStage().toCompletableFuture().join();
    hub.organizer().post("/api/fairs/" + fair + "/slips", Map.of("count", 2)).mustBe(409);
    hub.organizer().post("/api/fairs/" + fair + "/slips", Map.of("count", 1)).mustBe(201);
  }
}
