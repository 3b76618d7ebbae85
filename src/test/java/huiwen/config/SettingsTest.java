package huiwen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
    var both = new HashMap<>(one);
    both.putAll(other);
    return both;
  }

  private static Settings read(Map<String, String> environment) throws Exception {
    return SettingsReader.read(environment);
  }

  private static final Settings.Tls PLAIN = new Settings.Tls("", "");
  private static final Settings.Cluster ALONE =
      new Settings.Cluster(false, List.of(), "", "127.0.0.1", 5701, "", "", 0, "", "", "", "");

  @Test
  void theDefaultsAreTheContracts() throws Exception {
    assertThat(read(Map.of())).isEqualTo(
        new Settings(8080, "0.0.0.0", Path.of("data"), "", 16, "", "", PLAIN, List.of(), ALONE, 30, 5, new Settings.Unseen("", 30), "", 21,
            new Settings.Limits(true, 5, 10, 30, 1200)));
  }

  @Test
  void theEnvironmentOverrides() throws Exception {
    assertThat(read(both(Map.of("HUB_PORT", "0", "HUB_HOST", "127.0.0.1", "HUB_DATA", "elsewhere",
        "HUB_DATABASE_URL", "postgresql://u:p@h:1/d", "HUB_DATABASE_POOL", "4",
        "HUB_ORGANIZER_PASSWORD", "long enough", "HUB_PUBLIC_URL", "http://192.0.2.1:80/", "HUB_LIMITS", "off"),
        Map.of("HUB_ASK_BURST", "2", "HUB_ASK_SECONDS", "3", "HUB_ASK_HOURLY", "4", "HUB_ADDRESS_PER_MINUTE", "5", "HUB_LEARN_SECONDS", "6",
            "HUB_UNDO_SECONDS", "7", "HUB_UNSEEN_WEBHOOK", "https://sms.example/send", "HUB_UNSEEN_MINUTES", "8",
            "HUB_CALL_WEBHOOK", "http://10.0.0.5/say", "HUB_ASKS_SOLVED_AFTER_DAYS", "9"))))
        .isEqualTo(new Settings(0, "127.0.0.1", Path.of("elsewhere"), "postgresql://u:p@h:1/d", 4,
            "long enough", "http://192.0.2.1:80", PLAIN, List.of(), ALONE, 6, 7,
            new Settings.Unseen("https://sms.example/send", 8), "http://10.0.0.5/say", 9, new Settings.Limits(false, 2, 3, 4, 5)));
  }

  @ParameterizedTest
  @CsvSource({
      "HUB_PORT, 70000", "HUB_PORT, eighty", "HUB_PORT, -1", "HUB_HOST, ' '", "HUB_DATABASE_URL, mysql://x",
      "HUB_DATABASE_POOL, 1", "HUB_ORGANIZER_PASSWORD, short", "HUB_PUBLIC_URL, ftp://x", "HUB_CLUSTER, true",
      "HUB_TLS_CERTIFICATE, hub.pem", "HUB_LIMITS, perhaps", "HUB_ASK_BURST, 0", "HUB_ASK_SECONDS, 0", "HUB_ASK_HOURLY, many",
      "HUB_ADDRESS_PER_MINUTE, 0", "HUB_UNDO_SECONDS, 61", "HUB_UNSEEN_MINUTES, 0",
      "HUB_UNSEEN_WEBHOOK, http://sms.example/send", "HUB_UNSEEN_WEBHOOK, http://8.8.8.8/send", "HUB_UNSEEN_WEBHOOK, http://10.0.0.5@sms.example/",
      "HUB_UNSEEN_WEBHOOK, ftp://10.0.0.5/", "HUB_CALL_WEBHOOK, http://8.8.8.8/say"})
  void aWrongValueIsNamed(String variable, String value) {
    assertThatThrownBy(() -> read(Map.of(variable, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(variable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://sms.example/send?key=1", "http://192.168.1.5:8090/sms", "http://10.0.0.5", "http://127.0.0.1:9000/"})
  void numbersAreSentToWhomNobodyElseListens(String webhook) throws Exception {
    assertThat(read(Map.of("HUB_UNSEEN_WEBHOOK", webhook)).unseen().webhook()).isEqualTo(webhook);
  }

  private static Map<String, String> clustered(String variable, String value) {
    var settings = new HashMap<>(Map.of("HUB_CLUSTER", "on", "HUB_DATABASE_URL", "postgresql://u:p@h:1/d",
        "HUB_PUBLIC_URL", "https://hub.example", "HUB_CLUSTER_MEMBERS", "10.0.0.1:5701, 10.0.0.2:5701"));
    settings.put(variable, value);
    return settings;
  }

  @Test
  void severalNodesKnowEachOther() throws Exception {
    assertThat(read(clustered("HUB_CLUSTER_HOST", "10.0.0.1")).cluster()).isEqualTo(new Settings.Cluster(true,
        List.of("10.0.0.1:5701", "10.0.0.2:5701"), "", "10.0.0.1", 5701, "", "", 0, "", "", "", ""));
  }

  @ParameterizedTest
  @CsvSource({"HUB_DATABASE_URL, ''", "HUB_PUBLIC_URL, ''", "HUB_CLUSTER_MEMBERS, ''", "HUB_CLUSTER_SERVICE, hub.local",
      "HUB_CLUSTER_PORT, 0", "HUB_BUS_PORT, -1", "HUB_CLUSTER_ADVERTISED, 10.0.0.1",
      "HUB_BUS_ADVERTISED, http://10.0.0.1:1", "HUB_BUS_CERTIFICATE, node.pem"})
  void whatSeveralNodesNeedIsNamedWhereItIsMissing(String variable, String value) {
    assertThatThrownBy(() -> read(clustered(variable, value))).isInstanceOf(SettingsException.class)
        .hasMessageContaining(variable.equals("HUB_CLUSTER_SERVICE") ? "HUB_CLUSTER_MEMBERS" : variable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql://hub:s3cret@word@h:1/d", "postgresql://hub:s3cret/word@h:1/d",
      "postgresql://hub:s3cret#word@h/d", "postgresql://hub:s3cret word@h/d", "mysql://hub:s3cret@h/d", "hub:s3cret@h"})
  void aWrongAddressOfTheDatabaseIsNotSaid(String url) {
    assertThatThrownBy(() -> read(Map.of("HUB_DATABASE_URL", url)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("HUB_DATABASE_URL")
        .hasNoCause()
        .message().doesNotContain("s3cret").doesNotContain("t@word");
  }

  @Test
  void settingsDoNotSayTheirPasswords() throws Exception {
    assertThat(read(Map.of("HUB_DATABASE_URL", "postgresql://hub:s3cret@h/d", "HUB_ORGANIZER_PASSWORD", "s3cret-too"))
        .toString()).contains("8080").doesNotContain("s3cret");
  }
}
