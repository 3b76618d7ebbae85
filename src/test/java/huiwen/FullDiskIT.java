package huiwen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import huiwen.db.EmbeddedServer;
import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Jdbc;
import huiwen.support.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The disk under the questions is full, and then is not any more. Needs to be root, to have a small disk made. */
class FullDiskIT {

  private static final int MOST_QUESTIONS = 20_000;

  private Path folder;
  private Path disk;
  private EmbeddedServer postgres;

  @BeforeEach
  void makeSmallDisk() throws Exception {
    folder = DataFolder.create("disk");
    disk = Files.createDirectory(folder.resolve("small"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()), "may not mount a disk");
    postgres = EmbeddedServer.start(DataFolder.withPrograms(folder.resolve("data")));
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  @AfterEach
  void stop() throws Exception {
    if (postgres != null) {
      postgres.close();
      run("umount", disk.toString());
    }
    HubUnderTest.deleteTree(folder);
  }

  /** The tables of the questions move to the small disk; the write-ahead log stays where there is room. */
  private void moveTables() throws Exception {
    Path place = Files.createDirectory(disk.resolve("tables"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    // the server may run as another user than this test
    Object owner = Files.getAttribute(folder.resolve("data/cluster/PG_VERSION"), "unix:uid");
    Object group = Files.getAttribute(folder.resolve("data/cluster/PG_VERSION"), "unix:gid");
    assertThat(run("chown", owner + ":" + group, place.toString())).isTrue();
    try (Connection connection = DriverManager.getConnection(Jdbc.url(postgres.url()));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLESPACE small LOCATION '" + place + "'");
      statement.execute("ALTER TABLE question SET TABLESPACE small");
      statement.execute("ALTER TABLE entry SET TABLESPACE small");
    }
  }

  @Test
  void saysSoGoesOnReadingAndRecoversByItself() throws Exception {
    try (HubProcess hub = HubProcess.launch(Map.of("HUB_DATABASE_URL", postgres.url(), "HUB_LIMITS", "off",
        "HUB_ORGANIZER_PASSWORD", HubUnderTest.PASSWORD)).awaitReady()) {
      moveTables();
      Person villager = hub.person().arrive("demo");
      Person organizer = hub.person().signIn(HubUnderTest.PASSWORD);
      List<String> acknowledged = new ArrayList<>();
      Refused last = askUntilRefused(villager, acknowledged);
      Person.Reply refused = last.reply;

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isNotNull();
      assertThat(refused.json().getString("type")).isEqualTo("/problems/unavailable");
      villager.get("/healthz").mustBe(204);
      assertThat(villager.get("/api/fairs/demo/questions?mine=true").mustBe(200).questions()).isNotEmpty();
      organizer.get("/api/questions/" + acknowledged.get(0)).mustBe(200);
      assertThat(organizer.get("/api/fairs/demo/tally").mustBe(200).json().getJsonObject("total").getInteger("asked"))
          .as("what was refused is not there").isEqualTo(acknowledged.size());

      assertThat(run("mount", "-o", "remount,size=64m", disk.toString())).isTrue();
      villager.ask("demo", last.key, question(last.text)).mustBe(201);
      villager.ask("demo", last.key, question(last.text)).mustBe(200);
      for (String id : acknowledged) {
        organizer.get("/api/questions/" + id).mustBe(200);
      }
    }
  }

  private record Refused(String key, String text, Person.Reply reply) {
  }

  /** At a desk of her choice: finding one for a thousand letters by chance would take most of the test. */
  private static Map<String, String> question(String text) {
    return Map.of("text", text, "department", "keji");
  }

  private static Refused askUntilRefused(Person villager, List<String> acknowledged) {
    var random = new Random(7);
    for (int i = 0; i < MOST_QUESTIONS; i++) {
      // what compresses would take long to fill a disk
      String text = random.ints(1_000, '一', '龥').collect(StringBuilder::new, StringBuilder::appendCodePoint,
          StringBuilder::append).toString();
      String key = Person.newKey();
      Person.Reply reply = villager.ask("demo", key, question(text));
      if (reply.status() != 201) {
        return new Refused(key, text, reply);
      }
      acknowledged.add(reply.json().getString("id"));
    }
    throw new AssertionError("the disk did not fill");
  }
}
