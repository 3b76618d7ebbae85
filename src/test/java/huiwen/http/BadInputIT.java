package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huiwen.support.AtFair;
import huiwen.support.Live;
import huiwen.support.Person;
import huiwen.support.RawPhone;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputIT extends AtFair {

  private Person.Reply askRaw(String body) {
    return askRaw(body, "application/json", Person.newKey());
  }

  private Person.Reply askRaw(String body, String contentType, String key) {
    HttpRequest.Builder request = villager.request("/api/fairs/" + fair + "/questions")
        .header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return villager.send(request);
  }

  private static void assertIsProblem(Person.Reply reply, String name) {
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    JsonObject problem = reply.json();
    assertThat(problem.getString("type")).isEqualTo("/problems/" + name);
    assertThat(problem.getInteger("status")).isEqualTo(reply.status());
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).isNotBlank().doesNotContain("Exception", "io.vertx", "{0}");
    assertThat(reply.text()).doesNotContain("Exception", "\tat ");
  }

  static Stream<Arguments> badBodies() {
    return Stream.of(
        Arguments.of("not JSON", "{\"text\":", 400, "invalid", null),
        Arguments.of("no object", "[1]", 400, "invalid", null),
        Arguments.of("nothing", "", 415, "unsupported-media", null),
        Arguments.of("no text", "{}", 422, "invalid", "text"),
        Arguments.of("wrong type", "{\"text\":5}", 422, "invalid", "text"),
        Arguments.of("null", "{\"text\":null}", 422, "invalid", "text"),
        Arguments.of("empty", "{\"text\":\"\"}", 422, "invalid", "text"),
        Arguments.of("spaces", "{\"text\":\" \\t\\n \"}", 422, "invalid", "text"),
        Arguments.of("full-width spaces", "{\"text\":\"\u3000\u3000\"}", 422, "invalid", "text"),
        Arguments.of("zero-width", "{\"text\":\"\u200b\u200d\"}", 422, "invalid", "text"),
        Arguments.of("too long", "{\"text\":\"" + "问".repeat(1001) + "\"}", 422, "invalid", "text"),
        Arguments.of("too many pairs", "{\"text\":\"" + "👍".repeat(1001) + "\"}", 422, "invalid", "text"),
        Arguments.of("NUL", "{\"text\":\"a\\u0000b\"}", 422, "invalid", "text"),
        Arguments.of("half a pair", "{\"text\":\"a\\ud800b\"}", 422, "invalid", "text"),
        Arguments.of("NUL in a name", "{\"text\":\"a\",\"name\":\"x\\u0000\"}", 422, "invalid", "name"),
        Arguments.of("long village", "{\"text\":\"a\",\"village\":\"" + "村".repeat(61) + "\"}", 422, "invalid",
            "village"),
        Arguments.of("long name", "{\"text\":\"a\",\"name\":\"" + "名".repeat(41) + "\"}", 422, "invalid", "name"),
        Arguments.of("long phone", "{\"text\":\"a\",\"phone\":\"" + "1".repeat(21) + "\"}", 422, "invalid", "phone"),
        Arguments.of("odd public", "{\"text\":\"a\",\"public\":\"yes\"}", 422, "invalid", "public"),
        Arguments.of("five attachments", "{\"text\":\"a\",\"attachments\":[\"1\",\"2\",\"3\",\"4\",\"5\"]}", 422,
            "invalid", "attachments"),
        Arguments.of("NUL in a list", "{\"text\":\"a\",\"attachments\":[\"x\\u0000\"]}", 422, "invalid",
            "attachments"),
        Arguments.of("half a pair in a list", "{\"text\":\"a\",\"attachments\":[\"\\udc00\"]}", 422, "invalid",
            "attachments"),
        Arguments.of("no such department", "{\"text\":\"a\",\"department\":\"nosuch\"}", 422, "invalid", "department"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badBodies")
  void aBadBodyIsRefusedAndItsFieldNamed(String what, String body, int status, String name, String field) {
    Person.Reply reply = body.isEmpty()
        ? askRaw(body, "text/plain", Person.newKey()) : askRaw(body);
    assertIsProblem(reply.mustBe(status), name);
    if (field != null) {
      assertThat(reply.field()).isEqualTo(field);
    }
    assertThat(villager.get("/api/fairs/" + fair + "/questions?mine=true").questions()).isEmpty();
  }

  @Test
  void everyWrongFieldIsNamedAtOnce() {
    JsonObject problem = askRaw("{\"text\":\"\",\"village\":5}", "application/json", "short").mustBe(422).json();
    assertThat(problem.getJsonArray("errors").stream().map(error -> ((JsonObject) error).getString("field")))
        .containsExactlyInAnyOrder("Idempotency-Key", "text", "village");
    assertThat(problem.getJsonArray("errors").stream().map(error -> ((JsonObject) error).getString("detail")))
        .allMatch(detail -> detail.startsWith("这一项"));
  }

  @Test
  void theLimitsAreInclusive() {
    for (String letter : List.of("问", "👍", "a")) {
      assertThat(villager.ask(fair, letter.repeat(1000)).mustBe(201).json().getString("text"))
          .isEqualTo(letter.repeat(1000));
    }
  }

  @Test
  void aHugeBodyIsRefusedBeforeItIsRead() {
    String huge = "{\"text\":\"" + "x".repeat(70_000) + "\"}";
    assertIsProblem(askRaw(huge).mustBe(413), "too-large");
    // nor does one get through that does not say how long it is
    assertIsProblem(villager.send(villager.request("/api/fairs/" + fair + "/questions")
        .header("Content-Type", "application/json").header("Idempotency-Key", Person.newKey())
        .POST(HttpRequest.BodyPublishers.ofInputStream(() ->
            new ByteArrayInputStream(huge.getBytes(StandardCharsets.UTF_8))))).mustBe(413), "too-large");
  }

  @Test
  void whatCannotBeStoredIsRefusedFromAVolunteerToo() {
    String question = villager.asked(fair, "keji", "葵花咋种");
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    for (String field : List.of("serviceItems", "also")) {
      Person.Reply reply = volunteer.act(question, "answer", Map.of("text", "答复", field, List.of("a\u0000b")));
      assertThat(reply.mustBe(422).field()).isEqualTo(field);
    }
    assertThat(volunteer.act(question, "answer", Map.of("text", "a\u0000b")).mustBe(422).field()).isEqualTo("text");
    assertThat(villager.get("/api/questions/" + question).json().getString("state")).isEqualTo("waiting");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void anotherMediaTypeIsRefused(String type) {
    assertIsProblem(askRaw("{\"text\":\"a\"}", type, Person.newKey()).mustBe(415), "unsupported-media");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "with space 123", "under_score_1", "zz\u00e9zzzzzzz"})
  void anOddKeyIsRefused(String key) {
    Person.Reply reply = askRaw("{\"text\":\"a\"}", "application/json", key.isEmpty() ? null : key).mustBe(422);
    assertThat(reply.field()).isEqualTo("Idempotency-Key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "6", "-1", "2.5", "\"5\"", "null"})
  void aGradeIsFromOneToFive(String grade) {
    String question = villager.asked(fair, "keji", "葵花咋种");
    Person.Reply reply = villager.send(villager.request("/api/questions/" + question + "/rating")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"grade\":" + grade + "}")));
    assertThat(reply.mustBe(422).field()).isEqualTo("grade");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    for (String path : List.of("/api/fairs/nosuch", "/api/fairs/%2e%2e", "/api/fairs/nosuch/questions?mine=true",
        "/api/fairs/%00", "/api/questions/%00", "/api/questions/nosuch", "/api/questions/demo.00000000000000000000000000", "/api/nosuch", "/api")) {
      assertIsProblem(villager.get(path).mustBe(404), "not-found");
    }
    assertIsProblem(villager.ask("nosuch", "问").mustBe(404), "not-found");
  }

  @Test
  void whatIsThereSaysByWhichMethods() {
    Person.Reply questions = villager.delete("/api/fairs/" + fair + "/questions").mustBe(405);
    assertIsProblem(questions, "method-not-allowed");
    assertThat(questions.header("Allow")).isEqualTo("GET, POST");
    for (String path : List.of("/", "/f/" + fair, "/desk", "/live", "/healthz", "/icon.svg", "/openapi.yaml")) {
      Person.Reply reply = villager.post(path).mustBe(405);
      assertIsProblem(reply, "method-not-allowed");
      assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
    }
    assertIsProblem(villager.post("/nosuch").mustBe(404), "not-found");
    assertIsProblem(villager.post("/js/ask.js").mustBe(404), "not-found");
  }

  @Test
  void oneNameOfARequestStandsInItsAnswerAndItsProblem() {
    Person.Reply reply = villager.get("/api/nosuch").mustBe(404);
    assertThat(reply.header("X-Request-Id")).matches("[a-z2-9]{8}").isEqualTo(reply.json().getString("requestId"));
    assertThat(villager.get("/api/fairs").header("X-Request-Id")).isNotNull().isNotEqualTo(reply.header("X-Request-Id"));
  }

  /** What only a hand or a broken program sends: refused by name, and neither with a bare line nor with silence. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenRequests")
  void aBrokenRequestIsRefusedWithAProblem(String what, String head, int status) {
    try (RawPhone phone = RawPhone.connect(hub.address())) {
      String answer = phone.send(head).answer();
      assertThat(answer).startsWith("HTTP/1.").contains(" " + status + " ").contains("application/problem+json")
          .contains("\"status\":" + status).doesNotContain("Exception");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Arguments> brokenRequests() {
    String host = "Host: hub\r\n";
    String upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    String post = "POST /api/session HTTP/1.1\r\n" + host;
    return Stream.of(
        Arguments.of("no Host", "GET /api/fairs HTTP/1.1\r\n\r\n", 400),
        Arguments.of("a Host of two words", "GET /api/fairs HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        Arguments.of("a Host with no port", "GET /f/demo HTTP/1.1\r\nHost: x:port\r\n\r\n", 400),
        Arguments.of("a Host that is half an address", "GET /live HTTP/1.1\r\nHost: [::\r\n" + upgrade + "\r\n", 400),
        Arguments.of("two Hosts", "GET /f/demo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        Arguments.of("an Expect of something else", post + "Expect: tea\r\nContent-Length: 2\r\n\r\n{}", 417),
        Arguments.of("a form on a GET", "GET /api/fairs HTTP/1.1\r\n" + host
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b", 415),
        Arguments.of("a form of parts without a boundary",
            post + "Content-Type: multipart/form-data\r\nContent-Length: 3\r\n\r\na=b", 415),
        Arguments.of("half a letter in a query", "GET /api/fairs?a=% HTTP/1.1\r\n" + host + "\r\n", 400),
        Arguments.of("half a letter in a page's query", "GET /f/demo?a=%zz HTTP/1.1\r\n" + host + "\r\n", 400),
        Arguments.of("half a letter in a path", "GET /api/fairs/% HTTP/1.1\r\n" + host + "\r\n", 400),
        Arguments.of("an address line without an end", "GET /" + "a".repeat(13_000) + " HTTP/1.1\r\n" + host + "\r\n", 414),
        Arguments.of("a head without an end", "GET / HTTP/1.1\r\n" + host + "X: " + "a".repeat(9_000) + "\r\n\r\n", 431),
        Arguments.of("a method that is no word", "G@T / HTTP/1.1\r\n" + host + "\r\n", 400),
        Arguments.of("a method that nobody knows", "FOO /api/fairs HTTP/1.1\r\n" + host + "\r\n", 405),
        Arguments.of("another version", "GET /f/demo HTTP/2.0\r\n" + host + "\r\n", 400),
        Arguments.of("a length that is no number", post + "Content-Length: abc\r\n\r\n", 400),
        Arguments.of("two lengths", post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
        Arguments.of("a part whose length is no number",
            post + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        Arguments.of("half a handshake", "GET /live HTTP/1.1\r\n" + host + "Upgrade: websocket\r\n\r\n", 400),
        Arguments.of("a line break in a fair", "GET /api/fairs/demo%0A HTTP/1.1\r\n" + host + "\r\n", 404),
        Arguments.of("a line break in a number",
            "GET /api/fairs/demo/questions?mine=true%0A HTTP/1.1\r\n" + host + "\r\n", 422));
  }

  @Test
  void anothersQuestionCannotBeToldFromNone() {
    String question = villager.ask(fair, Person.newKey(), Map.of("text", "葵花咋种", "department", "keji", "public", false))
        .mustBe(201).json().getString("id");
    String none = question.substring(0, question.length() - 1) + (question.endsWith("0") ? "1" : "0");
    Person stranger = hub.person().arrive(fair);
    for (String path : List.of("/api/questions/%s")) {
      assertThat(bytes(stranger.get(path.formatted(question)))).isEqualTo(bytes(stranger.get(path.formatted(none))));
    }
    for (String command : List.of("support", "withdrawal")) {
      assertThat(bytes(stranger.act(question, command))).isEqualTo(bytes(stranger.act(none, command)));
    }
    assertThat(bytes(stranger.act(question, "messages", Map.of("text", "x"))))
        .isEqualTo(bytes(stranger.act(none, "messages", Map.of("text", "x"))));
  }

  private static String bytes(Person.Reply reply) {
    assertThat(reply.status()).isEqualTo(404);
    String whole = reply.response().headers().map() + reply.text();
    return whole.replace(reply.header("X-Request-Id"), "its own");
  }

  @Test
  void aForeignPageCanChangeNothing() {
    for (String origin : List.of("http://evil.example", "null", "http://" + hub.address().getHost(),
        "https://" + hub.address().getAuthority(), hub.address() + ".evil.example")) {
      HttpRequest.Builder request = villager.request("/api/fairs/" + fair + "/questions")
          .header("Origin", origin).header("Content-Type", "application/json")
          .header("Idempotency-Key", Person.newKey())
          .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"a\"}"));
      assertIsProblem(villager.send(request).mustBe(403), "forbidden");
      assertThatThrownBy(() -> Live.open(hub.address(), villager.cookieHeader(), origin))
          .as(origin).isInstanceOf(CompletionException.class)
          .cause().isInstanceOfSatisfying(WebSocketHandshakeException.class,
              refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }
    String own = hub.address().toString();
    villager.send(villager.request("/api/fairs/" + fair + "/questions").header("Origin", own)
        .header("Content-Type", "application/json").header("Idempotency-Key", Person.newKey())
        .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"a\"}"))).mustBe(201);
    Live.open(hub.address(), villager.cookieHeader(), own).close();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 413, 415, 422})
  void everyRefusalIsInTheReadersLanguage(int status) {
    Person.Reply chinese = refusal(status, null).mustBe(status);
    Person.Reply english = refusal(status, "en").mustBe(status);
    assertThat(chinese.header("Content-Language")).isEqualTo("zh-Hans");
    assertThat(english.header("Content-Language")).isEqualTo("en");
    for (String part : List.of("title", "detail")) {
      assertThat(chinese.json().getString(part)).as(part).containsPattern("\\p{IsHan}").doesNotContain("{0}");
      assertThat(english.json().getString(part)).as(part).containsPattern("[A-Za-z]")
          .doesNotContainPattern("\\p{IsHan}").doesNotContain("{0}");
    }
    assertThat(english.json().getString("type")).isEqualTo(chinese.json().getString("type"));
    assertThat(english.text()).doesNotContainPattern("\\p{IsHan}");
  }

  /** Some request of the villager's that ends with this status. */
  private Person.Reply refusal(int status, String language) {
    String questions = "/api/fairs/" + fair + "/questions";
    HttpRequest.Builder request = switch (status) {
      case 401 -> villager.request("/api/fairs/" + fair + "/tally").GET();
      case 403 -> villager.request(questions).header("Origin", "null").POST(HttpRequest.BodyPublishers.noBody());
      case 404 -> villager.request("/api/fairs/nosuch").GET();
      case 409 -> villager.request("/api/questions/" + villager.asked(fair, "keji", "葵花咋种") + "/rating")
          .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{\"grade\":5}"));
      default -> villager.request(questions).header("Idempotency-Key", Person.newKey())
          .header("Content-Type", status == 415 ? "text/plain" : "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(switch (status) {
            case 400 -> "{";
            case 413 -> "{\"text\":\"" + "x".repeat(70_000) + "\"}";
            default -> "{\"text\":\"\"}";
          }));
    };
    return villager.send(language == null ? request : request.header("Accept-Language", language));
  }

  @Test
  void noPageRunsWhatIsNotTheHubs() {
    for (String path : List.of("/", "/f/" + fair, "/desk", "/board", "/api/fairs", "/nosuch.html", "/icon.svg")) {
      Person.Reply reply = villager.get(path);
      assertThat(reply.header("Content-Security-Policy")).contains("script-src 'self'").doesNotContain("unsafe");
      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../config/hub.yaml", "/%2e%2e/config/hub.yaml", "/..%2fconfig/hub.yaml", "/.git/config",
      "/js/../../openapi.yaml/x", "/js", "/css/", "/js/ask.js", "/ask.html", "/parts/ask-form.html", "/s/../webroot/ask.html", "/huiwen/Main.class", "/lib/lit-html/../../../config/hub.yaml",
      "/logback.xml", "/js/%00.js", "//etc/passwd"})
  void noFileButThePagesIsServed(String path) {
    Person.Reply reply = villager.send(HttpRequest.newBuilder(java.net.URI.create(hub.address() + path)).GET());
    assertThat(reply.status()).isIn(400, 404);
  }

  @Test
  void filesAreRevalidatedAndCompressed() {
    Person.Reply page = villager.get("/desk").mustBe(200);
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    Person.Reply known = villager.send(villager.request("/desk").header("If-None-Match", page.header("ETag")).GET());
    assertThat(known.mustBe(304).response().body()).isEmpty();
    String script = page.text().replaceAll("(?s).*<script defer src=\"([^\"]+)\".*", "$1");
    Person.Reply plain = villager.get(script).mustBe(200);
    assertThat(plain.header("Cache-Control")).contains("immutable");
    int length = plain.response().body().length;
    for (String coding : List.of("gzip", "br")) {
      Person.Reply compressed = villager.send(villager.request(script).header("Accept-Encoding", coding).GET());
      assertThat(compressed.header("Content-Encoding")).isEqualTo(coding);
      assertThat(compressed.response().body().length).isLessThan(length);
      length = compressed.response().body().length;
    }
    Person.Reply asItIs = villager.send(villager.request(script).header("Accept-Encoding", "br;q=0, gzip;q=0.0").GET());
    assertThat(asItIs.header("Content-Encoding")).isNull();
    assertThat(villager.send(villager.request("/desk").method("HEAD", HttpRequest.BodyPublishers.noBody()))
        .mustBe(200).text()).isEmpty();
  }

  @Test
  void everyHostileLineIsStoredAndComesBackAsItWasTyped() throws IOException {
    List<String> lines;
    try (InputStream file = BadInputIT.class.getResourceAsStream("/hostile.txt")) {
      lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    assertThat(lines).hasSize(80);
    Map<String, String> byId = new ConcurrentHashMap<>();
    lines.forEach(line -> byId.put(villager.asked(fair, "keji", line), line));
    Person volunteer = hub.volunteer(fair, "keji", "O'Brien <b>\"&");
    // abuse and advertisements wait for a moderator: until then their desk does not read them
    assertThat(volunteer.get("/api/fairs/" + fair + "/desks/keji/questions").mustBe(200).questions()).anySatisfy(item ->
        assertThat(((JsonObject) item).containsKey("text")).isFalse());
    assertThat(hub.organizer().approveAll(fair)).isBetween(5, 20);
    for (Person.Reply reply : List.of(villager.get("/api/fairs/" + fair + "/questions?mine=true"),
        volunteer.get("/api/fairs/" + fair + "/desks/keji/questions"))) {
      assertThat(reply.mustBe(200).questions()).hasSize(80).allSatisfy(item -> {
        JsonObject question = (JsonObject) item;
        assertThat(question.getString("text")).isEqualTo(byId.get(question.getString("id")));
      });
    }
    // what is published hides the numbers in it
    byId.keySet().forEach(id -> volunteer.act(id, "answer", Map.of("text", byId.get(id))).mustBe(200));
    String published = hub.person().arrive(fair).get("/api/fairs/" + fair + "/questions").mustBe(200).text();
    assertThat(published).doesNotContain("13800000000", "1380000", "138-0000-0000", "１３８００");
  }

  @Test
  void theSameKeyAtOnceMakesOneQuestion() {
    String key = Person.newKey();
    List<Person.Reply> replies = IntStream.range(0, 12).parallel()
        .mapToObj(i -> villager.ask(fair, key, Map.of("text", "同时"))).toList();
    assertThat(replies).extracting(Person.Reply::status).containsOnlyOnce(201)
        .allMatch(status -> status == 201 || status == 200);
    assertThat(replies.stream().map(reply -> reply.json().getString("id")).distinct()).hasSize(1);
    assertThat(villager.get("/api/fairs/" + fair + "/questions?mine=true").questions()).hasSize(1);
  }
}
