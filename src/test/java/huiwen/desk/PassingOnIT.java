package huiwen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.HubProcess;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a question that goes from desk to desk. */
class PassingOnIT extends AtFair {

  private static final Duration SOON = Duration.ofSeconds(30);

  private Person volunteer;

  @BeforeEach
  void open() {
    volunteer = hub.volunteer(fair, "keji", "王芳");
  }

  private List<String> queue(Person person, String department) {
    return person.get("/api/fairs/" + fair + "/desks/" + department + "/questions").mustBe(200).questions().stream()
        .map(question -> ((JsonObject) question).getString("id")).toList();
  }

  private static String encoded(String words) {
    return URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  /** Lines of the 权责清单 that these words bring, each as matter, department and level. */
  private List<String> duties(String words) {
    return volunteer.get("/api/duties?q=" + encoded(words)).mustBe(200).json().getJsonArray("duties").stream().map(JsonObject.class::cast)
        .map(duty -> duty.getString("matter") + " " + duty.getString("departmentName") + " " + duty.getString("level")).toList();
  }

  @Test
  void itIsFoundWhoseDutyAMatterIsAndAtWhichLevel() {
    hub.organizer().send(hub.organizer().request("/api/imports/duties").header("Content-Type", "text/csv")
        .POST(HttpRequest.BodyPublishers.ofString("matter,department,level,basis\n"
            + "驼圈搭建审批,nongmu,苏木乡镇,某办法\n驼圈搭建占地补偿标准认定,ziran,旗县,\n驼绒质量检验,shichang,旗县,\n"))).mustBe(200);
    HubProcess.until("the lines to be known", SOON, () -> !duties("驼圈").isEmpty());
    assertThat(duties("驼圈搭建")).containsExactly("驼圈搭建审批 农牧 苏木乡镇", "驼圈搭建占地补偿标准认定 自然资源 旗县");
    assertThat(duties("想问驼圈搭建")).hasSize(2);
    assertThat(duties("驼绒")).containsExactly("驼绒质量检验 市场监管 旗县");
    assertThat(duties("火箭发射")).isEmpty();
    villager.get("/api/duties?q=" + encoded("驼圈")).mustBe(401);
  }

  /** Each ticket that she was told stays hers: the newest is where it is, and back at a desk it is called as before. */
  @Test
  void whereItIsPassedOnToItGetsATicket() {
    String question = villager.asked(fair, "keji", "羊病了");
    villager.asked(fair, "nongmu", "牛病了");
    volunteer.act(question, "transfer", Map.of("department", "nongmu", "reason", "归农牧")).mustBe(200);
    JsonObject there = villager.get("/api/questions/" + question).json();
    assertThat(there.getString("ticket")).isEqualTo("农牧-002");
    assertThat(there.getJsonArray("tickets")).containsExactly("科技-001", "农牧-002");
    villager.asked(fair, "nongmu", "猪病了");
    hub.volunteer(fair, "nongmu", "赵六").act(question, "transfer", Map.of("department", "keji", "reason", "归科技")).mustBe(200);
    JsonObject back = villager.get("/api/questions/" + question).json();
    assertThat(back.getString("ticket")).isEqualTo("科技-001");
    for (String told : List.of("科技-001", "农牧-002")) {
      assertThat(volunteer.get("/api/fairs/" + fair + "/search?q=" + encoded(told)).questions())
          .anyMatch(found -> ((JsonObject) found).getString("id").equals(question));
    }
    assertThat(hub.volunteer(fair, "nongmu", "赵六").get("/api/fairs/" + fair + "/desks/nongmu/questions").questions()
        .stream().map(JsonObject.class::cast).map(one -> one.getString("ticket"))).containsExactly("农牧-001", "农牧-003");
  }

  /** 问题工单: told to triage and to the organizers at once, before all that is not urgent. */
  @Test
  void theThirdTransferIsToldToTriageAndTheOrganizers() {
    Person triage = hub.volunteer(fair, "triage", "老周");
    hub.person().arrive(fair).asked(fair, "keji", "没有部门的事");
    String earlier = hub.person().arrive(fair).asked(fair, "keji", "先来的");
    volunteer.act(earlier, "transfer", Map.of("department", "triage", "reason", "不清楚")).mustBe(200);
    String question = villager.asked(fair, "keji", "没人管的事");
    try (Live desk = triage.live().join(fair, "desk", null); Live board = hub.organizer().live().join(fair, "board", null)) {
      desk.next("joined");
      board.next("joined");
      for (String department : List.of("nongmu", "gongxiao", "xinfang")) {
        hub.organizer().act(question, "transfer", Map.of("department", department, "reason", "不归我")).mustBe(200);
      }
      JsonObject told = desk.nextEntry("transferred").getJsonObject("question");
      assertThat(told.getString("id")).isEqualTo(question);
      assertThat(told.getBoolean("problem")).isTrue();
      assertThat(told.getString("ticket")).startsWith("总台-");
      assertThat(board.nextEntry("transferred").getJsonObject("question").containsKey("problem")).isFalse();
      board.nextEntry("transferred");
      assertThat(board.nextEntry("transferred").getJsonObject("question").getBoolean("problem")).isTrue();
    }
    assertThat(queue(triage, "triage")).containsExactly(question, earlier);
    try (Live board = hub.organizer().live().join(fair, "board", null)) {
      assertThat(board.next("joined").getJsonArray("questions").stream().map(JsonObject.class::cast)
          .filter(one -> one.getBoolean("problem", false)).map(one -> one.getString("id"))).containsExactly(question);
    }
  }
}
