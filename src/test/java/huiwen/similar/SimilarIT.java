package huiwen.similar;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.HubProcess;
import huiwen.support.AtFair;
import huiwen.support.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was asked and answered before, as it is found by who asks and shown to who answers. */
class SimilarIT extends AtFair {

  private static final Duration SOON = Duration.ofSeconds(30);

  private Person volunteer;

  @BeforeEach
  void open() {
    volunteer = hub.volunteer(fair, "keji", "王芳");
  }

  private String answered(String text, String answer) {
    String question = villager.asked(fair, "keji", text);
    volunteer.act(question, "answer", Map.of("text", answer)).mustBe(200);
    return question;
  }

  private List<JsonObject> answers(String words) {
    return list(villager.get("/api/fairs/" + fair + "/answers?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8))
        .mustBe(200).questions());
  }

  private static JsonObject suggestions(Person person, String question) {
    return person.get("/api/questions/" + question + "/suggestions").mustBe(200).json();
  }

  private static List<JsonObject> list(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static List<String> ids(List<JsonObject> questions) {
    return questions.stream().map(question -> question.getString("id")).toList();
  }

  /** The index follows the journal: what is looked for is there a moment later. */
  private static <T> T soon(String what, Supplier<T> look, Predicate<T> fits) {
    var last = new AtomicReference<T>();
    HubProcess.until(what, SOON, () -> {
      last.set(look.get());
      return fits.test(last.get());
    });
    return last.get();
  }

  // For who asks --------------------------------------------------------------------------------------------

  @Test
  void whatWasAnsweredIsFoundByOtherWordsTheLikestFirst() {
    String worm = answered("玉米螟打什么药管用", "心叶末期灌颗粒剂");
    String weed = answered("葵花列当怎么治", "选抗性品种，勤倒茬");
    answered("滴灌带堵了咋整", "用稀酸冲一遍");
    List<JsonObject> found = soon("the answer", () -> answers("葵花地里长了列当该咋办"),
        all -> !all.isEmpty() && all.get(0).getString("id").equals(weed));
    assertThat(found).allSatisfy(one -> {
      assertThat(one.getDouble("score")).isBetween(0.0, 1.0);
      assertThat(one.getValue("same")).isInstanceOf(Boolean.class);
      assertThat(one.getJsonObject("answer").getString("text")).isNotBlank();
      assertThat(one.getBoolean("public")).isTrue();
      assertThat(one.fieldNames()).doesNotContain("phone", "name", "village", "reasons", "concerns", "claimedBy");
    });
    assertThat(found).isSortedAccordingTo(Comparator.comparingDouble(one -> -one.getDouble("score")));
    assertThat(found.get(0).getJsonObject("answer").getString("text")).isEqualTo("选抗性品种，勤倒茬");
    assertThat(soon("the other answer", () -> answers("玉米螟用啥药"), all -> ids(all).contains(worm)).get(0).getString("id"))
        .isEqualTo(worm);
  }

  @Test
  void whatMeansTheSameIsCalledTheSameAndWhatOnlyLooksAlikeIsNot() {
    // she says that it may be published: what is about health would else be private at whatever desk
    String question = villager.ask(fair, Person.newKey(), Map.of("text", "高血压药医保能不能报销", "department", "keji",
        "public", true)).mustBe(201).json().getString("id");
    volunteer.act(question, "answer", Map.of("text", "先办慢病认定")).mustBe(200);
    soon("the same", () -> answers("高血压的药医保可不可以报销"),
        all -> !all.isEmpty() && all.get(0).getString("id").equals(question) && all.get(0).getBoolean("same"));
    assertThat(answers("高血压药在哪里能买到").stream().filter(one -> one.getBoolean("same"))).isEmpty();
    assertThat(answers("我家的羊吃了草就拉稀").stream().filter(one -> one.getBoolean("same"))).isEmpty();
  }

  @Test
  void howeverQuicklyItChangesTheIndexEndsWithWhatAQuestionIs() {
    IntStream.range(0, 40).forEach(i -> answered("第" + i + "号机井的滴灌带堵了", "用稀酸冲一遍"));
    String waiting = villager.asked(fair, "keji", "机井的滴灌带又堵了");
    String last = answered("毡房的门框歪了咋整", "找村里的木匠");
    soon("the last", () -> ids(answers("毡房的门框歪了咋办")), all -> all.contains(last));
    assertThat(list(suggestions(volunteer, waiting).getJsonArray("duplicates"))).isEmpty();
    assertThat(answers("机井的滴灌带堵了")).isNotEmpty();
  }

  @Test
  void whatIsTypedFindsNothingAndBreaksNothingWhereThereIsNothingInIt() {
    answered("葵花列当怎么治", "选抗性品种，勤倒茬");
    soon("the answer", () -> answers("葵花列当怎么治"), all -> !all.isEmpty());
    for (String words : List.of("？？？", "😀", "a AND (b OR c", "\"", "*:*", "葵花~2 OR id:*", "1".repeat(1000), "\u200b问")) {
      answers(words);
    }
  }

  @Test
  void whatIsPrivateTakenBackReopenedOrSomebodyElsesIsNeverFound() {
    String words = "黄瓜大棚叶子发黄是咋回事";
    villager.ask(fair, Person.newKey(), Map.of("text", words + "（不公开）", "department", "keji", "public", false)).mustBe(201);
    String hers = villager.get("/api/fairs/" + fair + "/questions?mine=true").questions().getJsonObject(0).getString("id");
    volunteer.act(hers, "answer", Map.of("text", "私下说")).mustBe(200);
    String kept = villager.asked(fair, "keji", words + "（答复不公开）");
    volunteer.act(kept, "answer", Map.of("text", "悄悄说", "public", false)).mustBe(200);
    villager.act(villager.asked(fair, "keji", words + "（撤回了）"), "withdrawal").mustBe(200);
    hub.organizer().act(villager.asked(fair, "keji", words + "（暂扣了）"), "hold").mustBe(200);
    villager.asked(fair, "keji", words + "（没有答）");
    String elsewhere = hub.newFair();
    String theirs = hub.person().arrive(elsewhere).asked(elsewhere, "keji", words + "（别处的）");
    hub.volunteer(elsewhere, "keji", "李强").act(theirs, "answer", Map.of("text", "别处说")).mustBe(200);
    String reopened = answered(words + "（不满意）", "不知道");
    soon("what is reopened later", () -> ids(answers(words)), all -> all.contains(reopened));
    villager.act(reopened, "rating", Map.of("grade", 1)).mustBe(200);

    String open = answered(words, "缺镁，喷叶面肥"); // the last: when it is found, all that came before it could be
    assertThat(soon("the published one alone", () -> ids(answers(words)), all -> all.contains(open)))
        .containsExactly(open);
    assertThat(answers(words).toString()).doesNotContain("私下说", "悄悄说", "别处说", "不知道");
  }

  // For who answers -----------------------------------------------------------------------------------------

  @Test
  void whoAnswersIsShownWhatWasAnsweredAndWhoElseAsksTheSame() {
    String earlier = answered("黄瓜大棚叶子发黄怎么办", "缺镁，喷叶面肥");
    String question = villager.asked(fair, "keji", "大棚里的黄瓜叶子发黄是咋回事");
    String duplicate = villager.asked(fair, "keji", "大棚黄瓜叶子都发黄了是怎么回事");
    String elsewhereHere = villager.asked(fair, "nongmu", "大棚黄瓜叶子发黄咋回事");
    String otherFair = hub.newFair();
    hub.person().arrive(otherFair).asked(otherFair, "keji", "大棚里的黄瓜叶子发黄是咋回事");
    String takenBack = villager.asked(fair, "keji", "大棚里黄瓜叶子发黄咋回事");
    villager.act(takenBack, "withdrawal").mustBe(200);
    hub.organizer().act(villager.asked(fair, "keji", "大棚黄瓜的叶子发黄了咋回事"), "hold").mustBe(200);

    JsonObject help = soon("the suggestions", () -> suggestions(volunteer, question),
        all -> ids(list(all.getJsonArray("answers"))).contains(earlier)
            && ids(list(all.getJsonArray("duplicates"))).contains(duplicate)
            && suggestions(hub.organizer(), question).toString().contains(elsewhereHere));
    assertThat(ids(list(help.getJsonArray("duplicates")))).as("her desk's, waiting, not itself").containsExactly(duplicate);
    assertThat(ids(list(help.getJsonArray("answers")))).containsExactly(earlier);
    for (String kind : List.of("answers", "duplicates")) {
      JsonObject first = help.getJsonArray(kind).getJsonObject(0);
      assertThat(first.getDouble("score")).isBetween(0.0, 1.0);
      assertThat(first.getValue("same")).isInstanceOf(Boolean.class);
    }
    assertThat(help.getJsonArray("answers").getJsonObject(0).getJsonObject("answer").getString("text"))
        .isEqualTo("缺镁，喷叶面肥");
    assertThat(help.getString("askBack")).as("the question is clear").isNull();
    assertThat(ids(list(suggestions(hub.organizer(), question).getJsonArray("duplicates"))))
        .as("the organizer serves every desk").containsExactlyInAnyOrder(duplicate, elsewhereHere);
  }

  @Test
  void theSameWordsAnswerTheDuplicatesToo() {
    String question = villager.asked(fair, "keji", "地膜回收一斤给多少钱");
    List<String> duplicates = List.of(villager.asked(fair, "keji", "回收地膜一斤多少钱"),
        villager.asked(fair, "keji", "地膜回收多少钱一斤"));
    soon("the duplicates", () -> ids(list(suggestions(volunteer, question).getJsonArray("duplicates"))),
        all -> all.containsAll(duplicates));
    volunteer.act(question, "answer", Map.of("text", "一斤一块二", "also", duplicates)).mustBe(200);
    for (String duplicate : duplicates) {
      JsonObject answered = villager.get("/api/questions/" + duplicate).mustBe(200).json();
      assertThat(answered.getString("state")).isEqualTo("answered");
      assertThat(answered.getJsonObject("answer").getString("text")).isEqualTo("一斤一块二");
    }
    String again = villager.asked(fair, "keji", "地膜回收一斤几块钱");
    JsonObject help = soon("the answer given", () -> suggestions(volunteer, again),
        all -> ids(list(all.getJsonArray("answers"))).contains(question));
    assertThat(help.getJsonArray("duplicates")).as("nothing waits any more").isEmpty();
    assertThat(help.getJsonArray("answers").size()).isLessThanOrEqualTo(3);
  }

  @Test
  void whatAsksNothingIsAskedBack() {
    Person triage = hub.volunteer(fair, "triage", "李强");
    JsonObject greeting = villager.ask(fair, "你好").mustBe(201).json();
    assertThat(greeting.getString("department")).isEqualTo("triage");
    assertThat(suggestions(triage, greeting.getString("id")).getString("askBack")).startsWith("您好！");
    assertThat(triage.get("/api/questions/" + greeting.getString("id")).json().getJsonArray("reasons")).isNotEmpty();
  }

  @Test
  void suggestionsAreForWhoServesTheDesk() {
    String question = villager.asked(fair, "keji", "地膜回收一斤给多少钱");
    String path = "/api/questions/" + question + "/suggestions";
    villager.get(path).mustBe(401);
    hub.person().get(path).mustBe(401);
    hub.volunteer(fair, "yibao", "赵六").get(path).mustBe(404);
    hub.volunteer(hub.newFair(), "keji", "孙七").get(path).mustBe(404);
    hub.organizer().get(path).mustBe(200);
    volunteer.get("/api/questions/" + fair + ".00000000000000000000000000/suggestions").mustBe(404);
    // published or not, the help is the desk's
    volunteer.act(question, "answer", Map.of("text", "一斤一块二")).mustBe(200);
    hub.volunteer(fair, "yibao", "赵六").get(path).mustBe(404);
  }
}
