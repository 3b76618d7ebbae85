package huiwen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** “I am 农牧-137, what did you say?” */
class DeskSearchIT extends AtFair {

  private Person volunteer;
  private Person elsewhere;

  @BeforeEach
  void open() {
    volunteer = hub.volunteer(fair, "nongmu", "王芳");
    elsewhere = hub.volunteer(fair, "keji", "李强");
  }

  private String path(String words) {
    return "/api/fairs/" + fair + "/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  private List<JsonObject> questions(Person person, String words) {
    return person.get(path(words)).mustBe(200).questions().stream().map(JsonObject.class::cast).toList();
  }

  private List<String> found(Person person, String words) {
    return questions(person, words).stream().map(question -> question.getString("id")).toList();
  }

  private String asked(String department, Map<String, Object> more) {
    var body = new HashMap<>(more);
    body.put("department", department);
    return villager.ask(fair, Person.newKey(), body).mustBe(201).json().getString("id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"农牧-012", "农牧012", "农牧12", "12", "012", "农牧－０１２", "１２", "农牧 12", "我是农牧-12", "农牧12号", "农 牧 — 1 2"})
  void aTicketIsFoundHoweverItIsSaid(String said) {
    String twelfth = null;
    for (int i = 1; i <= 12; i++) {
      twelfth = villager.asked(fair, "nongmu", "羊不吃草咋办，第" + "一二三四五六七八九十甲乙".charAt(i - 1) + "只");
    }
    assertThat(found(volunteer, said)).containsExactly(twelfth);
  }

  @Test
  void aTicketComesBeforeWhatHasItsNumberAmongItsWords() {
    String ticket = villager.asked(fair, "nongmu", "羊不吃草咋办");
    String words = villager.asked(fair, "nongmu", "补贴一亩001块对吗");
    assertThat(found(volunteer, "001")).containsExactly(ticket, words);
    assertThat(found(volunteer, "科技-001")).isEmpty();
  }

  @Test
  void aQuestionIsFoundByCodeNameVillageAndWords() {
    String question = asked("nongmu", Map.of("text", "家里的绵羊得了口蹄疫，找谁打針？", "village", "红旗嘎查", "name", "乌云其木格", "public", false));
    villager.asked(fair, "nongmu", "草场补贴什么时候发");
    String code = villager.get("/api/questions/" + question).mustBe(200).json().getString("code");
    for (String words : List.of(code, code.toUpperCase(), "乌云其木格", "其木格", "红旗嘎查", "红旗", "口蹄疫", "打针", "绵羊 红旗", "疫", "口蹄疫，找谁")) {
      assertThat(found(volunteer, words)).as(words).containsExactly(question);
    }
    assertThat(found(volunteer, "绵羊 补贴")).isEmpty();
    assertThat(found(volunteer, "山羊")).isEmpty();
    assertThat(found(volunteer, "？！")).isEmpty();

    JsonObject seen = questions(volunteer, "其木格").get(0);
    assertThat(seen.getBoolean("hasName")).isTrue();
    assertThat(seen.containsKey("name")).as("who asks is for whoever has it in hand").isFalse();
    volunteer.act(question, "claim").mustBe(200);
    assertThat(questions(volunteer, "其木格").get(0).getString("name")).isEqualTo("乌云其木格");
  }

  @Test
  void nothingOfAnotherDeskIsFoundOrTold() {
    String question = asked("nongmu", Map.of("text", "家里的绵羊得了口蹄疫", "name", "乌云其木格"));
    String code = villager.get("/api/questions/" + question).mustBe(200).json().getString("code");
    for (String words : List.of("农牧-001", code, "乌云其木格", "口蹄疫")) {
      assertThat(found(elsewhere, words)).as(words).isEmpty();
      assertThat(elsewhere.get(path(words) + "&department=nongmu").mustBe(403).text()).doesNotContain(question);
      assertThat(found(hub.organizer(), words)).containsExactly(question);
    }
    assertThat(found(hub.organizer(), "口蹄疫")).hasSize(1);
    hub.organizer().get(path("口蹄疫") + "&department=nowhere").mustBe(404);
    assertThat(hub.organizer().get(path("口蹄疫") + "&department=keji").mustBe(200).questions()).isEmpty();
    hub.volunteer(hub.newFair(), "nongmu", "赵六").get(path("口蹄疫")).mustBe(403);
    villager.get(path("口蹄疫")).mustBe(401);
  }

  @Test
  void aQuestionIsFoundWhereItIsNowByTheTicketThatWasTold() {
    String question = villager.asked(fair, "nongmu", "葵花得了霜霉病");
    volunteer.act(question, "transfer", Map.of("department", "keji", "reason", "像是科技的事")).mustBe(200);
    assertThat(found(volunteer, "农牧-001")).isEmpty();
    assertThat(found(volunteer, "霜霉病")).isEmpty();
    assertThat(found(elsewhere, "农牧-001")).containsExactly(question);
    assertThat(found(elsewhere, "霜霉病")).containsExactly(question);
    answer(question, "打药。");
    assertThat(questions(elsewhere, "农牧1").get(0).getJsonObject("answer").getString("text")).isEqualTo("打药。");
  }

  @Test
  void whatAskersTookBackIsFoundByItsTicketAlone() {
    String question = villager.asked(fair, "nongmu", "葵花得了霜霉病");
    villager.act(question, "withdrawal").mustBe(200);
    assertThat(found(volunteer, "霜霉病")).isEmpty();
    assertThat(questions(volunteer, "农牧-001")).singleElement().satisfies(stub -> assertThat(stub.encode()).doesNotContain("霜霉病"));
    assertThat(found(hub.organizer(), "霜霉病")).containsExactly(question);
    villager.act(question, "erasure").mustBe(200);
    assertThat(found(hub.organizer(), "霜霉病")).isEmpty();
    assertThat(found(hub.organizer(), "农牧-001")).containsExactly(question);
  }

  @Test
  void theNewestComeFirstAndNoMoreThanFifty() {
    String last = null;
    for (int i = 0; i < 52; i++) {
      last = villager.asked(fair, "nongmu", "羊不吃草咋办" + "东南西北".charAt(i % 4) + i);
    }
    assertThat(found(volunteer, "不吃草")).hasSize(50).startsWith(last);
    assertThat(volunteer.get("/api/fairs/" + fair + "/search?q=").mustBe(422).field()).isEqualTo("q");
  }
}
