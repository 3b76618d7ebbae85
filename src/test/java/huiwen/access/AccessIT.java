package huiwen.access;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.HubUnderTest;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    hub.person().post("/api/fairs", HubUnderTest.today("not-mine")).mustBe(401);
  }
}
