package huiwen.limits;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Live;
import huiwen.support.Opened;
import huiwen.support.Person;
import huiwen.support.RawPhone;
import huiwen.support.Stranger;
import huiwen.support.Stranger.Answer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each kind of request, gone over by a client that does nothing else, from an address of its own; on the hub as it is in the
 * field. She is told when to come again, somebody of another address notices nothing, nor does who shares hers and was there
 * before, and it is counted.
 */
class RatesIT {

  private static final String QUESTIONS = "/api/fairs/demo/questions";
  private static final String JOIN = "{\"op\":\"join\",\"fair\":\"demo\",\"as\":\"asker\"}";

  private static Path data;
  private static HubProcess hub;
  private static URI address;
  private static int addresses = 1;
  private final Opened open = new Opened();

  @BeforeAll
  static void start() throws Exception {
    data = DataFolder.create("rates");
    hub = HubProcess.launch(Map.of("HUB_DATA", data.toString(), "HUB_ORGANIZER_PASSWORD", HubUnderTest.PASSWORD)).awaitReady();
    address = hub.address();
  }

  @AfterAll
  static void stop() throws Exception {
    hub.close();
    HubUnderTest.deleteTree(data);
  }

  @AfterEach
  void leave() throws Exception {
    open.close();
  }

  /** Where nobody was before. */
  private static String newAddress() {
    return "127.0.1." + ++addresses;
  }

  private Stranger stranger(String at) {
    return open.add(new Stranger(address, at));
  }

