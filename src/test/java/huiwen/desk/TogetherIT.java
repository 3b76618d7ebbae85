package huiwen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a desk makes of questions that hang together: merged, split, put right, promised for later. */
class TogetherIT extends AtFair {

  private Person volunteer;
  private Person neighbour;

  @BeforeEach
  void open() {
    volunteer = hub.volunteer(fair, "keji", "王芳");
    neighbour = hub.person().arrive(fair);
  }

  private JsonObject seen(Person person, String question) {
    return person.get("/api/questions/" + question).mustBe(200).json();
  }

  private static List<String> kinds(JsonObject question, String list) {
    return question.getJsonArray(list).stream().map(one -> ((JsonObject) one).getString("kind")).toList();
  }

  private JsonObject total() {
    return hub.organizer().get("/api/fairs/" + fair + "/tally").mustBe(200).json().getJsonObject("total");
  }

  @Test
  void aCorrectionReachesWhoWasToldTheAnswerAndTheOldWordsStayInTheThread() {
    String question = villager.asked(fair, "keji", "葵花列当怎么治");
    volunteer.act(question, "answer", Map.of("text", "打除草剂")).mustBe(200);
    try (Live phone = villager.live().join(fair, "asker", null); Live others = neighbour.live().join(fair, "asker", null)) {
      phone.next("joined");
      others.next("joined");
      volunteer.act(question, "correction", Map.of("text", "不要打药，倒茬三年")).mustBe(200);
      for (Live live : List.of(phone, others)) {
        JsonObject entry = live.nextEntry("corrected");
        JsonObject answer = entry.getJsonObject("question").getJsonObject("answer");
        assertThat(answer.getString("text")).isEqualTo("不要打药，倒茬三年");
        assertThat(answer.getBoolean("corrected")).isTrue();
        assertThat(entry.getJsonObject("message").getString("kind")).isEqualTo("correction");
      }
    }
    JsonObject hers = seen(villager, question);
    assertThat(kinds(hers, "messages")).containsExactly("question", "answer", "correction");
    assertThat(kinds(hers, "timeline")).contains("corrected");
    assertThat(seen(neighbour, question).getJsonArray("messages")).as("others see the answer in force").hasSize(2);
    assertThat(hub.person().get("/a/" + question).text()).contains("倒茬三年").doesNotContain("打除草剂");
  }

  @Test
  void whoMayNotCorrectIsRefused() {
    String question = villager.asked(fair, "keji", "葵花列当怎么治");
    volunteer.act(question, "correction", Map.of("text", "早了")).mustBe(409);
    volunteer.act(question, "answer", Map.of("text", "打除草剂")).mustBe(200);
    hub.volunteer(fair, "yibao", "赵六").act(question, "correction", Map.of("text", "别的台")).mustBe(403);
    villager.act(question, "correction", Map.of("text", "自己")).mustBe(401);
    // one that others should not see before a moderator has looked at it
    volunteer.act(question, "correction", Map.of("text", "看 http://example.com 上写的")).mustBe(200);
    neighbour.get("/api/questions/" + question).mustBe(404);
    assertThat(seen(villager, question).getJsonObject("answer").getString("text")).contains("example.com");
  }

  @Test
  void aMergedQuestionsAskerGetsTheOthersAnswerAndNeverItsWords() {
    String first = villager.asked(fair, "keji", "张家窑的葵花得了列当怎么治");
    String second = neighbour.asked(fair, "keji", "列当怎么除");
    try (Live phone = neighbour.live().join(fair, "asker", null)) {
      phone.next("joined");
      String key = Person.newKey();
      volunteer.act(second, "merge", Map.of("into", first), key).mustBe(200);
      volunteer.act(second, "merge", Map.of("into", first), key).mustBe(200);
      phone.nextEntry("merged");
      assertThat(total().getInteger("merged")).isEqualTo(1);
      volunteer.act(first, "answer", Map.of("text", "倒茬三年")).mustBe(200);
      JsonObject entry = phone.next(frame -> "answered".equals(frame.getString("kind"))
          && frame.getJsonObject("question").getString("id").equals(second));
      assertThat(entry.getJsonObject("message").getString("text")).isEqualTo("倒茬三年");
    }
    JsonObject hers = seen(neighbour, second);
    assertThat(hers.getString("state")).isEqualTo("merged");
    assertThat(hers.getString("text")).isEqualTo("列当怎么除");
    assertThat(hers.getJsonObject("answer").getString("text")).isEqualTo("倒茬三年");
    assertThat(hers.encode()).doesNotContain("张家窑", first);
    assertThat(seen(volunteer, second).getString("mergedInto")).isEqualTo(first);
    assertThat(seen(volunteer, first).getInteger("supporters")).isEqualTo(1);
    assertThat(neighbour.get("/api/fairs/" + fair + "/questions?mine=true&follows=true").questions().encode()).contains(first);
    assertThat(sumOfStates()).isEqualTo(total().getInteger("asked"));

    volunteer.act(first, "correction", Map.of("text", "倒茬五年")).mustBe(200);
    assertThat(seen(neighbour, second).getJsonObject("answer").getString("text")).isEqualTo("倒茬五年");
  }

