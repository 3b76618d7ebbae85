package huiwen.access;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.bus.Bus;
import huiwen.support.HubUnderTest;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(HubUnderTest.class)
class AccessIT {

  private HubUnderTest.Running hub;
  private String fair;

  @BeforeEach
  void open(HubUnderTest.Running running) {
    hub = running;
    fair = hub.newFair();
  }

  private String invite(String department, Map<String, ?> body) {
    return hub.organizer().put("/api/fairs/" + fair + "/desks/" + department, body).mustBe(200).json()
        .getString("invite");
  }

  @Test
  void wrongPasswordsAreRefusedEverLater() {
    long start = System.nanoTime();
    List<Integer> guesses = IntStream.range(0, 3).parallel()
        .mapToObj(i -> hub.person().post("/api/session", Map.of("password", "wrong" + i)).status()).toList();
    assertThat(guesses).containsOnly(401);
    // half a second, one, and two
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_900));
    hub.person().signIn(HubUnderTest.PASSWORD).get("/api/session").mustBe(200);
  }

  @Test
  void wrongGuessesInFlightKeepTheRightPasswordOutOfNothing() {
    ExecutorService others = Executors.newFixedThreadPool(12);
    try {
      List<Future<Integer>> wrong = IntStream.range(0, 12).mapToObj(i -> others.submit(() ->
          hub.person().post("/api/session", Map.of("password", "wrong" + i)).status())).toList();
      while (wrong.stream().noneMatch(Future::isDone)) {
        long start = System.nanoTime();
        hub.person().signIn(HubUnderTest.PASSWORD);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
      }
    } finally {
      others.shutdownNow();
    }
  }

  @Test
  void whoIsSignedInCanBeAskedAndEnded() {
    Person organizer = hub.person();
    organizer.get("/api/session").mustBe(401);
    organizer.signIn(HubUnderTest.PASSWORD);
    assertThat(organizer.get("/api/session").mustBe(200).json().getString("role")).isEqualTo("organizer");
    String cookies = organizer.cookieHeader();
    organizer.delete("/api/session").mustBe(204);
    organizer.get("/api/session").mustBe(401);
    // the hub has ended it, not only her browser: whoever has kept the cookie is nobody
    Person thief = hub.person();
    thief.send(thief.request("/api/session").header("Cookie", cookies).GET()).mustBe(401);
    organizer.delete("/api/session").mustBe(204);
  }

  @Test
  void theCookiesAreOutOfReachOfScripts() {
    String asker = hub.person().get("/api/fairs/" + fair).header("Set-Cookie");
    assertThat(asker).startsWith("hub_asker=").containsIgnoringCase("HttpOnly")
        .contains("SameSite=Lax", "Path=/", "Max-Age=15552000");
    Person known = hub.person().arrive(fair);
    String before = known.cookieHeader();
    assertThat(known.arrive(fair).cookieHeader()).as("who has a cookie keeps it").isEqualTo(before);
    String session = hub.person().post("/api/session", Map.of("password", HubUnderTest.PASSWORD))
        .header("Set-Cookie");
    assertThat(session).startsWith("hub_session=").containsIgnoringCase("HttpOnly")
        .contains("SameSite=Lax", "Path=/");
  }

  @Test
  void oneInviteServesAllVolunteersUntilItIsRenewed() {
    String invite = invite("keji", Map.of());
    assertThat(invite("keji", Map.of())).isEqualTo(invite);
    Person first = hub.person().join(invite, "王芳");
    Person second = hub.person().join(invite, "李强");
    Person elsewhere = hub.volunteer(fair, "yibao", "赵六");
    try (Live desk = first.live().join(fair, "desk", null)) {
      desk.next("joined");
      String renewed = invite("keji", Map.of("renew", true));
      assertThat(renewed).isNotEqualTo(invite);
      assertThat(desk.closeCode()).isEqualTo(4401);
      first.get("/api/session").mustBe(401);
      second.get("/api/session").mustBe(401);
      elsewhere.get("/api/session").mustBe(200);
      hub.person().post("/api/session", Map.of("invite", invite, "name", "后来的")).mustBe(401);
      hub.person().join(renewed, "后来的").get("/api/session").mustBe(200);
    }
  }

  @Test
  void theInviteIsGivenAsAddressAndPicture() {
    JsonObject desk = hub.organizer().put("/api/fairs/" + fair + "/desks/triage", Map.of()).mustBe(200).json();
    assertThat(desk.getString("url")).endsWith("/desk#invite=" + desk.getString("invite"));
    assertThat(desk.getString("qr")).startsWith("data:image/svg+xml;base64,");
    assertThat(hub.person().get("/api/fairs/" + fair + "/qr.svg").mustBe(200).text()).startsWith("<svg");
  }

  @Test
  void aSecondInviteAddsADesk() {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    volunteer.join(invite("nongmu", Map.of()), "王芳");
    assertThat(volunteer.get("/api/session").json().getJsonArray("departments")).containsExactly("keji", "nongmu");
    // but not across fairs: that is another session
    String other = hub.newFair();
    String invite = hub.organizer().put("/api/fairs/" + other + "/desks/keji", Map.of()).json().getString("invite");
    volunteer.join(invite, "王芳");
    JsonObject session = volunteer.get("/api/session").json();
    assertThat(session.getString("fair")).isEqualTo(other);
    assertThat(session.getJsonArray("departments")).containsExactly("keji");
  }

  @Test
  void aVolunteerHasAName() {
    String invite = invite("keji", Map.of());
    for (String name : List.of("", "   ", "\u3000", "\u200b")) {
      assertThat(hub.person().post("/api/session", Map.of("invite", invite, "name", name)).mustBe(422).field())
          .isEqualTo("name");
    }
    assertThat(hub.person().post("/api/session", Map.of()).mustBe(422).field()).isEqualTo("password");
    assertThat(hub.person().post("/api/session", Map.of("invite", invite, "name", "名".repeat(41))).mustBe(422)
        .field()).isEqualTo("name");
  }

  @Test
  void signingOutClosesTheDesk() {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    try (Live desk = volunteer.live().join(fair, "desk", null)) {
      desk.next("joined");
      volunteer.delete("/api/session").mustBe(204);
      assertThat(desk.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void onlyOrganizersSetUpFairs() {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    volunteer.put("/api/fairs/" + fair + "/desks/keji", Map.of()).mustBe(403);
    volunteer.patch("/api/fairs/" + fair, Map.of("name", "别的")).mustBe(403);
    hub.person().patch("/api/fairs/" + fair, Map.of("name", "别的")).mustBe(401);
    hub.person().post("/api/fairs", HubUnderTest.today("not-mine")).mustBe(401);
  }

  private static final String SIGNED = "hub_asker=[A-Za-z0-9_-]{32}\\.[A-Za-z0-9_-]{43};.*";

  private Person.Reply with(String cookie, String path) {
    Person person = hub.person();
    return person.send(person.request(path).header("Cookie", cookie).GET());
  }

  @Test
  void thePageGivesTheCookieBeforeAnythingIsAsked() {
    Person villager = hub.person();
    Person.Reply page = villager.get("/f/" + fair).mustBe(200);
    assertThat(page.header("Set-Cookie")).matches(SIGNED).containsIgnoringCase("HttpOnly")
        .contains("SameSite=Lax", "Path=/", "Max-Age=15552000");
    assertThat(page.header("Cache-Control")).contains("private");
    assertThat(villager.get("/f/" + fair).header("Set-Cookie")).as("a valid one stays").isNull();
    Person.Reply seen = villager.get("/api/fairs/" + fair);
    assertThat(seen.header("Set-Cookie")).isNull();
    assertThat(seen.json().getBoolean("cookie")).isTrue();
    // what a phone keeps of it gives nobody a cookie: it is the same for all
    Person again = hub.person();
    assertThat(again.get("/f/" + fair + "?shell").mustBe(200).header("Set-Cookie")).isNull();
    Person.Reply shell = again.get("/f/" + fair + "?shell");
    again.send(again.request("/f/" + fair + "?shell").header("If-None-Match", shell.header("ETag")).GET()).mustBe(304);
  }

  @Test
  void aPhoneThatRefusesCookiesIsTold() {
    Person first = hub.person();
    assertThat(first.get("/api/fairs/" + fair).mustBe(200).json().getBoolean("cookie")).isFalse();
    assertThat(first.get("/api/fairs/" + fair).mustBe(200).json().getBoolean("cookie")).isTrue();
    hub.person().ask(fair, "没有身份也收下").mustBe(201);
  }

  @Test
  void aCookieThatTheHubHasNotSignedIsNobodys() {
    Person villager = hub.person().arrive(fair);
    villager.asked(fair, "keji", "我自己的问题");
    String real = villager.cookieHeader();
    String token = real.substring("hub_asker=".length(), real.indexOf('.'));
    String signature = real.substring(real.indexOf('.') + 1);
    String mine = "/api/fairs/" + fair + "/questions?mine=true";
    assertThat(with(real, mine).mustBe(200).questions()).hasSize(1);
    for (String forged : List.of(token, "x".repeat(32), token + ".", token + "." + "A".repeat(43),
        "x".repeat(32) + "." + signature, token + "." + signature + "A", "." + signature, token + ".é")) {
      Person.Reply reply = with("hub_asker=" + forged, mine).mustBe(200);
      assertThat(reply.questions()).as(forged).isEmpty();
      assertThat(reply.header("Set-Cookie")).as(forged).matches(SIGNED).doesNotContain(token);
      assertThat(with("hub_asker=" + forged, "/api/fairs/" + fair).json().getBoolean("cookie")).isFalse();
    }
  }

  /** Her cookie is from before cookies were signed. */
  private String unsignedCookieOf(Person villager) {
    String cookie = villager.cookieHeader();
    String token = cookie.substring("hub_asker=".length(), cookie.indexOf('.'));
    hub.pool(hub.vertx()).preparedQuery("INSERT INTO unsigned_asker VALUES ($1)")
        .execute(Tuple.of(Callers.identity(token))).toCompletionStage().toCompletableFuture().join();
    return "hub_asker=" + token;
  }

  @Test
  void whoAskedBeforeCookiesWereSignedStaysWhoSheIs() {
    Person villager = hub.person().arrive(fair);
    String question = villager.asked(fair, "keji", "升级以前问的");
    String unsigned = unsignedCookieOf(villager);
    String signed = villager.cookieHeader();
    for (String path : List.of("/f/" + fair, "/api/fairs/" + fair, "/api/fairs/" + fair + "/questions?mine=true")) {
      Person.Reply reply = with(unsigned, path).mustBe(200);
      assertThat(reply.header("Set-Cookie")).as(path).startsWith(signed);
    }
    assertThat(with(unsigned, "/api/fairs/" + fair).json().getBoolean("cookie")).isTrue();
    assertThat(with(unsigned, "/api/fairs/" + fair + "/questions?mine=true").questions()).hasSize(1);

    Person phone = hub.person();
    phone.send(phone.request("/api/questions/" + question + "/messages").header("Cookie", unsigned)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"再补一句\"}"))).mustBe(200);
    try (Live live = Live.open(hub.address(), unsigned, null).join(fair, "asker", null)) {
      assertThat(live.next("joined").getJsonArray("questions")).hasSize(1);
    }
  }

  @Test
  void aDesksLinkTakesNoOrganizersRoleAway() {
    String invite = invite("keji", Map.of());
    Person organizer = hub.organizer();
    organizer.post("/api/session", Map.of("invite", invite, "name", "王芳")).mustBe(409);
    assertThat(organizer.get("/api/session").json().getString("role")).isEqualTo("organizer");
    organizer.post("/api/session", Map.of("invite", "x".repeat(32), "name", "王芳", "replace", true)).mustBe(401);
    assertThat(organizer.get("/api/session").json().getString("role")).isEqualTo("organizer");

    String before = organizer.cookieHeader();
    organizer.post("/api/session", Map.of("invite", invite, "name", "王芳", "replace", true)).mustBe(200);
    assertThat(organizer.get("/api/session").json().getString("role")).isEqualTo("volunteer");
    assertThat(with(before, "/api/session").status()).as("nobody has kept what she gave up").isEqualTo(401);
  }

  @Test
  void whoSignsInAnewLeavesNoSessionBehind() {
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    String before = volunteer.cookieHeader();
    try (Live desk = volunteer.live().join(fair, "desk", null)) {
      desk.next("joined");
      volunteer.signIn(HubUnderTest.PASSWORD);
      assertThat(desk.closeCode()).isEqualTo(4401);
    }
    assertThat(with(before, "/api/session").status()).isEqualTo(401);
  }

  @Test
  void aNameMayBeLeftOutOrNull() {
    var body = new HashMap<String, Object>();
    body.put("name", null);
    body.put("invite", invite("keji", Map.of()));
    assertThat(hub.person().post("/api/session", body).mustBe(422).field()).isEqualTo("name");
    body.put("password", HubUnderTest.PASSWORD);
    body.remove("invite");
    assertThat(hub.person().post("/api/session", body).mustBe(200).json().getString("name")).isEqualTo("组织者");
  }

  /** Between reading the invite and making the session there was room for a renewal that did not see either. */
  @Test
  void whileAnInviteIsRenewedNobodyComesInByTheOldOne() {
    Person organizer = hub.organizer();
    for (int round = 0; round < 8; round++) {
      String invite = invite("keji", Map.of());
      List<Person> coming = IntStream.range(0, 6).mapToObj(i -> hub.person()).toList();
      IntStream.range(0, 7).parallel().forEach(i -> {
        if (i == 3) {
          organizer.put("/api/fairs/" + fair + "/desks/keji", Map.of("renew", true)).mustBe(200);
        } else {
          coming.get(i < 3 ? i : i - 1).post("/api/session", Map.of("invite", invite, "name", "来得巧"));
        }
      });
      assertThat(coming.stream().map(person -> person.get("/api/session").status())).containsOnly(401);
    }
  }

  /** What the hub's database is told behind the hub's back. */
  private void sql(String statement, Object... values) {
    hub.pool(hub.vertx()).preparedQuery(statement).execute(Tuple.from(List.of(values)))
        .toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void whatHasExpiredIsDeletedAndItsSocketsEnd() throws Exception {
    Person volunteer = hub.volunteer(fair, "keji", "过期的");
    String id = volunteer.get("/api/session").json().getString("id");
    try (Live desk = volunteer.live().join(fair, "desk", null)) {
      desk.next("joined");
      sql("UPDATE session SET expires_at = now() - interval '1 second' WHERE id = $1", id);
      int deleted = new Sessions(hub.pool(hub.vertx()), new Bus(hub.vertx())).deleteExpired()
          .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
      assertThat(deleted).isPositive();
      assertThat(desk.closeCode()).isEqualTo(4401);
    }
    volunteer.get("/api/session").mustBe(401);
  }

  /** The message that it has ended got lost: each beat looks again. */
  @Test
  void aSocketEndsWithItsSessionAlsoWhereNobodyTells() {
    Person volunteer = hub.volunteer(fair, "keji", "没人告诉");
    try (Live desk = volunteer.live().join(fair, "desk", null)) {
      desk.next("joined");
      sql("DELETE FROM session WHERE id = $1", volunteer.get("/api/session").json().getString("id"));
      assertThat(desk.closeCode(Duration.ofSeconds(40))).isEqualTo(4401);
    }
  }

  @Test
  void anotherPasswordEndsTheSessionsOfOrganizersAndTheSameOneDoesNot() throws Exception {
    Person organizer = hub.organizer();
    Person volunteer = hub.volunteer(fair, "keji", "王芳");
    Pool pool = hub.pool(hub.vertx());
    var passwords = new Passwords(hub.vertx(), pool, new Sessions(pool, new Bus(hub.vertx())));
    passwords.ensure(HubUnderTest.PASSWORD).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    organizer.get("/api/session").mustBe(200);
    try (Live board = organizer.live().join(fair, "board", null)) {
      board.next("joined");
      passwords.ensure("another-one-9").toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
      assertThat(board.closeCode()).isEqualTo(4401);
      organizer.get("/api/session").mustBe(401);
      volunteer.get("/api/session").mustBe(200);
    } finally {
      passwords.ensure(HubUnderTest.PASSWORD).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
  }
}
