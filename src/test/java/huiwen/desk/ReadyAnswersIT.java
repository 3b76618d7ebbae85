package huiwen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a desk answers again and again. */
class ReadyAnswersIT extends AtFair {

  private Person one;
  private Person other;

  @BeforeEach
  void open() {
    one = hub.volunteer(fair, "keji", "王芳");
    other = hub.volunteer(fair, "keji", "李强");
  }

  private String path(String department) {
    return "/api/fairs/" + fair + "/desks/" + department + "/ready-answers";
  }

  private List<String> texts(Person who) {
    return who.get(path("keji")).mustBe(200).json().getJsonArray("answers").stream().map(JsonObject.class::cast)
        .map(answer -> answer.getString("text")).toList();
  }

  @Test
  void sharedOnesAreEverybodysAndOwnOnesStayOnesOwn() {
    JsonObject shared = one.post(path("keji"), Map.of("text", "请 {票号} 到 {展位}", "shared", true)).mustBe(201).json();
    JsonObject own = one.post(path("keji"), Map.of("text", "我回头给您打电话")).mustBe(201).json();
    assertThat(shared.getBoolean("shared")).isTrue();
    assertThat(texts(one)).containsExactly("请 {票号} 到 {展位}", "我回头给您打电话");
    assertThat(texts(other)).containsExactly("请 {票号} 到 {展位}");
    assertThat(texts(hub.volunteer(fair, "keji", "王芳"))).as("the next day").hasSize(2);
    other.delete(path("keji") + '/' + own.getString("id")).mustBe(404);
    other.delete(path("keji") + '/' + shared.getString("id")).mustBe(200);
    one.delete(path("keji") + '/' + own.getString("id")).mustBe(200);
    one.delete(path("keji") + '/' + own.getString("id")).mustBe(404);
    assertThat(texts(one)).isEmpty();
  }

  @Test
  void anotherDeskHasItsOwn() {
    one.post(path("keji"), Map.of("text", "四月底", "shared", true)).mustBe(201);
    Person elsewhere = hub.volunteer(fair, "yibao", "王芳");
    elsewhere.get(path("keji")).mustBe(403);
    elsewhere.post(path("keji"), Map.of("text", "四月底")).mustBe(403);
    assertThat(elsewhere.get(path("yibao")).mustBe(200).json().getJsonArray("answers")).isEmpty();
    villager.get(path("keji")).mustBe(401);
    assertThat(one.post(path("keji"), Map.of("text", " ")).mustBe(422).field()).isEqualTo("text");
  }

  @Test
  void theSameKeyKeepsItOnceAndFiftyAreEnough() {
    String key = Person.newKey();
    assertThat(add(key, "四月底").mustBe(201).json()).isEqualTo(add(key, "四月底").mustBe(201).json());
    add(key, "五月初").mustBe(409);
    for (int i = 1; i < 50; i++) {
      one.post(path("keji"), Map.of("text", "第" + i + "样")).mustBe(201);
    }
    one.post(path("keji"), Map.of("text", "再来一样")).mustBe(409);
    one.post(path("keji"), Map.of("text", "大家的", "shared", true)).mustBe(201);
    assertThat(texts(one)).hasSize(51);
  }

  private Person.Reply add(String key, String text) {
    return one.send(one.request(path("keji")).header("Content-Type", "application/json").header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.ofString(new JsonObject().put("text", text).encode())));
  }
}
