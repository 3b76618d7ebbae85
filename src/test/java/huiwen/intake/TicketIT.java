package huiwen.intake;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A question reached by the code of its ticket, from any phone; and all that has happened to it. */
class TicketIT extends AtFair {

  private String codeOf(String question) {
    return villager.get("/api/questions/" + question).mustBe(200).json().getString("code");
  }

  private static Person.Reply send(Person who, String path, Map<String, String> fields) {
    String form = fields.entrySet().stream().map(field -> field.getKey() + "="
        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    return who.send(who.request(path).header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  @Test
  void whoHasTheCodeMayDoWhatItsAskerMay() {
    String question = villager.asked(fair, "keji", "葵花几月种?");
    Person daughter = hub.person();
    daughter.get("/api/questions/" + question).mustBe(404);
    JsonObject seen = daughter.get("/api/tickets/" + codeOf(question).toUpperCase(Locale.ROOT)).mustBe(200).json();
    assertThat(seen.getString("id")).isEqualTo(question);
    assertThat(seen.getString("text")).isEqualTo("葵花几月种?");
    assertThat(daughter.get("/api/questions/" + question).mustBe(200).json().getBoolean("mine")).isTrue();
    hub.organizer().act(question, "ask-back", Map.of("text", "哪个村?")).mustBe(200);
    daughter.act(question, "messages", Map.of("text", "红旗村")).mustBe(200);
    answer(question, "五月上旬。");
    daughter.act(question, "rating", Map.of("grade", 5)).mustBe(200);
    assertThat(villager.get("/api/questions/" + question).mustBe(200).json().getJsonObject("rating").getInteger("grade")).isEqualTo(5);
    hub.person().act(question, "withdrawal", Map.of()).mustBe(404);
    hub.person().get("/api/tickets/22222222").mustBe(404);
    hub.person().get("/api/tickets/0'--0000").mustBe(404);
  }

  @Test
  void theTicketsPageWorksByForms() {
    String question = villager.asked(fair, "keji", "葵花几月种?");
    String code = codeOf(question);
    Person daughter = hub.person();
    assertThat(daughter.get("/t?code=" + code.substring(0, 4) + "%20" + code.substring(4)).status()).isEqualTo(303);
    assertThat(daughter.get("/t").mustBe(200).text()).contains("name=\"code\"");
    assertThat(daughter.get("/t/" + code).mustBe(200).text()).contains("葵花几月种?");
    assertThat(daughter.get("/t/" + code + "/qr.svg").mustBe(200).text()).startsWith("<svg");
    assertThat(send(daughter, "/t/" + code + "/rating", Map.of("grade", "5")).mustBe(409).text()).contains("还没有答复");
    answer(question, "五月上旬。");
    Person.Reply done = send(daughter, "/t/" + code + "/rating", Map.of("grade", "2", "comment", "没听明白"));
    assertThat(done.mustBe(303).header("Location")).isEqualTo("/t/" + code);
    assertThat(villager.get("/api/questions/" + question).mustBe(200).json().getString("state")).isEqualTo("waiting");
    assertThat(hub.person().get("/t/22222222").mustBe(404).header("Content-Type")).contains("problem");
  }

  @Test
  void itsAskerIsToldAllThatHappenedAndNobodyElseIs() {
    String question = villager.asked(fair, "keji", "葵花几月种?");
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    volunteer.act(question, "claim").mustBe(200);
    volunteer.act(question, "notes", Map.of("text", "她家的地在河套")).mustBe(200);
    volunteer.act(question, "transfer", Map.of("department", "nongmu", "reason", "种地的事")).mustBe(200);
    answer(question, "五月上旬。");
    JsonArray timeline = villager.get("/api/questions/" + question).mustBe(200).json().getJsonArray("timeline");
    assertThat(timeline.stream().map(step -> ((JsonObject) step).getString("kind")).toList())
        .containsExactly("asked", "claimed", "transferred", "answered");
    assertThat(timeline.getJsonObject(1).getString("by")).isEqualTo("王芳");
    assertThat(timeline.getJsonObject(2).getString("department")).isEqualTo("nongmu");
    assertThat(timeline.getJsonObject(2).getString("text")).isEqualTo("种地的事");
    assertThat(timeline.stream().filter(step -> ((JsonObject) step).containsKey("text"))).hasSize(1);
    assertThat(timeline.encode()).doesNotContain("河套");
    assertThat(villager.get("/api/fairs/" + fair + "/questions?mine=true").mustBe(200).questions().getJsonObject(0)
        .getJsonArray("timeline")).isEqualTo(timeline);
    assertThat(hub.organizer().get("/api/questions/" + question).mustBe(200).json().containsKey("timeline")).isFalse();
  }

  @Test
  void whatIsAnsweredIsFoundByEverybodyOnAPageOfItsOwn() {
    for (int i = 0; i < 32; i++) {
      answer(villager.asked(fair, "keji", "第" + i + "样种子哪里买?"), "供销社有第" + i + "样。");
    }
    String kept = villager.asked(fair, "weisheng", "我的病能不能报销?");
    Person reader = hub.person();
    String first = reader.get("/f/" + fair + "/answers").mustBe(200).text();
    assertThat(first).contains("第31样种子").doesNotContain("第0样种子").contains("page=2").doesNotContain(kept);
    assertThat(reader.get("/f/" + fair + "/answers?page=2").mustBe(200).text()).contains("第0样种子").doesNotContain("page=3");
    assertThat(reader.get("/f/" + fair + "/answers?department=weisheng").mustBe(200).text()).doesNotContain("第31样种子");
    assertThat(reader.get("/f/" + fair + "/answers?page=x&department=%3Cb%3E&q=%3Cscript%3E").mustBe(200).text())
        .doesNotContain("<script>alert").contains("&lt;script&gt;");
    reader.get("/f/nosuch/answers").mustBe(404);
  }

  @Test
  void aPublishedAnswerIsAPageToBePassedOnThatLetsNobodyAct() {
    String question = villager.asked(fair, "keji", "葵花<b>几月种?");
    Person reader = hub.person();
    reader.get("/a/" + question).mustBe(404);
    answer(question, "五月上旬。");
    String page = reader.get("/a/" + question).mustBe(200).text();
    assertThat(page).contains("五月上旬。", "葵花&lt;b&gt;几月种?", "og:title").doesNotContain(codeOf(question)).doesNotContain("<script");
    assertThat(reader.get("/a/" + question + "/qr.svg").mustBe(200).text()).startsWith("<svg");
    assertThat(reader.get("/a/" + codeOf(question)).mustBe(200).text()).doesNotContain(codeOf(question));
    villager.act(question, "publication", Map.of("public", false)).mustBe(200);
    reader.get("/a/" + question).mustBe(404);
  }

  @Test
  void whoWantsToBeForgottenIsAndTheCountStays() {
    Person other = hub.person().arrive(fair);
    JsonObject asked = villager.ask(fair, Person.newKey(), Map.of("text", "葵花几月种? 我是老赵", "department", "keji", "public", true,
        "name", "老赵家的", "phone", "13912345678")).mustBe(201).json();
    String question = asked.getString("id");
    hub.organizer().act(question, "ask-back", Map.of("text", "哪个村?")).mustBe(200);
    villager.act(question, "messages", Map.of("text", "红旗村老赵")).mustBe(200);
    answer(question, "五月上旬。");
    assertThat(other.get("/api/questions/" + question).mustBe(200).json().getString("text")).contains("老赵");
    other.act(question, "erasure").mustBe(404);

    JsonObject erased = villager.act(question, "erasure").mustBe(200).json();
    assertThat(erased.encode()).doesNotContain("老赵").doesNotContain("13912345678").contains("五月上旬");
    assertThat(erased.getBoolean("erased")).isTrue();
    villager.act(question, "erasure").mustBe(200);
    other.get("/api/questions/" + question).mustBe(404);
    assertThat(hub.organizer().get("/api/questions/" + question).mustBe(200).text()).doesNotContain("老赵")
        .doesNotContainPattern("139[^\"]{0,8}5678"); // the time of a microsecond has any three digits
    assertThat(hub.organizer().get("/api/fairs/" + fair + "/desks/keji/questions?state=answered").mustBe(200).text())
        .contains(question).doesNotContain("老赵");
    // what is done to it afterwards does not bring it back
    villager.act(question, "rating", Map.of("grade", 5)).mustBe(200);
    assertThat(villager.get("/api/questions/" + question).mustBe(200).text()).doesNotContain("老赵");
    assertThat(hub.organizer().get("/api/fairs/" + fair + "/tally").mustBe(200).json().getJsonObject("total").getInteger("asked"))
        .isEqualTo(1);

    String waiting = villager.asked(fair, "keji", "老赵家的地");
    assertThat(villager.act(waiting, "erasure").mustBe(200).json().getString("state")).isEqualTo("withdrawn");
    assertThat(villager.act(waiting, "erasure").mustBe(200).text()).doesNotContain("老赵");
  }
}
