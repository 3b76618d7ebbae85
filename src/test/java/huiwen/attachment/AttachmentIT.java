package huiwen.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Live;
import huiwen.support.Person;
import huiwen.support.Person.Reply;
import huiwen.support.Photos;
import huiwen.support.Sounds;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures and sounds on their way, and who sees them. */
class AttachmentIT extends AtFair {

  private static final String DESK = "keji";

  private Person volunteer;
  private Person stranger;

  @BeforeEach
  void open() {
    volunteer = hub.volunteer(fair, DESK, "王芳");
    stranger = hub.person().arrive(fair);
  }

  private String asked(Map<String, ?> more, String... attachments) {
    var body = new LinkedHashMap<String, Object>(Map.of("text", "这是什么虫子", "department", DESK));
    body.putAll(more);
    body.put("attachments", List.of(attachments));
    return villager.ask(fair, Person.newKey(), body).mustBe(201).json().getString("id");
  }

  private static Reply get(Person who, String attachment) {
    return who.get("/api/attachments/" + attachment);
  }

  private static List<String> ids(JsonArray attachments) {
    return attachments.stream().map(one -> ((JsonObject) one).getString("id")).toList();
  }

  @Test
  void aPictureIsDrawnAnewAndGoesWithTheQuestion() {
    JsonObject sent = villager.attach(fair, Photos.ofCamera(800, 600, 6)).mustBe(201).json();
    assertThat(sent.getString("type")).isEqualTo("image/jpeg");
    JsonObject question = villager.get("/api/questions/" + asked(Map.of(), sent.getString("id"))).mustBe(200).json();
    assertThat(question.getJsonArray("attachments")).containsExactly(sent);
    assertThat(question.getJsonArray("messages").getJsonObject(0).getJsonArray("attachments")).containsExactly(sent);
    Reply picture = get(villager, sent.getString("id")).mustBe(200);
    assertThat(picture.response().body()).hasSize(sent.getInteger("bytes"));
    assertThat(picture.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(picture.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(picture.header("Content-Disposition")).startsWith("inline; filename=\"huiwen-").endsWith(".jpg\"");
    assertThat(picture.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
    assertThat(picture.header("Cache-Control")).isEqualTo("private, no-cache");
    villager.send(villager.request("/api/attachments/" + sent.getString("id"))
        .header("If-None-Match", picture.header("ETag")).GET()).mustBe(304);
  }

  @Test
  void whoMaySeeAQuestionsPictureAndSpokenAnswer() {
    var people = new LinkedHashMap<String, Person>();
    people.put("asker", villager);
    people.put("another asker", stranger);
    people.put("her desk", volunteer);
    people.put("another desk", hub.volunteer(fair, "weisheng", "李医生"));
    people.put("her desk at another fair", hub.volunteer(hub.newFair(), DESK, "赵六"));
    people.put("organizer", hub.organizer());
    people.put("nobody", hub.person());
    String photo = villager.attached(fair, Photos.jpeg(60, 40));
    String question = asked(Map.of("public", true), photo);
    assertThat(whoSees(photo, people)).as("while it waits").containsExactly("asker", "her desk", "organizer");

    String spoken = volunteer.attached(fair, Sounds.wav(1));
    assertThat(whoSees(spoken, people)).as("before it goes with anything").containsExactly("her desk");
    volunteer.act(question, "answer", Map.of("text", "是蚜虫", "attachments", List.of(spoken))).mustBe(200);
    assertThat(whoSees(photo, people)).as("published").containsExactly("asker", "her desk", "organizer");
    assertThat(whoSees(spoken, people)).as("published").containsExactlyElementsOf(people.keySet());

    villager.act(question, "publication", Map.of("public", false)).mustBe(200);
    assertThat(whoSees(spoken, people)).as("taken back").containsExactly("asker", "her desk", "organizer");
  }

  @Test
  void theDeskSeesNothingOfWhatIsHeldOrTakenBack() {
    String photo = villager.attached(fair, Photos.jpeg(60, 40));
    String question = asked(Map.of(), photo);
    hub.organizer().act(question, "hold").mustBe(200);
    get(volunteer, photo).mustBe(404);
    get(hub.organizer(), photo).mustBe(200);
    hub.organizer().act(question, "approve").mustBe(200);
    get(volunteer, photo).mustBe(200);
    villager.act(question, "withdrawal").mustBe(200);
    get(volunteer, photo).mustBe(404);
    get(villager, photo).mustBe(200);
  }

  private static List<String> whoSees(String attachment, Map<String, Person> people) {
    var seeing = new ArrayList<String>();
    people.forEach((name, person) -> {
      int status = get(person, attachment).status();
      assertThat(status).as(name).isIn(200, 404);
      if (status == 200) {
        seeing.add(name);
      }
    });
    return seeing;
  }

  @Test
  void whoHasComeByTheTicketsCodeSeesWhatHerAskerSees() {
    String photo = villager.attached(fair, Photos.jpeg(60, 40));
    String question = asked(Map.of("public", false), photo);
    String code = villager.get("/api/questions/" + question).json().getString("code");
    get(stranger, photo).mustBe(404);
    assertThat(ids(stranger.get("/api/tickets/" + code).mustBe(200).json().getJsonArray("attachments"))).containsExactly(photo);
    get(stranger, photo).mustBe(200);
  }

  @Test
  void onlyWhoMaySeeThemIsToldThatTheyAreThere() {
    String photo = villager.attached(fair, Photos.jpeg(60, 40));
    try (Live phone = villager.live().join(fair, "asker", null);
        Live desk = volunteer.live().join(fair, "desk", null);
        Live others = stranger.live().join(fair, "asker", null);
        Live board = hub.organizer().live().join(fair, "board", null);
        Live wall = stranger.live().join(fair, "screen", null)) {
      List.of(phone, desk, others, board, wall).forEach(live -> live.next("joined"));
      String question = asked(Map.of("public", true), photo);
      assertThat(desk.nextEntry("asked").encode()).contains(photo);
      assertThat(phone.nextEntry("asked").encode()).contains(photo);
      String spoken = volunteer.attached(fair, Sounds.mp3(20));
      volunteer.act(question, "answer", Map.of("text", "是蚜虫", "attachments", List.of(spoken))).mustBe(200);
      assertThat(phone.nextEntry("answered").encode()).contains(photo, spoken);
      assertThat(others.nextEntry("answered").encode()).contains(spoken).doesNotContain(photo);
      assertThat(wall.nextEntry("answered").encode()).doesNotContain(photo, spoken);
      assertThat(board.nextEntry("answered").encode()).doesNotContain(photo, spoken);
      assertThat(stranger.get("/api/questions/" + question).text()).contains(spoken).doesNotContain(photo);
    }
    try (Live later = stranger.live().join(fair, "asker", 0L)) {
      assertThat(later.nextEntry("answered").encode()).contains("audio/mpeg").doesNotContain(photo);
    }
  }

  @Test
  void partsOfASoundAreSentToPlayersThatAskForThem() {
    byte[] sound = Sounds.wav(8);
    String id = villager.attached(fair, sound);
    asked(Map.of(), id);
    Reply all = get(villager, id).mustBe(200);
    assertThat(all.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(all.response().body()).isEqualTo(sound);
    Reply first = range(id, "bytes=0-1").mustBe(206);
    assertThat(first.header("Content-Range")).isEqualTo("bytes 0-1/" + sound.length);
    assertThat(first.response().body()).isEqualTo(Arrays.copyOf(sound, 2));
    assertThat(range(id, "bytes=1000-").mustBe(206).response().body()).isEqualTo(Arrays.copyOfRange(sound, 1_000, sound.length));
    assertThat(range(id, "bytes=-7").mustBe(206).response().body())
        .isEqualTo(Arrays.copyOfRange(sound, sound.length - 7, sound.length));
    assertThat(range(id, "bytes=" + sound.length + "-").mustBe(416).header("Content-Range")).isEqualTo("bytes */" + sound.length);
  }

  private Reply range(String id, String range) {
    return villager.send(villager.request("/api/attachments/" + id).header("Range", range).GET());
  }

  @Test
  void moreIsSaidWithAPictureAndAskedBackWithASound() {
    String question = asked(Map.of());
    String spoken = volunteer.attached(fair, Sounds.aac(20));
    volunteer.act(question, "ask-back", Map.of("text", "叶子背面什么样?", "attachments", List.of(spoken))).mustBe(200);
    String photo = villager.attached(fair, Photos.png(60, 40));
    JsonArray messages = villager.act(question, "messages", Map.of("text", "您看", "attachments", List.of(photo))).mustBe(200)
        .json().getJsonArray("messages");
    assertThat(ids(messages.getJsonObject(1).getJsonArray("attachments"))).containsExactly(spoken);
    assertThat(ids(messages.getJsonObject(2).getJsonArray("attachments"))).containsExactly(photo);
    get(villager, spoken).mustBe(200);
    get(volunteer, photo).mustBe(200);
    get(stranger, spoken).mustBe(404);
    get(stranger, photo).mustBe(404);
  }

  @Test
  void oneSpokenAnswerIsGivenToSeveral() {
    String hers = asked(Map.of("public", false));
    String theirs = stranger.asked(fair, DESK, "蚜虫咋治");
    String spoken = volunteer.attached(fair, Sounds.m4a());
    volunteer.act(hers, "answer", Map.of("text", "打药", "also", List.of(theirs), "attachments", List.of(spoken))).mustBe(200);
    get(villager, spoken).mustBe(200);
    get(stranger, spoken).mustBe(200);
  }

  @Test
  void whatIsNotHersOrNotThereOrTooManyIsRefused() {
    String photo = villager.attached(fair, Photos.jpeg(60, 40));
    Map<String, ?> with = Map.of("text", "问", "department", DESK, "attachments", List.of(photo));
    assertThat(stranger.ask(fair, Person.newKey(), with).mustBe(422).field()).isEqualTo("attachments");
    String elsewhere = hub.newFair();
    assertThat(villager.ask(elsewhere, Person.newKey(), with).mustBe(422).field()).isEqualTo("attachments");
    List<String> four = List.of(photo, villager.attached(fair, Photos.jpeg(61, 40)), villager.attached(fair, Photos.jpeg(62, 40)),
        villager.attached(fair, Photos.jpeg(63, 40)));
    assertThat(villager.ask(fair, Person.newKey(), Map.of("text", "问", "attachments", four)).mustBe(422).text()).contains("3 张照片");
    List<String> sounds = List.of(villager.attached(fair, Sounds.wav(1)), villager.attached(fair, Sounds.mp3(9)));
    assertThat(villager.ask(fair, Person.newKey(), Map.of("text", "问", "attachments", sounds)).mustBe(422).text()).contains("1 段录音");
  }

  @Test
  void whatSomePhonesDoNotPlayIsNoAnswer() {
    String opus = volunteer.attached(fair, Sounds.webm());
    assertThat(volunteer.act(asked(Map.of()), "answer", Map.of("text", "好", "attachments", List.of(opus))).mustBe(422).text())
        .contains("放不出来");
    asked(Map.of(), villager.attached(fair, Sounds.webm()));
  }

  /** Only pages on which somebody speaks may listen, and show what is not sent yet. */
  @Test
  void pagesMayListenWhereSomebodySpeaks() {
    for (String path : List.of("/f/" + fair, "/desk")) {
      Reply page = villager.get(path).mustBe(200);
      assertThat(page.header("Permissions-Policy")).as(path).contains("microphone=(self)", "camera=()");
      assertThat(page.header("Content-Security-Policy")).as(path).contains("img-src 'self' data: blob:;", "media-src 'self' blob:;");
    }
    for (String path : List.of("/", "/board", "/screen/" + fair, "/f/" + fair + "/answers", "/t")) {
      Reply page = villager.get(path).mustBe(200);
      assertThat(page.header("Permissions-Policy")).as(path).contains("microphone=()", "camera=()");
      assertThat(page.header("Content-Security-Policy")).as(path).contains("media-src 'self';").doesNotContain("blob:");
    }
  }

  @Test
  void whoHasOnlySpokenIsSentToWhoeverListensAndIsLikeNobody() {
    String words = "我说的话在录音里，请听。";
    for (Person who : List.of(villager, stranger)) {
      JsonObject question = who.ask(fair, Person.newKey(), Map.of("text", words, "attachments",
          List.of(who.attached(fair, Sounds.wav(1))))).mustBe(201).json();
      assertThat(question.getString("department")).isEqualTo("triage");
      assertThat(question.getString("state")).isEqualTo("waiting");
    }
    Person triage = hub.volunteer(fair, "triage", "李强");
    String first = triage.get("/api/fairs/" + fair + "/desks/triage/questions").mustBe(200).questions().getJsonObject(0).getString("id");
    assertThat(triage.get("/api/questions/" + first + "/suggestions").mustBe(200).json().getJsonArray("duplicates")).isEmpty();
  }

  @Test
  void theSameKeyKeepsItOnce() {
    String key = Person.newKey();
    byte[] photo = Photos.jpeg(60, 40);
    JsonObject first = villager.attach(fair, photo, key).mustBe(201).json();
    assertThat(villager.attach(fair, photo, key).mustBe(201).json()).isEqualTo(first);
    villager.attach(fair, Photos.jpeg(61, 41), key).mustBe(409);
    assertThat(stranger.attach(fair, photo, key).mustBe(201).json()).isNotEqualTo(first);
  }

  @Test
  void theSameQuestionSentAgainIsTheSame() {
    String key = Person.newKey();
    Map<String, ?> body = Map.of("text", "问", "department", DESK, "attachments", List.of(villager.attached(fair, Photos.jpeg(60, 40))));
    String id = villager.ask(fair, key, body).mustBe(201).json().getString("id");
    assertThat(villager.ask(fair, key, body).mustBe(200).json().getString("id")).isEqualTo(id);
  }

  @Test
  void whatIsNoPictureOrTooLargeIsRefusedInWords() {
    assertThat(villager.attach(fair, Sounds.letters("<html>")).mustBe(415).text()).contains("不是照片");
    assertThat(villager.attach(fair, new byte[0]).mustBe(415).text()).contains("不是照片");
    assertThat(villager.attach(fair, new byte[2 * 1024 * 1024 + 1]).mustBe(413).text()).contains("2 MB");
    assertThat(villager.get("/metrics").text()).contains("huiwen_refused_total{by=\"request\",kind=\"attachment-bytes\"}");
    villager.send(villager.request("/api/fairs/" + fair + "/attachments").POST(HttpRequest.BodyPublishers.ofInputStream(
        () -> new ByteArrayInputStream(new byte[3 * 1024 * 1024])))).mustBe(413);
    villager.attach("nosuchfair", Photos.jpeg(60, 40)).mustBe(404);
  }

  @Test
  void atAFairThatIsClosedOnlyWhoHasAskedSendsMore() {
    String id = asked(Map.of());
    hub.organizer().patch("/api/fairs/" + fair, Map.of("state", "closed")).mustBe(200);
    assertThat(stranger.attach(fair, Photos.jpeg(60, 40)).mustBe(409).text()).contains("结束");
    String photo = villager.attached(fair, Photos.jpeg(60, 40));
    villager.act(id, "messages", Map.of("text", "您看", "attachments", List.of(photo))).mustBe(200);
    volunteer.attached(fair, Sounds.wav(1));
  }

  @Test
  void whatSheHasErasedIsGoneWithItsBytes() {
    String photo = villager.attached(fair, Photos.jpeg(60, 40));
    String question = asked(Map.of("public", true), photo);
    volunteer.act(question, "ask-back", Map.of("text", "哪儿?")).mustBe(200);
    String second = villager.attached(fair, Sounds.wav(1));
    villager.act(question, "messages", Map.of("text", "这儿", "attachments", List.of(second))).mustBe(200);
    String spoken = volunteer.attached(fair, Sounds.mp3(9));
    volunteer.act(question, "answer", Map.of("text", "知道了", "attachments", List.of(spoken))).mustBe(200);
    String left = villager.act(question, "erasure").mustBe(200).text();
    assertThat(left).doesNotContain(photo, second).contains(spoken);
    for (String gone : List.of(photo, second)) {
      get(villager, gone).mustBe(404);
      get(hub.organizer(), gone).mustBe(404);
      assertThat(count("SELECT count(*) FROM attachment WHERE id = $1", gone)).isZero();
    }
    get(villager, spoken).mustBe(200);
  }

  @Test
  void whatGoesWithNothingIsDroppedAfterDaysAndTheRestStays() {
    String used = villager.attached(fair, Photos.jpeg(60, 40));
    asked(Map.of(), used);
    String unused = villager.attached(fair, Photos.jpeg(61, 40));
    String fresh = villager.attached(fair, Photos.jpeg(62, 40));
    query("UPDATE attachment SET kept_until = now() - interval '1 minute' WHERE id = $1", used);
    query("UPDATE attachment SET kept_until = now() - interval '1 minute' WHERE id = $1", unused);
    new AttachmentStore(hub.pool(hub.vertx())).dropUnattached().toCompletionStage().toCompletableFuture().join();
    get(villager, used).mustBe(200);
    get(villager, fresh).mustBe(200);
    get(villager, unused).mustBe(404);
  }

  private void query(String statement, String id) {
    hub.pool(hub.vertx()).preparedQuery(statement).execute(Tuple.of(id)).toCompletionStage().toCompletableFuture().join();
  }

  private long count(String statement, String id) {
    return hub.pool(hub.vertx()).preparedQuery(statement).execute(Tuple.of(id))
        .map(rows -> rows.iterator().next().getLong(0)).toCompletionStage().toCompletableFuture().join();
  }
}