  private int sumOfStates() {
    JsonObject total = total();
    return Stream.of("held", "waiting", "claimed", "askedBack", "answered", "followUp", "closed", "merged", "withdrawn")
        .mapToInt(total::getInteger).sum();
  }

  @Test
  void whatTheOtherAskerTakesBackLeavesNobodyWithoutAnAnswer() {
    String first = villager.asked(fair, "keji", "葵花得了列当怎么治");
    String second = neighbour.asked(fair, "keji", "列当怎么除");
    volunteer.act(second, "merge", Map.of("into", first)).mustBe(200);
    villager.act(first, "withdrawal").mustBe(200);
    assertThat(seen(neighbour, second).getString("state")).isEqualTo("waiting");
    volunteer.act(second, "answer", Map.of("text", "倒茬")).mustBe(200);
  }

  @Test
  void nothingIsMergedIntoWhatTheDeskDoesNotHave() {
    String question = villager.asked(fair, "keji", "葵花得了列当怎么治");
    String elsewhere = villager.asked(fair, "yibao", "合作医疗怎么交");
    String otherFair = hub.newFair();
    String there = hub.person().arrive(otherFair).asked(otherFair, "keji", "别处的葵花");
    for (String into : List.of(elsewhere, there, question, "no-such")) {
      Person.Reply reply = volunteer.act(question, "merge", Map.of("into", into)).mustBe(422);
      assertThat(reply.field()).isEqualTo("into");
    }
    assertThat(seen(villager, question).getString("state")).isEqualTo("waiting");
  }

  @Test
  void twoMattersBecomeTwoTicketsOfTheSameAsker() {
    Person other = hub.volunteer(fair, "yibao", "赵六");
    String question = villager.asked(fair, "keji", "葵花咋种，还有合作医疗怎么交");
    JsonObject split = volunteer.act(question, "split", Map.of("texts", List.of("葵花咋种", "合作医疗怎么交"),
        "departments", List.of("keji", "yibao"))).mustBe(200).json();
    assertThat(split.getString("state")).isEqualTo("claimed");
    String made = split.getJsonArray("made").getJsonObject(0).getString("id");

    JsonArray hers = villager.get("/api/fairs/" + fair + "/questions?mine=true").questions();
    assertThat(hers).hasSize(2);
    JsonObject original = seen(villager, question);
    assertThat(original.getString("text")).as("her own words").isEqualTo("葵花咋种，还有合作医疗怎么交");
    assertThat(kinds(original, "messages")).containsExactly("question", "split");
    JsonObject ticket = seen(villager, made);
    assertThat(ticket.getString("ticket")).startsWith("医保-");
    assertThat(ticket.getString("code")).isNotBlank().isNotEqualTo(original.getString("code"));
    assertThat(ticket.getBoolean("public")).as("as its desk's are").isFalse();
    other.act(made, "answer", Map.of("text", "到 3 号窗口")).mustBe(200);
    volunteer.act(question, "answer", Map.of("text", "四月下种")).mustBe(200);
    assertThat(total().getInteger("asked")).isEqualTo(2);
    assertThat(total().getInteger("answered")).isEqualTo(2);
  }

