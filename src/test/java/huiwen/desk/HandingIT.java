package huiwen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Colleagues at a desk: who is there, how a question goes from hand to hand, and what becomes of it when its holder goes. */
class HandingIT extends AtFair {

  private Person holder;
  private Person colleague;
  private String question;

  @BeforeEach
  void claim() {
    holder = hub.volunteer(fair, "keji", "王芳");
    colleague = hub.volunteer(fair, "keji", "李强");
    question = villager.ask(fair, Person.newKey(), Map.of("text", "葵花列当怎么治", "department", "keji", "name", "张三")).mustBe(201)
        .json().getString("id");
    holder.act(question, "claim").mustBe(200);
  }

  private String people() {
    return "/api/fairs/" + fair + "/desks/keji/people";
  }

  private JsonObject person(String name) {
    return holder.get(people()).mustBe(200).json().getJsonArray("people").stream().map(JsonObject.class::cast)
        .filter(person -> person.getString("name").equals(name)).findFirst().orElse(null);
  }

  private String idOf(String name) {
    return person(name).getString("id");
  }

  private JsonObject seenBy(Person who) {
    return who.get("/api/questions/" + question).mustBe(200).json();
  }

  @Test
  void whoIsAtTheDeskIsListedWithWhatSheHoldsAndWhetherSheHasAPageOpen() {
    hub.volunteer(fair, "yibao", "赵六");
    assertThat(person("王芳").getInteger("holding")).isEqualTo(1);
    assertThat(person("李强").getInteger("holding")).isZero();
    assertThat(person("赵六")).isNull();
    try (Live desk = colleague.live().join(fair, "desk", null)) {
      desk.next("joined");
      huiwen.support.HubProcess.until("she is there", java.time.Duration.ofSeconds(20), () -> person("李强").getBoolean("online"));
      assertThat(person("王芳").getBoolean("online")).isFalse();
    }
    colleague.delete("/api/session");
    assertThat(person("李强")).isNull();
    hub.volunteer(fair, "yibao", "赵六").get(people()).mustBe(403);
    hub.organizer().get("/api/fairs/" + fair + "/desks/keji/people").mustBe(200);
    villager.get(people()).mustBe(401);
  }

  @Test
  void whatIsHandedOverIsTheColleaguesFromThenOn() {
    try (Live desk = colleague.live().join(fair, "desk", null)) {
      desk.next("joined");
      holder.act(question, "handing", Map.of("to", idOf("李强"))).mustBe(200);
      JsonObject claimed = desk.nextEntry("claimed").getJsonObject("question");
      assertThat(claimed.getString("claimedBy")).isEqualTo("李强");
      assertThat(claimed.getString("name")).as("she holds it: she sees who asks").isEqualTo("张三");
    }
    assertThat(seenBy(holder).getString("name")).as("who has handed it over does not").isNull();
    assertThat(holder.act(question, "answer", Map.of("text", "轮作")).mustBe(409).json().getString("claimedBy")).isEqualTo("李强");
    assertThat(person("李强").getInteger("holding")).isEqualTo(1);
    colleague.act(question, "answer", Map.of("text", "轮作三年")).mustBe(200);
    assertThat(person("李强").getInteger("holding")).isZero();
  }

  @Test
  void onlyItsHolderOrAnOrganizerHandsItOverAndOnlyToAColleagueOfTheDesk() {
    String to = idOf("李强");
    assertThat(holder.act(question, "handing", Map.of("to", "nobody")).mustBe(422).field()).isEqualTo("to");
    Person elsewhere = hub.volunteer(fair, "yibao", "赵六");
    String other = elsewhere.get("/api/fairs/" + fair + "/desks/yibao/people").mustBe(200).json().getJsonArray("people")
        .getJsonObject(0).getString("id");
    assertThat(holder.act(question, "handing", Map.of("to", other)).mustBe(422).field()).isEqualTo("to");
    elsewhere.act(question, "handing", Map.of("to", other)).mustBe(404);
    assertThat(colleague.act(question, "handing", Map.of("to", to)).mustBe(409).json().getString("claimedBy")).isEqualTo("王芳");
    hub.organizer().act(question, "handing", Map.of("to", to)).mustBe(200);
    assertThat(seenBy(colleague).getString("claimedBy")).isEqualTo("李强");
    colleague.act(question, "release").mustBe(200);
    colleague.act(question, "handing", Map.of("to", to)).mustBe(409);
  }

  @Test
  void theHolderAloneIsAskedForIt() {
    Person third = hub.volunteer(fair, "keji", "孙七");
    try (Live hers = holder.live().join(fair, "desk", null); Live thirds = third.live().join(fair, "desk", null)) {
      hers.next("joined");
      thirds.next("joined");
      colleague.act(question, "wanting").mustBe(200);
      JsonObject wanted = hers.next("wanted");
      assertThat(wanted.getString("question")).isEqualTo(question);
      assertThat(wanted.getString("name")).isEqualTo("李强");
      holder.act(question, "handing", Map.of("to", wanted.getString("by"))).mustBe(200);
      thirds.nextEntry("claimed");
      assertThat(thirds.seen()).noneMatch(frame -> frame.getString("op").equals("wanted"));
    }
    assertThat(seenBy(colleague).getString("claimedBy")).isEqualTo("李强");
    colleague.act(question, "release").mustBe(200);
    holder.act(question, "wanting").mustBe(409);
    hub.volunteer(fair, "yibao", "赵六").act(question, "wanting").mustBe(404);
  }

  @Test
  void whoGoesHomeLeavesNothingInHerHands() {
    List<String> others = List.of(villager.asked(fair, "keji", "玉米咋种"), villager.asked(fair, "keji", "葵花咋种"));
    others.forEach(other -> holder.act(other, "claim").mustBe(200));
    try (Live desk = colleague.live().join(fair, "desk", null)) {
      desk.next("joined");
      holder.delete("/api/session");
      for (int i = 0; i < 3; i++) {
        JsonObject released = desk.nextEntry("released");
        assertThat(released.getString("reason")).isEqualTo("signed-out");
        assertThat(released.getJsonObject("question").getString("state")).isEqualTo("waiting");
      }
    }
  }
}
