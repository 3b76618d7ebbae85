package huiwen;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.db.EmbeddedServer;
import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Live;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hubs in processes of their own that are killed, stopped, cut off from their database and started twice. */
class FaultIT {

  private static final Pattern PASSWORD = Pattern.compile("organizer's password \\(shown this once\\): (\\S+)");

  private Path data;

  @BeforeEach
  void makeFolder() throws IOException {
    data = DataFolder.create("fault");
  }

  @AfterEach
  void removeFolder() throws IOException {
    HubProcess.postmaster(data).ifPresent(ProcessHandle::destroyForcibly);
    HubUnderTest.deleteTree(data);
  }

  @Test
  void theSecondStartHasTheSameDataAndTheSamePeople() throws IOException {
    String password;
    Person organizer;
    String question;
    String cookies;
    try (HubProcess hub = HubProcess.start(data)) {
      Matcher shown = PASSWORD.matcher(hub.output());
      assertThat(shown.find()).isTrue();
      password = shown.group(1);
      organizer = hub.person().signIn(password);
      cookies = organizer.cookieHeader();
      Person villager = hub.person().arrive("demo");
      question = villager.asked("demo", "keji", "葵花咋种");
      try (Live phone = villager.live().join("demo", "asker", null)) {
        phone.next("joined");
        assertThat(hub.terminate()).isIn(0, 143);
        assertThat(phone.next("leaving").getInteger("retryAfterMillis")).isBetween(500, 3_000);
        assertThat(phone.closeCode()).isEqualTo(1001);
      }
      assertThat(HubProcess.postmaster(data)).as("no PostgreSQL is left behind").isEmpty();
      assertThat(hub.errors()).doesNotContain("ERROR", "Exception");
    }
    try (HubProcess hub = HubProcess.start(data)) {
      assertThat(hub.output()).doesNotContain("password");
      Person again = hub.person();
      Person.Reply known = again.send(again.request("/api/questions/" + question).header("Cookie", cookies).GET());
      assertThat(known.mustBe(200).json().getString("text")).isEqualTo("葵花咋种");
      hub.person().signIn(password);
      assertThat(hub.person().get("/api/fairs").json().getJsonArray("fairs")).hasSize(1);
    }
  }

