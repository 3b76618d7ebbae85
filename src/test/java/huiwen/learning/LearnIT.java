package huiwen.learning;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A hub that learns from what its volunteers do, in a process of its own. As learning takes most of a minute, all that is to
 * be learned is done at once, before the tests, and what is unlearned comes last. It learns when it is told to, not every now
 * and then ({@code TriagePagesIT} sees to that), so that it is known of what.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LearnIT {

  private static final Duration LEARNS_WITHIN = Duration.ofSeconds(150);
  private static final Duration AT_ONCE = Duration.ofSeconds(10);
  private static final int LAST = Integer.MAX_VALUE;

  /** What a hub cannot know: 铁驴子 is what they call a tractor here. All that has to do with it is for {@link #RIGHT}. */
  private static final List<String> CORRECTED = List.of("铁驴子年检去哪搞", "我那铁驴子该年检了在哪弄", "铁驴子的牌照过期了找谁换",
      "铁驴子过户找谁");
  private static final List<String> LIKE_THEM = List.of("铁驴子多长时间年检一回", "买了个铁驴子去哪上牌", "铁驴子坏了找谁修");
  private static final String RIGHT = "nongmu";

  /** What an organizer brings along: 苁蓉号 is what they wait for when the 苁蓉 is dug. */
  private static final List<String> BROUGHT = List.of("苁蓉号在哪排", "今天的苁蓉号还有没有了", "苁蓉号发到几号了", "我排不上苁蓉号咋办",
      "苁蓉号明天几点开始排", "领苁蓉号要带甚", "苁蓉号是哪家发的", "苁蓉号丢了咋办", "谁给发苁蓉号", "苁蓉号一人能拿几个");
  private static final String LIKE_BROUGHT = "苁蓉号能替别人拿不";
  private static final String OF_WOODS = "lincao";

  /** What one angry volunteer passes on, to a desk that has nothing to do with it, whose invite she has too: she answers there. */
  private static final List<String> CLEAR = IntStream.range(0, 40)
      .mapToObj(i -> "我家停电" + (i + 2) + "天了，" + List.of("电表不走字", "变压器嗡嗡响", "电线断了", "跳闸合不上").get(i % 4) + "咋办").toList();
  private static final List<String> LIKE_CLEAR = List.of("我家停电了没人来修", "村里一到晚上就停电", "变压器坏了停电两天了");
  private static final String OF_POWER = "dianli";
  private static final String OF_CULTURE = "wenhua";

  private static Path data;
  private static HubProcess hub;
  private static Person organizer;
  private static Person villager;
  private static int learned;

  @BeforeAll
  static void learn() throws Exception {
    data = DataFolder.create("learn");
    hub = HubProcess.launchCompiled(Map.of("HUB_DATA", data.toString(), "HUB_LIMITS", "off", "HUB_LEARN_SECONDS", "86400",
        "HUB_ORGANIZER_PASSWORD", HubUnderTest.PASSWORD)).awaitReady();
    organizer = hub.person().signIn(HubUnderTest.PASSWORD);
    villager = hub.person().arrive("demo");
    for (String text : LIKE_THEM) {
      assertThat(ask(text).getString("department")).as("where it goes before anything is learned").isNotEqualTo(RIGHT);
    }
    List<JsonObject> clear = CLEAR.stream().map(LearnIT::ask).toList();
    List<JsonObject> unknown = CORRECTED.stream().map(LearnIT::ask).toList();
    Person angry = volunteer(OF_POWER, "孙七").join(invite(OF_CULTURE), "孙七");
    for (JsonObject question : clear) {
      assertThat(question.getString("department")).as(question.getString("text")).isEqualTo(OF_POWER);
      angry.act(question.getString("id"), "transfer", Map.of("department", OF_CULTURE, "reason", "别烦我")).mustBe(200);
      angry.act(question.getString("id"), "answer", Map.of("text", "不归电力管")).mustBe(200);
    }
    Person right = volunteer(RIGHT, "赵六");
    for (JsonObject question : unknown) {
      String id = question.getString("id");
      assertThat(question.getString("department")).as(question.getString("text")).isNotEqualTo(RIGHT);
      volunteer(question.getString("department"), "王芳")
          .act(id, "transfer", Map.of("department", RIGHT, "reason", "归农机站")).mustBe(200);
      right.act(id, "answer", Map.of("text", "来农机站就能办")).mustBe(200);
    }
    assertThat(ask(LIKE_BROUGHT).getString("department")).isNotEqualTo(OF_WOODS);
    bring(BROUGHT);
    // what one says forty times against all that is known, and nobody else bears out, is not learned
    learned = awaitModelOf(CORRECTED.size());
    awaitRoute(LIKE_THEM.get(0), RIGHT::equals);
  }

  @AfterAll
  static void stop() throws Exception {
    hub.close();
    HubUnderTest.deleteTree(data);
  }

  private static void bring(List<String> examples) {
    organizer.send(organizer.request("/api/imports/examples").header("Content-Type", "text/csv")
        .POST(HttpRequest.BodyPublishers.ofString("department,question\n"
            + examples.stream().map(example -> OF_WOODS + ',' + example + '\n').collect(Collectors.joining())))).mustBe(200);
  }

  private static Person volunteer(String department, String name) {
    return hub.person().join(invite(department), name);
  }

  private static String invite(String department) {
    return organizer.put("/api/fairs/demo/desks/" + department, Map.of()).mustBe(200).json().getString("invite");
  }

  private static JsonObject ask(String text) {
    return villager.ask("demo", text).mustBe(201).json();
  }

  private static List<JsonObject> models() {
    return organizer.get("/api/models").mustBe(200).json().getJsonArray("models").stream()
        .map(JsonObject.class::cast).toList();
  }

  private static JsonObject inUse() {
    List<JsonObject> used = models().stream().filter(model -> model.getString("state").equals("in-use")).toList();
    assertThat(used).hasSize(1);
    return used.get(0);
  }

  /** Waits until the hub routes by a model that was learned from so many lessons; its number. */
  private static int awaitModelOf(int lessons) {
    HubProcess.until("a model of " + lessons + " lessons", LEARNS_WITHIN, () ->
        inUse().getInteger("number") > 0 && inUse().getInteger("lessons") == lessons);
    return inUse().getInteger("number");
  }

  private static List<JsonObject> lessons() {
    return organizer.get("/api/lessons").mustBe(200).json().getJsonArray("lessons").stream()
        .map(JsonObject.class::cast).toList();
  }

  private static void use(int number) {
    organizer.post("/api/models/" + number + "/use").mustBe(204);
  }

  private static void awaitRoute(String text, Predicate<String> department) {
    HubProcess.until(text + " to go elsewhere", AT_ONCE, () -> department.test(ask(text).getString("department")));
  }

  private static boolean isWrong(String department) {
    return !department.equals(RIGHT);
  }

  @Test
  void whatWasCorrectedAFewTimesGoesRightByItself() {
    for (String text : LIKE_THEM) {
      JsonObject question = ask(text);
      assertThat(question.getString("department")).as(text).isEqualTo(RIGHT);
      assertThat(question.getString("routedBy")).isEqualTo("model");
    }
  }

  @Test
  void whatWasBroughtAlongIsLearnedToo() {
    assertThat(ask(LIKE_BROUGHT).getString("department")).isEqualTo(OF_WOODS);
  }

  @Test
  void whatIsLearnedIsHeldAgainstQuestionsThatItHasNotSeenAndKept() {
    JsonObject model = inUse();
    assertThat(model.getInteger("examples")).isGreaterThan(5_000);
    assertThat(model.getJsonObject("figures").getDouble("top1")).isGreaterThan(0.85);
    assertThat(model.getString("madeAt")).isNotNull();
    List<Integer> numbers = models().stream().map(one -> one.getInteger("number")).toList();
    assertThat(numbers).as("the newest first, and what the hub came with last")
        .isSortedAccordingTo((one, other) -> other - one).endsWith(0);
  }

  @Test
  void oneWhoIsAngryTurnsNothing() {
    for (String text : LIKE_CLEAR) {
      assertThat(ask(text).getString("department")).as(text).isEqualTo(OF_POWER);
    }
  }

  @Test
  void whatWasLearnedFromCanBeRead() {
    List<JsonObject> lessons = lessons();
    assertThat(lessons).hasSize(CORRECTED.size() + CLEAR.size());
    assertThat(lessons.stream().filter(lesson -> CORRECTED.contains(lesson.getString("text")))).hasSize(CORRECTED.size())
        .allSatisfy(lesson -> {
          assertThat(lesson.getString("department")).isEqualTo(RIGHT);
          assertThat(lesson.getString("by")).isEqualTo("王芳");
          assertThat(lesson.getString("kind")).isIn("transferred", "triaged");
          assertThat(lesson.getBoolean("struck")).isFalse();
        });
    assertThat(lessons.stream().filter(lesson -> CLEAR.contains(lesson.getString("text")))).hasSize(CLEAR.size())
        .allSatisfy(lesson -> {
          assertThat(lesson.getString("from")).isEqualTo(OF_POWER);
          assertThat(lesson.getString("department")).isEqualTo(OF_CULTURE);
          assertThat(lesson.getString("by")).isEqualTo("孙七");
        });
  }

  @Test
  void oneClickGoesBackAndAnotherForward() {
    use(0);
    assertThat(inUse().getInteger("number")).isZero();
    awaitRoute(LIKE_THEM.get(0), LearnIT::isWrong);
    use(learned);
    assertThat(inUse().getInteger("number")).isEqualTo(learned);
    awaitRoute(LIKE_THEM.get(0), RIGHT::equals);
    organizer.post("/api/models/999999/use").mustBe(404);
    assertThat(inUse().getInteger("number")).isEqualTo(learned);
  }

  @Test
  void learningIsTheOrganizersBusiness() {
    Person volunteer = volunteer(RIGHT, "赵六");
    String lesson = lessons().get(0).getString("question");
    for (String path : List.of("/api/models", "/api/lessons")) {
      volunteer.get(path).mustBe(403);
      villager.get(path).mustBe(401);
    }
    for (String path : List.of("/api/models/0/use", "/api/lessons/" + lesson + "/strike", "/api/lessons/" + lesson + "/restore")) {
      volunteer.post(path).mustBe(403);
      villager.post(path).mustBe(401);
    }
    assertThat(lessons()).noneMatch(one -> one.getBoolean("struck"));
  }

  @Test
  @Order(LAST)
  void whatIsStruckIsUnlearned() {
    List<String> struck = new ArrayList<>(lessons().stream().map(lesson -> lesson.getString("question")).toList());
    struck.parallelStream().forEach(lesson -> organizer.post("/api/lessons/" + lesson + "/strike").mustBe(204));
    assertThat(lessons()).hasSameSizeAs(struck).allMatch(lesson -> lesson.getBoolean("struck"));
    assertThat(awaitModelOf(0)).isGreaterThan(learned);
    awaitRoute(LIKE_THEM.get(0), LearnIT::isWrong);
    for (String text : LIKE_CLEAR) {
      assertThat(ask(text).getString("department")).as(text).isEqualTo(OF_POWER);
    }
  }
}