  @Test
  void aSplitToADeskThatIsNotThereOrWithoutATextForEachChangesNothing() {
    String question = villager.asked(fair, "keji", "葵花咋种，还有合作医疗怎么交");
    assertThat(volunteer.act(question, "split", Map.of("texts", List.of("一", "二"), "departments", List.of("keji", "nosuch")))
        .mustBe(422).field()).isEqualTo("department");
    assertThat(volunteer.act(question, "split", Map.of("texts", List.of("一", "二"), "departments", List.of("keji", "yibao", "keji")))
        .mustBe(422).field()).isEqualTo("departments");
    volunteer.act(question, "split", Map.of("texts", List.of("一"), "departments", List.of("keji"))).mustBe(422);
    assertThat(total().getInteger("asked")).isEqualTo(1);
    assertThat(seen(villager, question).getString("state")).isEqualTo("waiting");
  }

  @Test
  void twoDesksAnswerInOneReply() {
    Person other = hub.volunteer(fair, "yibao", "赵六");
    String question = villager.asked(fair, "keji", "葵花药中毒了，看病能不能报销，家在张家窑");
    String key = Person.newKey();
    JsonObject part = volunteer.act(question, "parts", Map.of("department", "yibao", "text", "报销那一段请你们答"), key).mustBe(201).json();
    assertThat(volunteer.act(question, "parts", Map.of("department", "yibao", "text", "报销那一段请你们答"), key).mustBe(200).json()
        .getString("id")).isEqualTo(part.getString("id"));
    volunteer.act(question, "parts", Map.of("department", "yibao")).mustBe(409);
    assertThat(volunteer.act(question, "parts", Map.of("department", "nosuch")).mustBe(422).field()).isEqualTo("department");
    neighbour.get("/api/questions/" + part.getString("id")).mustBe(404);
    assertThat(total().getInteger("asked")).as("a part is none of the counts").isEqualTo(1);

    JsonObject there = other.get("/api/fairs/" + fair + "/desks/yibao/questions").mustBe(200).questions().getJsonObject(0);
    assertThat(there.getString("id")).isEqualTo(part.getString("id"));
    assertThat(there.getString("text")).contains("看病能不能报销");
    assertThat(seen(other, part.getString("id")).encode()).contains("报销那一段请你们答");
    other.act(part.getString("id"), "answer", Map.of("text", "带发票到医保窗口")).mustBe(200);
    assertThat(seen(volunteer, question).getJsonArray("parts").getJsonObject(0).getJsonObject("answer").getString("text"))
        .isEqualTo("带发票到医保窗口");
    assertThat(seen(villager, question).encode()).doesNotContain("带发票");

    volunteer.act(question, "answer", Map.of("text", "先洗胃")).mustBe(200);
    assertThat(seen(villager, question).getJsonArray("parts").encode()).contains("带发票到医保窗口", "yibao");
    JsonObject tally = hub.organizer().get("/api/fairs/" + fair + "/tally").json();
    JsonObject row = tally.getJsonArray("departments").stream().map(JsonObject.class::cast)
        .filter(one -> "yibao".equals(one.getString("code"))).findFirst().orElseThrow();
    assertThat(row.getInteger("asked")).isZero();
    assertThat(row.getJsonObject("parts")).isEqualTo(new JsonObject().put("asked", 1).put("answered", 1));

    // what the asker takes back is gone from the other desk as well
    villager.act(question, "erasure").mustBe(200);
    assertThat(seen(other, part.getString("id")).encode()).doesNotContain("张家窑", "葵花药中毒");
  }

  /** Sent again, as its answer was lost: by then the question may be where she sees it no more. */
  @Test
  void whatWasHandedOnIsToldAgainWhereverItIsByNow() {
    Person colleague = hub.volunteer(fair, "keji", "李强");
    String question = villager.asked(fair, "keji", "葵花列当怎么治");
    volunteer.act(question, "claim").mustBe(200);
    String key = Person.newKey();
    Map<String, String> to = Map.of("to", colleague.get("/api/session").mustBe(200).json().getString("id"));
    volunteer.act(question, "handing", to, key).mustBe(200);
    colleague.act(question, "transfer", Map.of("department", "yibao", "reason", "归医保")).mustBe(200);
    assertThat(volunteer.act(question, "handing", to, key).mustBe(200).json().getString("department")).isEqualTo("yibao");
  }

