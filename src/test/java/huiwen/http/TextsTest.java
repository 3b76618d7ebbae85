package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.problem.Problem;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

  private static final Pattern KEY_IN_CODE = Pattern.compile(
      "\"((?:invalid|malformed|unauthenticated|forbidden|not-found|method|conflict|too-large|unsupported-media"
          + "|too-many|internal|unavailable|frame|live|field)\\.[a-zA-Z-]+)\"");

  @Test
  void everyLanguageHasEveryKey() throws IOException {
    assertThat(catalogue("en").stringPropertyNames())
        .isEqualTo(catalogue("zh_Hans").stringPropertyNames());
  }

  @Test
  void everyKeyInTheCodeIsInTheCatalogue() throws IOException {
    Set<String> keys = new TreeSet<>();
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        KEY_IN_CODE.matcher(Files.readString(file)).results().forEach(found -> keys.add(found.group(1)));
      }
    }
    for (Problem.Type type : Problem.Type.values()) {
      keys.add(type.slug() + ".title");
    }
    assertThat(keys).hasSizeGreaterThan(30);
    assertThat(catalogue("zh_Hans").stringPropertyNames()).containsAll(keys);
  }

  private static Properties catalogue(String language) throws IOException {
    var words = new Properties();
    try (Reader file = new InputStreamReader(
        TextsTest.class.getResourceAsStream("/text/problems_" + language + ".properties"), StandardCharsets.UTF_8)) {
      words.load(file);
    }
    return words;
  }

  @ParameterizedTest
  @CsvSource(nullValues = "none", delimiter = '|', value = {
      "none | zh-Hans", "zh-CN,zh;q=0.9 | zh-Hans", "en-GB | en", "fr, en;q=0.5 | en", "fr | zh-Hans",
      "* | zh-Hans", "en;q=0, zh | zh-Hans", ";;;q=x | zh-Hans", "mn | zh-Hans"})
  void theReadersLanguageIsTaken(String header, String language) {
    assertThat(Texts.accepting(header).languageTag()).isEqualTo(language);
  }

  @Test
  void argumentsAreFilledIn() {
    assertThat(Texts.accepting(null).of("field.maxLength", 1000)).isEqualTo("这一项太长了，最多 1,000 个字。");
    assertThat(Texts.accepting("en").of("conflict.claimed", "王芳")).startsWith("王芳 has claimed");
  }
}
