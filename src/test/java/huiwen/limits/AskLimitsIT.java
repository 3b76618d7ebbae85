package huiwen.limits;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The limits as the hub has them in the field: on. */
class AskLimitsIT {

  @Test
  void whoAsksTooFastIsToldWhenAndNothingIsLost() throws Exception {
    Path data = DataFolder.create("limits");
    try (HubProcess hub = HubProcess.launch(
        Map.of("HUB_DATA", data.toString(), "HUB_ASK_BURST", "3", "HUB_ASK_SECONDS", "1")).awaitReady()) {
      Person villager = hub.person().arrive("demo");
      for (int i = 0; i < 3; i++) {
        villager.ask("demo", "问题" + i).mustBe(201);
      }
      String key = Person.newKey();
      Person.Reply refused = villager.ask("demo", key, Map.of("text", "太快了")).mustBe(429);
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(refused.json().getString("type")).isEqualTo("/problems/too-many");
      hub.person().arrive("demo").ask("demo", "别人照样问").mustBe(201);
      HubProcess.until("the limit lets her through", java.time.Duration.ofSeconds(20),
          () -> villager.ask("demo", key, Map.of("text", "太快了")).status() == 201);
      assertThat(villager.get("/api/fairs/demo/questions?mine=true").questions()).hasSize(4);
    } finally {
      HubUnderTest.deleteTree(data);
    }
  }
}
