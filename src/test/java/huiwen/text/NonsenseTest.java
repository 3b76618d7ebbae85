package huiwen.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonsenseTest {

  @ParameterizedTest
  @ValueSource(strings = {"谢谢", "好的，谢谢您！", "收到", "OK 👍", "👍", "知道了，辛苦大家了。", "謝謝", "ᠪᠠᠶᠠᠷᠯᠠᠯᠠᠭ᠎ᠠ"})
  void thanksAskForNothing(String words) {
    assertThat(Nonsense.isThanks(Folding.fold(words))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"谢谢，那要带什么?", "好的，几点？", "没听明白", "不是这个", "不行", "不好", "还是不知道去哪办", "您说的我不懂", "不用谢，我还想问", "3", "那我呢，没了地"})
  void whateverElseIsSaidDoes(String words) {
    assertThat(Nonsense.isThanks(Folding.fold(words))).isFalse();
  }
}
