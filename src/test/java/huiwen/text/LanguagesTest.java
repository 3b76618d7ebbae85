package huiwen.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

  @ParameterizedTest
  @CsvSource({
      "羊病了找谁, zh-Hans",
      "ᠮᠢᠨᠦ ᠬᠣᠨᠢ ᠡᠪᠡᠳᠴᠦ ᠪᠠᠶᠢᠨ᠎ᠠ, mn-Mong",
      "Энэ үр сайн уу?, mn-Cyrl",
      "葵花 ᠬᠣᠨᠢ 品种产量怎么样, zh-Hans",
      "\uE2C1\uE26D\uE289\uE309\uE34B, mn-Mong",
      "12345, zh-Hans",
      "👍, zh-Hans"})
  void theScriptTells(String text, String language) {
    assertThat(Languages.of(text)).isEqualTo(language);
  }
}
