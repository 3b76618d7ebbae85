package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages' catalogue against the pages: no text without its key, and no key without its text. */
class PageTextsTest {

  private static final Pattern USED = Pattern.compile("['`\"]([a-zA-Z]+\\.[a-zA-Z0-9.-]+)['`\"]");
  private static final Path WEBROOT = Path.of("webroot");
  private static final Pattern IMPORTED = Pattern.compile("from '(\\.[^']+)'");
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)}");
  /** Keys that are put together, such as {@code state.${question.state}}: their first part. */
  private static final Pattern PUT_TOGETHER = Pattern.compile("`([a-zA-Z]+\\.[a-zA-Z.]*)\\$\\{");

  /** Keys that a template puts together, such as {@code t('mine.' + step)}: their first part. */
  private static final Pattern ADDED = Pattern.compile("t\\('([a-zA-Z]+\\.[a-zA-Z.]*)' \\+");

  /** The pages, and the code of the hub that fills them in. */
  private static String scripts() throws IOException {
    var all = new StringBuilder();
    try (var pages = Files.walk(Path.of("webroot")); var code = Files.walk(Path.of("src/main/java"))) {
      for (Path file : Stream.concat(pages, code).filter(path -> path.toString().matches(".*\\.(js|html|java)")).sorted().toList()) {
        String text = Files.readString(file);
        if (!file.toString().endsWith(".java") || text.contains("PageTexts")) {
          all.append(text);
        }
      }
    }
    return all.toString();
  }

  private static Set<String> catalogue() throws IOException {
    return new TreeSet<>(new JsonObject(Files.readString(Path.of("webroot/text/zh-Hans.json"))).fieldNames());
  }

  private static Set<String> keys(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyTextThatAPageAsksForIsThere() throws IOException {
    Set<String> groups = catalogue().stream().map(key -> key.replaceFirst("\\..*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
    Set<String> used = keys(USED, scripts());
    used.removeIf(key -> !groups.contains(key.replaceFirst("\\..*", "")) || key.endsWith(".") || key.endsWith(".html"));
    assertThat(used).hasSizeGreaterThan(60);
    assertThat(catalogue()).containsAll(used);
  }

  /** What a villager's pages and their scripts can say, and the code that fills them in. */
  private static String villagers() throws IOException {
    var all = new StringBuilder();
    try (var pages = Files.list(WEBROOT)) {
      for (Path page : pages.filter(path -> path.toString().endsWith(".html")).sorted().toList()) {
        String text = Files.readString(page);
        boolean isStaffs = page.getFileName().toString().matches("(kiosk|slip|calls).*");
        if (text.contains("parts/head.html") && !isStaffs || page.endsWith("index.html") || page.endsWith("problem.html")) {
          all.append(text);
        }
      }
    }
    try (var parts = Files.list(WEBROOT.resolve("parts")); var code = Files.walk(Path.of("src/main/java"))) {
      for (Path file : Stream.concat(parts, code.filter(path -> path.toString().endsWith(".java"))).sorted().toList()) {
        String text = Files.readString(file);
        if (file.startsWith(WEBROOT) || text.contains("PageTexts")) {
          all.append(text);
        }
      }
    }
    var scripts = new TreeSet<Path>();
    for (String entry : List.of("ask.js", "cards.js", "attach.js")) {
      addImported(WEBROOT.resolve("js").resolve(entry), scripts);
    }
    for (Path script : scripts) {
      all.append(Files.readString(script));
    }
    return all.toString();
  }

  private static void addImported(Path script, Set<Path> known) throws IOException {
    if (Files.exists(script) && known.add(script)) {
      for (MatchResult found : IMPORTED.matcher(Files.readString(script)).results().toList()) {
        addImported(script.resolveSibling(found.group(1)).normalize(), known);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mn-Mong", "mn-Cyrl"})
  void everyLanguageHasWhatAVillagersPagesSayAndNothingElse(String language) throws IOException {
    JsonObject chinese = new JsonObject(Files.readString(WEBROOT.resolve("text/zh-Hans.json")));
    JsonObject theirs = new JsonObject(Files.readString(WEBROOT.resolve("text/" + language + ".json")));
    String pages = villagers();
    Set<String> beginnings = keys(PUT_TOGETHER, pages);
    beginnings.addAll(keys(ADDED, pages));
    Set<String> said = keys(USED, pages);
    Set<String> expected = catalogue();
    expected.removeIf(key -> key.matches("(kiosk|slips?|calls)\\..*") || !said.contains(key) && beginnings.stream().noneMatch(key::startsWith));
    assertThat(new TreeSet<>(theirs.fieldNames())).isEqualTo(expected);
    for (String key : expected) {
      assertThat(keys(ARGUMENT, theirs.getString(key))).as(key).isEqualTo(keys(ARGUMENT, chinese.getString(key)));
    }
  }

  @Test
  void everyTextIsUsed() throws IOException {
    String scripts = scripts();
    Set<String> used = keys(USED, scripts);
    Set<String> beginnings = keys(PUT_TOGETHER, scripts);
    beginnings.addAll(keys(ADDED, scripts));
    Set<String> unused = catalogue();
    unused.removeIf(key -> used.contains(key) || beginnings.stream().anyMatch(key::startsWith));
    assertThat(unused).isEmpty();
  }
}
