package huiwen.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The index of answers on a disk that fills and is emptied: what was answered is found again, without a new start. */
class FullIndexDiskIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration HEALS_WITHIN = Duration.ofSeconds(60);

  private Path data;
  private Path disk;
  private HubProcess hub;
  private Person villager;
  private Person volunteer;

  @BeforeEach
  void launch() throws Exception {
    data = DataFolder.create("index");
    disk = Files.createDirectory(data.resolve("index"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()), "may not mount a disk");
    hub = HubProcess.launch(Map.of("HUB_DATA", data.toString(), "HUB_LIMITS", "off",
        "HUB_ORGANIZER_PASSWORD", HubUnderTest.PASSWORD)).awaitReady();
    String invite = hub.person().signIn(HubUnderTest.PASSWORD).put("/api/fairs/demo/desks/keji", Map.of()).mustBe(200)
        .json().getString("invite");
    volunteer = hub.person().join(invite, "王芳");
    villager = hub.person().arrive("demo");
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
    if (hub != null) {
      hub.close();
    }
    run("umount", disk.toString());
    HubUnderTest.deleteTree(data);
  }

  private void answer(String text) {
    String question = villager.asked("demo", "keji", text);
    volunteer.act(question, "answer", Map.of("text", "来科技桌就能办")).mustBe(200);
  }

  private boolean isFound(String text) {
    return villager.get("/api/fairs/demo/answers?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)).mustBe(200)
        .questions().stream().map(JsonObject.class::cast).anyMatch(found -> found.getString("text").equals(text));
  }

  private Path fill() throws IOException {
    Path ballast = disk.resolve("ballast");
    try (OutputStream out = Files.newOutputStream(ballast)) {
      for (int size = 1 << 16; size > 0; size >>= 1) {
        fill(out, size);
      }
    } catch (IOException full) {
      // closing writes too
    }
    return ballast;
  }

  private static void fill(OutputStream out, int size) {
    try {
      while (true) {
        out.write(new byte[size]);
      }
    } catch (IOException full) {
      // by pieces of this size
    }
  }

  @Test
  void whatWasAnsweredIsFoundAgainWhenThereIsRoomAgain() throws Exception {
    String before = "葵花新品种在哪里能买到";
    answer(before);
    HubProcess.until("what was answered before", SOON, () -> isFound(before));
    Path ballast = fill();
    String full = "无人机打药一亩地多少钱";
    answer(full);
    HubProcess.until("the index to fail", SOON, () -> hub.output().contains("the index of answers is behind")
        || hub.errors().contains("the index of answers is behind"));
    assertThat(isFound(full)).isFalse();
    Files.delete(ballast);
    HubProcess.until("what was answered meanwhile", HEALS_WITHIN, () -> isFound(full));
    HubProcess.until("what was answered before", SOON, () -> isFound(before));
  }
}