  private static void assertTooMany(Answer refused) {
    assertThat(refused).as("she is refused in the end").isNotNull();
    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.headers().get("retry-after"))).isPositive();
    assertThat(new JsonObject(refused.body()).getString("type")).isEqualTo("/problems/too-many");
  }

  private static void assertCounted(String kind, String by) {
    HubProcess.until("it is counted", Duration.ofSeconds(20), () -> hub.refused(kind, by) > 0);
  }

  /** Without a cookie she is somebody new each time, and spends what newcomers have. */
  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "read, GET, /api/fairs/demo, -, 200",
      "say, POST, /api/questions/demo.00000000000000000000000000/support, -, 404",
      "search, GET, /api/fairs/demo/answers?q=%E8%91%B5%E8%8A%B1, -, 200",
      "ticket, GET, /api/tickets/22222222, -, 404",
      "act, POST, /api/questions/demo.00000000000000000000000000/claim, -, 401"})
  void whoComesAsSomebodyNewEachTimeSpendsWhatNewcomersHave(String kind, String method, String path, String body, int usual) {
    String village = newAddress();
    Stranger known = stranger(village).as(hub.person().arrive("demo").cookieHeader());
    assertThat(known.send(known.request(method, path, body)).status()).isEqualTo(usual);
    Stranger greedy = stranger(village);
    assertTooMany(greedy.until(429, 2_000, greedy.request(method, path, body)));
    assertThat(known.send(known.request(method, path, body)).status()).as("who was there before").isEqualTo(usual);
    Stranger elsewhere = stranger(newAddress());
    assertThat(elsewhere.send(elsewhere.request(method, path, body)).status()).as("who is elsewhere").isEqualTo(usual);
    assertCounted(kind, "newcomers");
  }

  /** One who keeps her cookie spends what is hers. */
  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "read, GET, /api/fairs/demo",
      "say, POST, /api/questions/demo.00000000000000000000000000/support",
      "search, GET, /api/fairs/demo/answers?q=%E8%91%B5%E8%8A%B1",
      "ticket, GET, /api/tickets/22222222",
      "read, GET, /f/demo"})
  void whoKeepsHerCookieSpendsWhatIsHers(String kind, String method, String path) {
    String village = newAddress();
    Stranger greedy = stranger(village).as(hub.person().arrive("demo").cookieHeader());
    assertTooMany(greedy.until(429, 500, greedy.request(method, path, null)));
    Stranger neighbour = stranger(village).as(hub.person().arrive("demo").cookieHeader());
    assertThat(neighbour.send(neighbour.request(method, path, null)).status()).isIn(200, 404);
    assertCounted(kind, "asker");
  }

  /** One who is signed in, too. */
  @ParameterizedTest
  @CsvSource({"act, POST, /api/questions/demo.00000000000000000000000000/claim, 404",
      "say, POST, /api/questions/demo.00000000000000000000000000/support, 404",
      "search, GET, /api/fairs/demo/answers?q=%E8%91%B5%E8%8A%B1, 200",
      "file, POST, /api/imports/duties, 415"})
  void whoIsSignedInSpendsWhatIsHers(String kind, String method, String path, int usual) {
    String venue = newAddress();
    Stranger greedy = stranger(venue).as(hub.person().signIn(HubUnderTest.PASSWORD).cookieHeader());
    assertTooMany(greedy.until(429, 500, greedy.request(method, path, usual == 415 ? "{}" : null)));
    Stranger colleague = stranger(venue).as(hub.person().signIn(HubUnderTest.PASSWORD).cookieHeader());
    assertThat(colleague.send(colleague.request(method, path, usual == 415 ? "{}" : null)).status()).isEqualTo(usual);
    assertCounted(kind, "session");
  }

  /** A picture that is none counts as one. */
  @Test
  void picturesOfOnePhone() {
    String village = newAddress();
    Person greedy = hub.person().arrive("demo");
    Answer refused = null;
    for (int i = 0; i < 20 && refused == null; i++) {
      Answer answer = stranger(village).as(greedy.cookieHeader()).post("/api/fairs/demo/attachments", "no picture");
      refused = answer.status() == 415 ? null : answer;
    }
    assertTooMany(refused);
    assertThat(stranger(village).as(hub.person().arrive("demo").cookieHeader()).post("/api/fairs/demo/attachments", "no picture").status())
        .isEqualTo(415);
    assertCounted("upload", "asker");
  }

  /** Each of these ends its connection, as the file is not taken in. */
  @Test
  void filesOfWhoMayNotSendAny() {
    String venue = newAddress();
    String organizer = hub.person().signIn(HubUnderTest.PASSWORD).cookieHeader();
    assertThat(stranger(venue).as(organizer).post("/api/imports/duties", "{}").status()).isEqualTo(415);
    Answer refused = null;
    for (int i = 0; i < 40 && refused == null; i++) {
      Answer answer = stranger(venue).post("/api/imports/duties", "{}");
      refused = answer.status() == 401 ? null : answer;
    }
    assertTooMany(refused);
    assertThat(stranger(venue).as(organizer).post("/api/imports/duties", "{}").status()).isEqualTo(415);
    assertCounted("file", "newcomers");
  }

  @Test
  void questionsOfOnePhoneThatTakesANewCookieEachTime() {
    String village = newAddress();
    Stranger known = stranger(village).as(hub.person().arrive("demo").cookieHeader());
    assertThat(known.post(QUESTIONS, "{\"text\":\"葵花咋种\"}").status()).isEqualTo(201);
    Stranger greedy = stranger(village);
    Answer refused = null;
    for (int i = 0; i < 400 && refused == null; i++) {
      String cookie = greedy.as("").get("/f/demo").headers().get("set-cookie").split(";")[0];
      Answer answer = greedy.as(cookie).post(QUESTIONS, "{\"text\":\"葵花咋种\"}");
      refused = answer.status() == 201 ? null : answer;
    }
    assertTooMany(refused);
    assertThat(known.post(QUESTIONS, "{\"text\":\"还能问吗\"}").status()).isEqualTo(201);
    hub.person().arrive("demo").ask("demo", "我能问吗").mustBe(201);
    assertCounted("question", "newcomers");
  }

  @Test
  void signInsByInvitesThatAreMadeUp() {
    Stranger greedy = stranger(newAddress());
    String signIn = greedy.request("POST", "/api/session", "{\"invite\":\"ABCD-EFGH\",\"name\":\"王芳\"}");
    assertThat(greedy.send(signIn).status()).isNotEqualTo(429);
    assertTooMany(greedy.until(429, 600, signIn));
    hub.person().signIn(HubUnderTest.PASSWORD);
    assertCounted("sign-in", "address");
  }

  /** Guesses that are under way all at once: they wait for their turn and for their slow answers, and the right one does not. */
  @Test
  void guessesOfThePassword() {
    String venue = newAddress();
    String right = "{\"password\":\"" + HubUnderTest.PASSWORD + "\"}";
    Stranger organizer = stranger(venue).as(hub.person().signIn(HubUnderTest.PASSWORD).cookieHeader());
    assertThat(organizer.post("/api/session", right).status()).isEqualTo(200);
    for (int i = 0; i < 30; i++) {
      Stranger guess = stranger(venue);
      guess.write(guess.request("POST", "/api/session", "{\"password\":\"open-sesame-" + i + "\"}"));
    }
    assertThat(organizer.post("/api/session", right).status()).as("who was there before").isEqualTo(200);
    hub.person().signIn(HubUnderTest.PASSWORD);
    assertTooMany(stranger(venue).post("/api/session", "{\"password\":\"open-sesame\"}"));
    assertCounted("password", "newcomers");
  }

  @Test
  void pages() {
    String village = newAddress();
    Stranger greedy = stranger(village);
    assertTooMany(greedy.until(429, 100_000, greedy.request("GET", "/nosuch.css", null)));
    assertThat(stranger(newAddress()).get("/f/demo").status()).isEqualTo(200);
    assertThat(stranger(village).get("/api/fairs/demo").status()).as("what is no page").isEqualTo(200);
    assertCounted("page", "address");
  }

  @Test
  void joinsOfOneWhoKeepsHerCookie() {
    Person greedy = hub.person().arrive("demo");
    for (int i = 0; i < 30; i++) {
      try (Live phone = greedy.live().join("demo", "asker", null)) {
        phone.next("joined");
      }
    }
    try (Live phone = greedy.live().join("demo", "asker", null)) {
      assertThat(phone.next("error").getJsonObject("problem").getString("type")).isEqualTo("/problems/too-many");
      assertThat(phone.closeCode()).isEqualTo(4429);
    }
    try (Live phone = hub.person().arrive("demo").live().join("demo", "asker", null)) {
      phone.next("joined");
    }
    assertCounted("join", "asker");
  }

  @Test
  void joinsOfManyThatAreNobody() {
    String village = newAddress();
    Person known = hub.person().arrive("demo");
    RawPhone before = phone(village, known.cookieHeader()).sendFrame(JOIN);
    List<RawPhone> phones = new ArrayList<>();
    for (int i = 0; i < 125; i++) { // each may join thirty times, and all of them some three thousand times
      RawPhone phone = phone(village, "");
      phones.add(phone);
      for (int j = 0; j < 30; j++) {
        phone.sendFrame(JOIN);
      }
    }
    assertThat(phones.get(phones.size() - 1).closeCode()).isEqualTo(4429);
    assertThat(before.readsFrame()).contains("joined");
    assertThat(phone(village, known.cookieHeader()).sendFrame(JOIN).readsFrame()).as("who was there before").contains("joined");
    try (Live phone = hub.person().live().join("demo", "asker", null)) {
      phone.next("joined");
    }
    assertCounted("join", "newcomers");
  }

  private RawPhone phone(String at, String cookies) {
    return open.add(RawPhone.openLive(address, at, cookies));
  }
}
