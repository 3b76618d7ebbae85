package huiwen.access;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.HubUnderTest;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(HubUnderTest.class)
class AccessIT {

  private static final Map<String, String> FAIR = Map.of("name", "活动", "place", "永丰村",
      "startsAt", "2026-11-24T09:00:00+08:00", "endsAt", "2026-11-24T17:00:00+08:00");

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
  void wrongPasswordsAreRefusedOneAfterTheOtherAndEverLater() {
    long start = System.nanoTime();
    List<Integer> guesses = IntStream.range(0, 3).parallel()
        .mapToObj(i -> hub.person().post("/api/session", Map.of("password", "wrong" + i)).status()).toList();
    assertThat(guesses).containsOnly(401);
    // half a second, one, and two: they did not pass side by side
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(3_400));
    hub.person().signIn(HubUnderTest.PASSWORD).get("/api/session").mustBe(200);
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
    hub.person().post("/api/fairs", with("code", "not-mine")).mustBe(401);
  }

  private static Map<String, Object> with(String key, Object value) {
    var body = new HashMap<String, Object>(FAIR);
    body.put(key, value);
    return body;
  }

  @Test
  void aFairIsMadeChangedAndClosed() {
    Person organizer = hub.organizer();
    String code = fair + "-two";
    var body = with("code", code);
    body.put("departments", List.of("keji", "yibao"));
    organizer.post("/api/fairs", body).mustBe(201);
    organizer.post("/api/fairs", body).mustBe(409);
    assertThat(departments(code)).containsExactly("keji", "yibao");
    assertThat(organizer.post("/api/fairs", with("code", "Not A Code")).mustBe(422).field()).isEqualTo("code");
    assertThat(organizer.patch("/api/fairs/" + code, Map.of("endsAt", "2026-11-23T09:00:00+08:00")).mustBe(422)
        .field()).isEqualTo("endsAt");
    assertThat(organizer.patch("/api/fairs/" + code, Map.of("startsAt", "tomorrow")).mustBe(422).field())
        .isEqualTo("startsAt");
    assertThat(organizer.patch("/api/fairs/" + code, Map.of("departments", List.of("nosuch"))).mustBe(422).field())
        .isEqualTo("departments");
    organizer.patch("/api/fairs/nosuch", Map.of("name", "别的")).mustBe(404);

    // a desk that is opened brings its department along
    organizer.put("/api/fairs/" + code + "/desks/dianli", Map.of()).mustBe(200);
    assertThat(departments(code)).containsExactly("keji", "yibao", "dianli");
    organizer.put("/api/fairs/" + code + "/desks/nosuch", Map.of()).mustBe(404);

    Person villager = hub.person().arrive(code);
    villager.asked(code, "keji", "来得及");
    organizer.patch("/api/fairs/" + code, Map.of("state", "closed", "departments", List.of("yibao"))).mustBe(200);
    villager.ask(code, "来晚了").mustBe(409);
    assertThat(villager.get("/api/fairs").mustBe(200).text()).doesNotContain(code);
    assertThat(villager.get("/api/fairs/" + code).mustBe(200).json().getString("state")).isEqualTo("closed");
    assertThat(villager.get("/api/fairs/" + code + "/questions?mine=true").questions()).hasSize(1);
  }

  @Test
  void aFairThatMakesNoSenseIsNotMade() {
    Person organizer = hub.organizer();
    String code = fair + "-odd";
    for (String endsAt : List.of("2026-11-24T09:00:00+08:00", "2026-11-24T08:59:00+08:00")) {
      var body = with("code", code);
      body.put("endsAt", endsAt);
      assertThat(organizer.post("/api/fairs", body).mustBe(422).field()).isEqualTo("endsAt");
    }
    // a year that Java can read and PostgreSQL cannot store
    var far = with("code", code);
    far.put("endsAt", "+999999999-12-31T00:00:00Z");
    assertThat(organizer.post("/api/fairs", far).mustBe(422).field()).isEqualTo("endsAt");
    var nobody = with("code", code);
    nobody.put("departments", List.of("keji", "nosuch"));
    assertThat(organizer.post("/api/fairs", nobody).mustBe(422).field()).isEqualTo("departments");
    organizer.get("/api/fairs/" + code).mustBe(404);
  }

  private List<String> departments(String code) {
    return hub.person().get("/api/fairs/" + code).json().getJsonArray("departments").stream()
        .map(department -> ((JsonObject) department).getString("code")).toList();
  }
}