  @Test
  void whatWasAcknowledgedOutlivesAKill() {
    List<String> acknowledged = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      try (HubProcess hub = HubProcess.start(data)) {
        Person villager = hub.person().arrive("demo");
        for (int i = 0; i <= round; i++) {
          acknowledged.add(villager.ask("demo", Person.newKey(), Map.of("text", "葵花咋种" + round + i,
              "department", "keji")).mustBe(201).json().getString("ticket"));
        }
        hub.kill();
      }
    }
    // each start found the PostgreSQL that the killed hub had left, and simply worked
    try (HubProcess hub = HubProcess.launch(
        Map.of("HUB_DATA", data.toString(), "HUB_ORGANIZER_PASSWORD", HubUnderTest.PASSWORD)).awaitReady()) {
      Person organizer = hub.person().signIn(HubUnderTest.PASSWORD);
      List<String> tickets = organizer.get("/api/fairs/demo/desks/keji/questions").mustBe(200).questions().stream()
          .map(question -> ((JsonObject) question).getString("ticket")).toList();
      assertThat(tickets).containsExactlyElementsOf(acknowledged);
    }
  }

  @Test
  void aSecondHubOnTheSameFolderSaysSoAndEnds() {
    try (HubProcess first = HubProcess.start(data);
        HubProcess second = HubProcess.launch(Map.of("HUB_DATA", data.toString()))) {
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.errors()).contains("another hub is running on " + data).contains("HUB_DATA");
      first.person().get("/api/fairs").mustBe(200);
    }
  }

  @Test
  void aTakenPortAndAWrongSettingAreSaidInALine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0);
        HubProcess hub = HubProcess.launch(Map.of("HUB_DATA", data.toString(), "HUB_HOST", "0.0.0.0",
            "HUB_PORT", Integer.toString(taken.getLocalPort())))) {
      assertThat(hub.exitCode()).isEqualTo(1);
      assertThat(hub.errors()).contains("the port is taken", "HUB_PORT").doesNotContain("\tat ");
      assertThat(HubProcess.postmaster(data)).isEmpty();
    }
    try (HubProcess hub = HubProcess.launch(Map.of("HUB_DATA", data.toString(), "HUB_LIMITS", "perhaps"))) {
      assertThat(hub.exitCode()).isEqualTo(1);
      assertThat(hub.errors()).contains("HUB_LIMITS").doesNotContain("\tat ");
    }
  }

  @Test
  void itsDatabaseIsStartedAnewWhenItDiesAndNothingIsLost() throws IOException {
    try (HubProcess hub = HubProcess.start(data)) {
      Person villager = hub.person().arrive("demo");
      villager.ask("demo", "先问一个").mustBe(201);
      killWithAllThatServe(HubProcess.postmaster(data).orElseThrow());
      HubProcess.until("the question is taken", Duration.ofSeconds(60), () -> {
        Person.Reply reply = villager.ask("demo", "key-while-down", Map.of("text", "断了还问"));
        if (reply.status() == 503) {
          assertThat(reply.header("Retry-After")).isNotNull();
          assertThat(reply.json().getString("type")).isEqualTo("/problems/unavailable");
          assertThat(villager.get("/healthz").status()).isBetween(200, 299);
        }
        return reply.status() == 200 || reply.status() == 201;
      });
      assertThat(villager.get("/api/fairs/demo/questions?mine=true").questions()).hasSize(2);
      villager.get("/readyz").mustBe(200);
      assertThat(hub.terminate()).isIn(0, 143);
      assertThat(HubProcess.postmaster(data)).as("no PostgreSQL is left behind").isEmpty();
    }
  }

  /** What serves a connection outlives its postmaster for a moment, in which it may still commit. */
  private static void killWithAllThatServe(ProcessHandle postmaster) {
    List<ProcessHandle> children = postmaster.children().toList();
    postmaster.destroyForcibly();
    children.forEach(child -> child.onExit().orTimeout(60, TimeUnit.SECONDS).join());
  }

  /** What lies in the socket of a server that stands still is run when it goes on: it must come too late by then. */
  @Test
  void whatWasSaidToHaveFailedIsNotDoneWhenTheDatabaseGoesOn() throws Exception {
    try (HubProcess hub = HubProcess.start(data)) {
      Person villager = hub.person().arrive("demo");
      String question = villager.asked("demo", "keji", "葵花咋种");
      List<ProcessHandle> database = everyProcessOf(HubProcess.postmaster(data).orElseThrow());
      signal("STOP", database);
      long start = System.nanoTime();
      try {
        List<CompletableFuture<Person.Reply>> replies = Map.of("三亩", "key-of-three", "四亩", "key-of-four")
            .entrySet().stream().map(reply -> CompletableFuture.supplyAsync(() ->
                villager.act(question, "messages", Map.of("text", reply.getKey()), reply.getValue()))).toList();
        replies.forEach(reply -> reply.join().mustBe(503));
      } finally {
        signal("CONT", database);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
      HubProcess.until("the reply is taken", Duration.ofSeconds(60), () ->
          villager.act(question, "messages", Map.of("text", "四亩"), "key-of-four").status() == 200);
      assertThat(villager.get("/api/questions/" + question).mustBe(200).json().getJsonArray("messages").stream()
          .map(message -> ((JsonObject) message).getString("text"))).containsExactly("葵花咋种", "四亩");
      assertThat(hub.terminate()).isIn(0, 143);
    }
  }

  private static List<ProcessHandle> everyProcessOf(ProcessHandle postmaster) {
    return Stream.concat(postmaster.children(), Stream.of(postmaster)).toList();
  }

  private static void signal(String name, List<ProcessHandle> processes) throws Exception {
    var command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  @Test
  void whenTheDatabaseIsBackTheSameKeyMakesOneQuestion() throws IOException {
    Path folder = data.resolve("postgres");
    EmbeddedServer first = EmbeddedServer.start(folder);
    int port = java.net.URI.create(first.url()).getPort();
    try (HubProcess hub = HubProcess.launch(Map.of("HUB_DATABASE_URL", first.url())).awaitReady()) {
      Person villager = hub.person().arrive("demo");
      villager.ask("demo", "first-key", Map.of("text", "先问一个")).mustBe(201);
      first.close();
      villager.ask("demo", "second-key", Map.of("text", "断了还问")).mustBe(503);
      villager.ask("demo", "first-key", Map.of("text", "先问一个")).mustBe(503);
      try (EmbeddedServer second = EmbeddedServer.start(folder, port)) {
        assertThat(second.url()).isEqualTo(first.url());
        villager.ask("demo", "second-key", Map.of("text", "断了还问")).mustBe(201);
        villager.ask("demo", "second-key", Map.of("text", "断了还问")).mustBe(200);
        villager.ask("demo", "first-key", Map.of("text", "先问一个")).mustBe(200);
        assertThat(villager.get("/api/fairs/demo/questions?mine=true").questions()).hasSize(2);
        villager.get("/readyz").mustBe(200);
      }
    }
  }
}
