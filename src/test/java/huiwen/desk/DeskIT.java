package huiwen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeskIT extends AtFair {

  private Person volunteer;
  private final List<Person> volunteers = new ArrayList<>();

  @BeforeEach
  void open() {
    volunteer = hub.volunteer(fair, "keji", "王芳");
  }

  private List<String> queue(Person person, String department) {
    return person.get("/api/fairs/" + fair + "/desks/" + department + "/questions").mustBe(200).questions().stream()
        .map(question -> ((JsonObject) question).getString("id")).toList();
  }

  private String stateOf(String question) {
    return villager.get("/api/questions/" + question).mustBe(200).json().getString("state");
  }

  @Test
  void ofTwoWhoClaimAtTheSameInstantOneWinsAndTheOtherIsToldWho() throws Exception {
    for (int round = 0; round < 20; round++) {
      assertOneWins(volunteers(2), villager.asked(fair, "keji", "抢" + round));
    }
  }

  @Test
  void ofThirtyWhoClaimAtTheSameInstantOneWinsAndTheOthersAreToldWho() throws Exception {
    List<Person> people = volunteers(30);
    for (int round = 0; round < 3; round++) {
      assertOneWins(people, villager.asked(fair, "keji", "抢" + round));
    }
  }

  /** Signed in once for all rounds, and named after their place in the list. */
  private List<Person> volunteers(int count) {
    while (volunteers.size() < count) {
      volunteers.add(hub.volunteer(fair, "keji", "志愿者" + volunteers.size()));
    }
    return volunteers;
  }

  private void assertOneWins(List<Person> people, String question) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(people.size());
    try {
      var start = new CyclicBarrier(people.size());
      List<CompletableFuture<Person.Reply>> claims = people.stream().map(person ->
          CompletableFuture.supplyAsync(() -> {
            await(start);
            return person.act(question, "claim");
          }, threads)).toList();
      List<Person.Reply> replies = claims.stream().map(CompletableFuture::join).toList();
      assertThat(replies).extracting(Person.Reply::status).containsOnlyOnce(200)
          .allMatch(status -> status == 200 || status == 409);
      int winner = IntStream.range(0, people.size())
          .filter(i -> replies.get(i).status() == 200).findFirst().orElseThrow();
      assertThat(replies.stream().filter(reply -> reply.status() == 409)
          .map(reply -> reply.json().getString("claimedBy"))).containsOnly("志愿者" + winner);
    } finally {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aClaimIsSeenAtOnceByTheOtherVolunteers() {
    Person other = hub.volunteer(fair, "keji", "李强");
    String question = villager.asked(fair, "keji", "葵花咋种");
    try (Live desk = other.live().join(fair, "desk", null)) {
      assertThat(desk.next("joined").getJsonArray("questions")).hasSize(1);
      volunteer.act(question, "claim").mustBe(200);
      assertThat(desk.nextEntry("claimed").getJsonObject("question").getString("claimedBy")).isEqualTo("王芳");
      // the same claim again changes nothing and tells nobody
      volunteer.act(question, "claim").mustBe(200);
      volunteer.act(question, "release").mustBe(200);
      volunteer.act(question, "release").mustBe(200);
      assertThat(desk.nextEntry("released").getLong("seq")).isEqualTo(3);
    }
  }

  @Test
  void whatIsReleasedWaitsAtItsOldPlaceForSomebodyElse() {
    String first = villager.asked(fair, "keji", "第一个");
    String second = villager.asked(fair, "keji", "第二个");
    volunteer.act(first, "claim").mustBe(200);
    assertThat(stateOf(first)).isEqualTo("claimed");
    volunteer.act(first, "release").mustBe(200);
    assertThat(stateOf(first)).isEqualTo("waiting");
    assertThat(villager.get("/api/questions/" + second).json().getInteger("ahead")).isEqualTo(1);
    assertThat(queue(volunteer, "keji")).containsExactly(first, second);
    hub.volunteer(fair, "keji", "李强").act(first, "claim").mustBe(200);
  }

  @Test
  void aReplyToAnAskBackGoesBackToItsOldPlace() {
    String first = villager.asked(fair, "keji", "第一个");
    String second = villager.asked(fair, "keji", "第二个");
    try (Live phone = villager.live().join(fair, "asker", null)) {
      phone.next("joined");
      volunteer.act(first, "ask-back", Map.of("text", "几亩地？")).mustBe(200);
      assertThat(phone.nextEntry("asked-back").getJsonObject("message").getString("text")).isEqualTo("几亩地？");
    }
    JsonObject replied = villager.act(first, "messages", Map.of("text", "三亩")).mustBe(200).json();
    assertThat(replied.getString("state")).isEqualTo("waiting");
    assertThat(replied.getInteger("ahead")).isZero();
    assertThat(replied.getJsonArray("messages").stream().map(m -> ((JsonObject) m).getString("text")))
        .containsExactly("第一个", "几亩地？", "三亩");
    assertThat(queue(volunteer, "keji")).containsExactly(first, second);
  }

  @Test
  void aNoteNeverReachesTheAsker() {
    String question = villager.asked(fair, "keji", "葵花咋种");
    try (Live phone = villager.live().join(fair, "asker", null);
        Live desk = hub.volunteer(fair, "keji", "李强").live().join(fair, "desk", null)) {
      phone.next("joined");
      desk.next("joined");
      volunteer.act(question, "notes", Map.of("text", "机密备注")).mustBe(200);
      assertThat(desk.nextEntry("claimed").getJsonObject("message").getString("text")).isEqualTo("机密备注");
      volunteer.act(question, "answer", Map.of("text", "答复")).mustBe(200);
      phone.nextEntry("answered");
      assertThat(phone.seen().toString()).doesNotContain("机密备注");
    }
    assertThat(villager.get("/api/questions/" + question).text()).doesNotContain("机密备注");
    assertThat(villager.get("/api/fairs/" + fair + "/questions?mine=true").text()).doesNotContain("机密备注");
    assertThat(hub.person().arrive(fair).get("/api/questions/" + question).mustBe(200).text())
        .doesNotContain("机密备注");
    assertThat(volunteer.get("/api/questions/" + question).text()).contains("机密备注");
  }

  @Test
  void aTransferLeavesTheOneDeskAndReachesTheOther() {
    Person nongmu = hub.volunteer(fair, "nongmu", "赵六");
    String question = villager.asked(fair, "keji", "羊病了");
    try (Live from = volunteer.live().join(fair, "desk", null);
        Live to = nongmu.live().join(fair, "desk", null)) {
      from.next("joined");
      to.next("joined");
      JsonObject moved = volunteer.act(question, "transfer", Map.of("department", "nongmu", "reason", "归农牧"))
          .mustBe(200).json();
      assertThat(moved.getString("department")).isEqualTo("nongmu");
      assertThat(moved.getString("routedBy")).isEqualTo("volunteer");
      for (Live desk : List.of(from, to)) {
        JsonObject entry = desk.nextEntry("transferred");
        assertThat(entry.getJsonObject("question").getString("department")).isEqualTo("nongmu");
        // the desk that it has left learns that it has, and no more
        assertThat(entry.containsKey("message")).isEqualTo(desk == to);
        assertThat(entry.getJsonObject("question").containsKey("text")).isEqualTo(desk == to);
      }
    }
    assertThat(queue(volunteer, "keji")).isEmpty();
    assertThat(queue(nongmu, "nongmu")).containsExactly(question);
    volunteer.get("/api/questions/" + question).mustBe(404);
    JsonArray timeline = villager.get("/api/questions/" + question).mustBe(200).json().getJsonArray("timeline");
    assertThat(timeline.stream().map(JsonObject.class::cast).filter(happening -> happening.getString("kind").equals("transferred"))
        .map(happening -> happening.getString("text"))).contains("归农牧");
  }

  @Test
  void theThirdTransferGoesToTriage() {
    Person organizer = hub.organizer();
    String question = villager.asked(fair, "keji", "没人管的事");
    for (String department : List.of("nongmu", "gongxiao", "xinfang")) {
      organizer.act(question, "transfer", Map.of("department", department, "reason", "不归我")).mustBe(200);
    }
    assertThat(villager.get("/api/questions/" + question).json().getString("department")).isEqualTo("triage");
  }

  @Test
  void aTransferToNowhereIsRefused() {
    String question = villager.asked(fair, "keji", "葵花咋种");
    for (String department : List.of("nosuch", "keji")) {
      assertThat(volunteer.act(question, "transfer", Map.of("department", department, "reason", "x"))
          .mustBe(422).field()).isEqualTo("department");
    }
    assertThat(volunteer.act(question, "transfer", Map.of("department", "nongmu")).mustBe(422).field())
        .isEqualTo("reason");
  }

  @Test
  void anAnswerIsSentOnce() {
    Person other = hub.volunteer(fair, "keji", "李强");
    String question = villager.asked(fair, "keji", "葵花咋种");
    try (Live phone = villager.live().join(fair, "asker", null)) {
      phone.next("joined");
      volunteer.act(question, "answer", Map.of("text", "这样种")).mustBe(200);
      volunteer.act(question, "answer", Map.of("text", "这样种")).mustBe(200);
      other.act(question, "answer", Map.of("text", "那样种")).mustBe(409);
      villager.act(question, "rating", Map.of("grade", 4)).mustBe(200);
      phone.nextEntry("rated");
      assertThat(phone.seen().stream().filter(frame -> "answered".equals(frame.getString("kind")))).hasSize(1);
    }
  }

  @Test
  void whatSomebodyHoldsNobodyElseAnswers() {
    Person other = hub.volunteer(fair, "keji", "李强");
    String question = villager.asked(fair, "keji", "葵花咋种");
    volunteer.act(question, "claim").mustBe(200);
    for (Person person : List.of(other, hub.organizer())) {
      Person.Reply refused = person.act(question, "answer", Map.of("text", "那样种")).mustBe(409);
      assertThat(refused.json().getString("claimedBy")).isEqualTo("王芳");
    }
    hub.organizer().act(question, "release").mustBe(200);
    other.act(question, "answer", Map.of("text", "那样种")).mustBe(200);
  }

  @Test
  void theSameWordsAnswerOthersToo() {
    String first = villager.asked(fair, "keji", "葵花咋种");
    String second = villager.asked(fair, "keji", "葵花怎么种");
    String taken = villager.asked(fair, "keji", "葵花如何种");
    hub.volunteer(fair, "keji", "李强").act(taken, "claim").mustBe(200);
    JsonObject answered = volunteer.act(first, "answer",
        Map.of("text", "这样种", "also", List.of(second, taken))).mustBe(200).json();
    assertThat(answered.getJsonArray("also").stream().map(one -> ((JsonObject) one).getInteger("status")))
        .containsExactly(200, 409);
    assertThat(stateOf(second)).isEqualTo("answered");
    assertThat(stateOf(taken)).isEqualTo("claimed");
  }

  @Test
  void whoHasNoBusinessAtTheDeskIsToldNothing() {
    String question = villager.asked(fair, "keji", "葵花咋种");
    Person elsewhere = hub.volunteer(fair, "yibao", "赵六");
    Person otherFair = hub.volunteer(hub.newFair(), "keji", "孙七");
    for (Person person : List.of(elsewhere, otherFair)) {
      person.act(question, "claim").mustBe(404);
      person.get("/api/questions/" + question).mustBe(404);
    }
    elsewhere.get("/api/fairs/" + fair + "/desks/keji/questions").mustBe(403);
    otherFair.get("/api/fairs/" + fair + "/desks/keji/questions").mustBe(403);
    villager.act(question, "claim").mustBe(401);
    villager.get("/api/fairs/" + fair + "/desks/keji/questions").mustBe(401);
    volunteer.act(question, "hold").mustBe(403);
    volunteer.get("/api/fairs/" + fair + "/tally").mustBe(403);
    // once it is published it is no secret any more, but still not theirs to change
    volunteer.act(question, "answer", Map.of("text", "这样种")).mustBe(200);
    elsewhere.act(question, "transfer", Map.of("department", "yibao", "reason", "x")).mustBe(403);
  }

  @Test
  void aLowGradeReopensOnceAndTheOldAnswerIsKeptInTheThread() {
    String question = villager.asked(fair, "keji", "葵花咋种");
    villager.act(question, "rating", Map.of("grade", 5)).mustBe(409);
    volunteer.act(question, "answer", Map.of("text", "不知道")).mustBe(200);
    assertThat(villager.act(question, "messages", Map.of("text", "谢谢")).mustBe(200).json().getString("state")).isEqualTo("answered");
    JsonObject reopened = villager.act(question, "rating", Map.of("grade", 1, "comment", "没说清")).mustBe(200).json();
    assertThat(reopened.getString("state")).isEqualTo("waiting");
    assertThat(reopened.getJsonArray("messages").toString()).contains("不知道");
    volunteer.act(question, "answer", Map.of("text", "开春种")).mustBe(200);
    assertThat(villager.act(question, "rating", Map.of("grade", 2)).mustBe(200).json().getString("state"))
        .isEqualTo("answered");
  }

  @Test
  void supportIsCountedOnceAnAsker() {
    String question = villager.asked(fair, "keji", "葵花咋种");
    List<Person> strangers = List.of(hub.person(), hub.person(), hub.person());
    String hidden = villager.ask(fair, Person.newKey(),
        Map.of("department", "keji", "text", "悄悄问", "public", false)).mustBe(201).json()
        .getString("id");
    strangers.forEach(stranger -> stranger.arrive(fair).act(hidden, "support").mustBe(404));
    volunteer.act(question, "answer", Map.of("text", "开春种")).mustBe(200);
    for (int round = 0; round < 2; round++) {
      strangers.forEach(stranger -> assertThat(stranger.act(question, "support").mustBe(200).json().getBoolean("follows"))
          .isTrue());
      assertThat(villager.act(question, "support").mustBe(200).json().getBoolean("follows")).as("it is hers").isFalse();
    }
    assertThat(strangers.get(0).get("/api/questions/" + question).json().getBoolean("follows")).isTrue();
    assertThat(strangers.get(0).get("/api/fairs/" + fair + "/questions").questions().getJsonObject(0).getBoolean("follows"))
        .isTrue();
    assertThat(hub.person().arrive(fair).get("/api/questions/" + question).json().getBoolean("follows")).isFalse();
    assertThat(villager.get("/api/questions/" + question).json().getInteger("supporters")).isEqualTo(3);
  }

  @Test
  void whatIsWithdrawnLeavesTheQueue() {
    String question = villager.asked(fair, "keji", "葵花咋种");
    volunteer.act(question, "claim").mustBe(200);
    villager.act(question, "withdrawal").mustBe(200);
    villager.act(question, "withdrawal").mustBe(200);
    assertThat(queue(volunteer, "keji")).isEmpty();
    volunteer.act(question, "answer", Map.of("text", "开春种")).mustBe(409);
  }

  @Test
  void whatIsHeldWaitsForTheOrganizer() {
    String question = villager.asked(fair, "keji", "骂人的话");
    Person organizer = hub.organizer();
    organizer.act(question, "hold").mustBe(200);
    assertThat(stateOf(question)).isEqualTo("held");
    volunteer.act(question, "claim").mustBe(409);
    organizer.act(question, "approve").mustBe(200);
    volunteer.act(question, "claim").mustBe(200);
  }

  @Test
  void privateQuestionsStayPrivate() {
    String asked = villager.ask(fair, Person.newKey(), Map.of("text", "看病的事", "department", "weisheng"))
        .mustBe(201).json().getString("id");
    hub.volunteer(fair, "weisheng", "白大夫").act(asked, "answer", Map.of("text", "来量血压", "public", true)).mustBe(200);
    hub.person().arrive(fair).get("/api/questions/" + asked).mustBe(404);
    String open = villager.ask(fair, Person.newKey(),
        Map.of("text", "看病的事", "department", "weisheng", "public", true)).mustBe(201).json().getString("id");
    hub.volunteer(fair, "weisheng", "白大夫").act(open, "answer", Map.of("text", "来量血压")).mustBe(200);
    hub.person().arrive(fair).get("/api/questions/" + open).mustBe(200);
  }

  @Test
  void theQueueCanBeReadByState() {
    String first = villager.asked(fair, "keji", "第一个");
    String second = villager.asked(fair, "keji", "第二个");
    volunteer.act(first, "claim").mustBe(200);
    String path = "/api/fairs/" + fair + "/desks/keji/questions?state=";
    assertThat(volunteer.get(path + "waiting").questions()).hasSize(1);
    assertThat(volunteer.get(path + "claimed").questions().getJsonObject(0).getString("id")).isEqualTo(first);
    assertThat(queue(volunteer, "keji")).containsExactly(first, second);
    volunteer.get(path + "nonsense").mustBe(422);
  }
}
