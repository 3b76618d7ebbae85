package huiwen.question;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasksTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "我电话13800000000给我回电 | 我电话13*****给我回电",
      "打138-0000-0000 或 138 0000 0000 | 打13***** 或 13*****",
      "电话是１３８００００００００ | 电话是１３*****",
      "一三八零零零零零零零零 | 一三*****",
      "身份证15000019000101000X查低保 | 身份证15*****查低保",
      "卡号6200000000000000000 | 卡号62*****",
      "座机0478-8200000 | 座机04*****"})
  void longNumbersAreHidden(String text, String masked) {
    assertThat(Masks.mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"打12345或95598", "2026年11月24日", "一亩地留4500苗", "三十来户人家一共一千四百来亩地", "12393"})
  void hotlinesYearsAndAmountsAreLeft(String text) {
    assertThat(Masks.mask(text)).isEqualTo(text);
  }

  @Test
  void nothingStaysNothing() {
    assertThat(Masks.mask(null)).isNull();
  }
}
