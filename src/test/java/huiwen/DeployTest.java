package huiwen;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.odiszapc.nginxparser.NgxBlock;
import com.github.odiszapc.nginxparser.NgxConfig;
import com.github.odiszapc.nginxparser.NgxEntry;
import com.github.odiszapc.nginxparser.NgxParam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.ini4j.Config;
import org.ini4j.Ini;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What stands in {@code docs/deploy} can be read by a program, fits together, and uses settings that there are. */
class DeployTest {

  private static final Path FOLDER = Path.of("docs", "deploy");
  private static final Pattern SETTING = Pattern.compile("\\bHUB_[A-Z_]+\\b");
  /** Chosen where it is deployed, and put into another one. */
  private static final Set<String> OF_THE_PLACE = Set.of("HUB_DATABASE_PASSWORD");

  private static Map<String, Object> compose() throws IOException {
    return new Yaml().load(Files.readString(FOLDER.resolve("compose.yaml")));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object of, String name) {
    return (Map<String, Object>) ((Map<String, Object>) of).get(name);
  }

  private static NgxConfig nginx() throws IOException {
    return NgxConfig.read(FOLDER.resolve("nginx.conf").toString());
  }

  private static List<NgxParam> directives(NgxBlock within, String name) {
    var found = new ArrayList<NgxParam>();
    for (NgxEntry entry : within) {
      if (entry instanceof NgxBlock block) {
        found.addAll(directives(block, name));
      } else if (entry instanceof NgxParam param && param.getName().equals(name)) {
        found.add(param);
      }
    }
    return found;
  }

  private static List<String> values(NgxBlock within, String name) {
    return directives(within, name).stream().map(NgxParam::getValue).toList();
  }

  @Test
  void theProxyTellsWhoAsksAndSendsToTheNodesOfTheComposition() throws IOException {
    NgxConfig nginx = nginx();
    NgxBlock nodes = nginx.findBlock("http", "upstream");
    assertThat(values(nodes, "server").stream().map(server -> server.split(":")[0]).toList())
        .isEqualTo(map(compose(), "services").keySet().stream().filter(name -> name.startsWith("hub-")).toList());
    assertThat(values(nginx, "proxy_pass")).containsExactly("http://" + nodes.getValue());
    List<String> headers = values(nginx, "proxy_set_header");
    assertThat(headers).anyMatch(header -> header.startsWith("X-Forwarded-For "))
        .anyMatch(header -> header.startsWith("X-Forwarded-Proto ")).anyMatch(header -> header.startsWith("X-Forwarded-Host "))
        .anyMatch(header -> header.startsWith("Upgrade "));
    assertThat(values(nginx, "proxy_next_upstream")).allMatch(when -> when.contains("http_503") && when.contains("non_idempotent"));
  }

  @Test
  void bothNodesAreTheSameButForTheirAddress() throws IOException {
    Map<String, Object> services = map(compose(), "services");
    for (String name : List.of("hub-a", "hub-b")) {
      Map<String, Object> settings = map(services.get(name), "environment");
      assertThat(settings).containsEntry("HUB_CLUSTER", "on").containsEntry("HUB_CLUSTER_HOST", name);
      assertThat(settings.get("HUB_CLUSTER_MEMBERS").toString()).contains(name + ":5701");
      assertThat(Files.exists(FOLDER.resolve(map(services.get(name), "build").get("context").toString()).resolve("pom.xml"))).isTrue();
    }
    assertThat(map(services, "proxy").get("volumes").toString()).contains("./nginx.conf:/etc/nginx/nginx.conf");
  }

  @Test
  void theUnitStartsTheJarAndWaitsForItsPhones() throws IOException {
    var config = new Config();
    config.setMultiOption(true);
    config.setEscape(false);
    var unit = new Ini();
    unit.setConfig(config);
    unit.load(FOLDER.resolve("huiwen.service").toFile());
    assertThat(unit.keySet()).containsExactly("Unit", "Service", "Install");
    Ini.Section service = unit.get("Service");
    assertThat(service.get("ExecStart")).startsWith("/").endsWith("-jar huiwen.jar");
    assertThat(service.get("WorkingDirectory")).isEqualTo("/opt/huiwen");
    assertThat(service.getAll("Environment")).contains("HUB_DATA=/var/lib/huiwen");
    assertThat(Integer.parseInt(service.get("TimeoutStopSec"))).isGreaterThan(20);
    assertThat(service.get("SuccessExitStatus")).isEqualTo("143");
  }

  @Test
  void theyUseSettingsThatThereAre() throws IOException {
    String known = Files.readString(Path.of("config", "hub.yaml"));
    var used = new TreeSet<String>();
    for (String file : List.of("nginx.conf", "compose.yaml", "huiwen.service")) {
      SETTING.matcher(Files.readString(FOLDER.resolve(file))).results().forEach(found -> used.add(found.group()));
    }
    used.removeAll(OF_THE_PLACE);
    assertThat(used).hasSizeGreaterThan(6).allMatch(setting -> known.contains('[' + setting + ']'));
  }
}
