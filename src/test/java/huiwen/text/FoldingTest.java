package huiwen.text;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.classifier.Features;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "ＷｉＦｉ老断 | wifi老断",
      "醫療報銷怎麼辦 | 医疗报销怎么办",
      "停电了！！！！怎么办？？？ | 停电了 怎么办",
      "停\u200b电\u202e了 | 停电了",
      "\u2fbc\u2f8e压药能报吗 | 高血压药能报吗", // as radicals, which look the same: what is copied from a PDF often has them
      "急急急急急 | 急急",
      "11111 | 11111",
      "\u1820\u182a\u180e\u1820 | \u1820\u182a \u1820", // what parts a Mongolian word from its ending, in its three ways
      "\u1820\u182a\u202f\u1820 | \u1820\u182a \u1820",
      "\u1820\u182a \u1820 | \u1820\u182a \u1820",
      "\ue2c1\ue26d | \ue2c1\ue26d",
      "t\u200b\u0308 | \u1e97",
      "，。！ | ''",
      "ABC 中文 | abc 中文"})
  void whatMeansTheSameBecomesTheSame(String typed, String folded) {
    assertThat(Folding.fold(typed)).isEqualTo(folded);
  }

  @Property
  void foldingTwiceIsFoldingOnce(@ForAll String typed) {
    String once = Folding.fold(typed);
    assertThat(Folding.fold(once)).isEqualTo(once);
  }

  @Property
  void nothingIsTooOddToBeTakenApart(@ForAll String typed) {
    assertThat(Features.of(Folding.fold(typed))).isSorted();
    assertThat(Matters.of(typed)).noneMatch(String::isBlank);
    Nonsense.is(Folding.fold(typed));
  }
}