  @Test
  void anExpertFarAwayAnswersWhatWasPutToHerAndSeesNothingElse() {
    String invite = hub.organizer().put("/api/fairs/" + fair + "/desks/keji", Map.of("role", "expert")).mustBe(200).json()
        .getString("invite");
    String question = villager.asked(fair, "keji", "葵花盘发黑是什么病");
    String other = villager.asked(fair, "keji", "玉米螟打什么药");
    assertThat(volunteer.act(question, "escalation", Map.of("expert", "陈教授")).mustBe(422).field()).isEqualTo("expert");
    Person expert = hub.person().join(invite, "陈教授");
    expert.get("/api/questions/" + question).mustBe(404);
    assertThat(volunteer.get("/api/fairs/" + fair + "/experts").mustBe(200).json().encode()).contains("陈教授");
    try (Live page = expert.live().join(fair, "desk", null); Live phone = villager.live().join(fair, "asker", null)) {
      assertThat(page.next("joined").getJsonArray("questions")).isEmpty();
      phone.next("joined");
      volunteer.act(question, "escalation", Map.of("expert", "陈教授", "text", "附了照片，请您看看")).mustBe(200);
      JsonObject entry = page.nextEntry("escalated");
      assertThat(entry.getJsonObject("question").getString("id")).isEqualTo(question);
      assertThat(entry.getJsonObject("message").getString("text")).isEqualTo("附了照片，请您看看");
      assertThat(phone.nextEntry("escalated").containsKey("message")).as("for the expert alone").isFalse();
      volunteer.act(other, "answer", Map.of("text", "灌心叶")).mustBe(200);
      assertThat(expert.get("/api/fairs/" + fair + "/escalated").mustBe(200).questions()).hasSize(1);
      expert.act(question, "transfer", Map.of("department", "yibao", "reason", "试试")).mustBe(403);
      expert.get("/api/fairs/" + fair + "/search?q=" + "x").mustBe(403);
      volunteer.act(question, "answer", Map.of("text", "抢着答")).mustBe(409);
      expert.act(question, "answer", Map.of("text", "是黑斑病，拔了病株")).mustBe(200);
      page.nextEntry("answered");
    }
    assertThat(seen(villager, question).getJsonObject("answer").getString("by")).isEqualTo("陈教授");
    assertThat(kinds(seen(villager, question), "timeline")).contains("escalated");
  }

  @Test
  void whatIsPromisedForAfterTheFairSaysByWhomAndWhenAndEndsWithAnAnswer() {
    String question = villager.asked(fair, "keji", "井里的水能不能浇地，谁来化验");
    String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    for (String due : List.of(yesterday, "下周一", "2026-13-01")) {
      assertThat(volunteer.act(question, "follow-up", Map.of("owner", "王芳", "due", due, "text", "来取水样")).mustBe(422).field())
          .isEqualTo("due");
    }
    String due = LocalDate.now(ZoneOffset.UTC).plusDays(7).toString();
    volunteer.act(question, "follow-up", Map.of("owner", "王芳", "due", due, "text", "下周来取水样")).mustBe(200);
    JsonObject hers = seen(villager, question);
    assertThat(hers.getString("state")).isEqualTo("follow-up");
    assertThat(hers.getJsonObject("followUp").getString("owner")).isEqualTo("王芳");
    assertThat(hers.getJsonObject("followUp").getString("due")).isEqualTo(due);
    assertThat(kinds(hers, "messages")).containsExactly("question", "follow-up");
    assertThat(volunteer.get("/api/fairs/" + fair + "/desks/keji/questions?state=follow-up").mustBe(200).questions()).hasSize(1);
    assertThat(total().getInteger("followUp")).isEqualTo(1);
    // a step on the way, and another owner
    volunteer.act(question, "follow-up", Map.of("owner", "水利局", "due", due, "text", "水样送到旗里了")).mustBe(200);
    volunteer.act(question, "answer", Map.of("text", "能浇")).mustBe(200);
    assertThat(seen(villager, question).getString("state")).isEqualTo("answered");
  }
}
