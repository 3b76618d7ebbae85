package huiwen.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  private static final Path CASES = Path.of("src/test/resources/text/numbers.csv");
  /** Each digit in some of the ways in which people write it. */
  private static final List<String> SPELLINGS = List.of("0０〇零⓪🄌𝟎𝟘٠᠐०洞", "1１一壹①➀❶¹₁𝟏𝟙١᠑幺", "2２二贰②➁❷²₂𝟐𝟚٢᠒二",
      "3３三叁③➂❸³₃𝟑𝟛٣᠓三", "4４四肆④➃❹⁴₄𝟒𝟜٤᠔四", "5５五伍⑤➄❺⁵₅𝟓𝟝٥᠕五", "6６六陆⑥➅❻⁶₆𝟔𝟞٦᠖六", "7７七柒⑦➆❼⁷₇𝟕𝟟٧᠗拐",
      "8８八捌⑧➇❽⁸₈𝟖𝟠٨᠘八", "9９九玖⑨➈❾⁹₉𝟗𝟡٩᠙九");

  private static List<String> cases(String set, String masked) throws IOException {
    try (Reader reader = Files.newBufferedReader(CASES);
        CSVParser rows = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      return rows.stream().filter(row -> row.get("set").equals(set) && row.get("masked").equals(masked))
          .map(row -> row.get("text")).toList();
    }
  }

  private static List<String> readable(List<String> texts) {
    return texts.stream().filter(text -> Numbers.mask(text).equals(text)).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"learned", "held-out"})
  void hardlyAnyNumberOfAPersonStaysReadable(String set) throws IOException {
    List<String> texts = cases(set, "yes");
    assertThat(texts).hasSizeGreaterThan(100);
    assertThat(readable(texts)).hasSizeLessThanOrEqualTo(texts.size() / 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"learned", "held-out"})
  void hardlyAnyHarmlessNumberIsHidden(String set) throws IOException {
    List<String> texts = new ArrayList<>(cases(set, "no"));
    assertThat(texts).hasSizeGreaterThan(100);
    int all = texts.size();
    texts.removeAll(readable(texts));
    assertThat(texts).hasSizeLessThanOrEqualTo(all / 20);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "我电话138后面是0013再后面8231，晚上打 | 我电话13*****，晚上打",
      "联系 138\u200b0013\u200b8216 | 联系 13*****",
      "1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣1️⃣6️⃣0️⃣ 找我 | 1️⃣3️⃣***** 找我",
      "两个号13800138142和13900139143 | 两个号13*****和13*****",
      "羊🐑病了 打一三八零零一三八一七四，谢谢 | 羊🐑病了 打一三*****，谢谢",
      "身份证15080219991331000X 查一下 | 身份证15***** 查一下",
      "卡号6228 4800 0000 0000 019 对不 | 卡号62***** 对不",
      "加薇 hetao_laoli88 给我 | 加薇 he***** 给我",
      "我家座机0478-000 0377，农牧局电话0478-000 0211 | 我家座机04*****，农牧局电话0478-000 0211"})
  void theOriginalsSpanIsHiddenAndAllElseStaysAsItWas(String text, String masked) {
    assertThat(Numbers.mask(text)).isEqualTo(masked);
  }

  @Test
  void nothingStaysNothing() {
    assertThat(Numbers.mask(null)).isNull();
    assertThat(Numbers.mask("")).isEmpty();
    assertThat(Numbers.areIn(null)).isFalse();
  }

  @Provide
  Arbitrary<String> mobiles() {
    return Arbitraries.strings().numeric().ofLength(8).map(rest -> "138" + rest);
  }

  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.of("", " ", "-", ".", "，", "、", "/", "  ", "\n", "\t", "\u200b", "*", "_", "——", "🐑", "…", "|", "=", "~", "（）");
  }

  /** However the digits are written and whatever signs stand between them. */
  @Property(tries = 2_000)
  void noSpellingOfAMobileNumberStaysReadable(@ForAll("mobiles") String mobile, @ForAll("separators") String separator,
      @ForAll long seed) {
    var random = new Random(seed);
    // one letter's spelling throughout, or another for each
    int spelling = random.nextInt(12);
    String spelled = mobile.chars().mapToObj(digit -> spelled(digit - '0', spelling == 11 ? random.nextInt(8) : spelling))
        .collect(Collectors.joining(separator));
    String masked = Numbers.mask("我手机" + spelled + "，羊病了");
    assertThat(masked).startsWith("我手机").endsWith("*****，羊病了").hasSizeLessThanOrEqualTo(3 + 8 + 5 + 4 + 4 * separator.length());
  }

  private static String spelled(int digit, int spelling) {
    int[] letters = SPELLINGS.get(digit).codePoints().toArray();
    return Character.toString(letters[Math.min(spelling, letters.length - 1)]);
  }

  @Property
  void nothingIsTooOddAndWhatIsNoNumberStays(@ForAll String typed) {
    List<Numbers.Found> found = Numbers.in(typed);
    String masked = Numbers.mask(typed);
    int at = 0;
    var expected = new StringBuilder();
    for (Numbers.Found number : found) {
      assertThat(number.from()).isGreaterThanOrEqualTo(at);
      assertThat(number.to()).isGreaterThan(number.from()).isLessThanOrEqualTo(typed.length());
      expected.append(typed, at, number.shown()).append("*****");
      at = number.to();
    }
    assertThat(masked).isEqualTo(expected.append(typed.substring(at)).toString());
  }

  /** Texts that were made to keep a reader busy. */
  @ParameterizedTest
  @ValueSource(strings = {"1 ", "13", "1个", "138-", "+86", "vx: ", "a@a.", "yi ", "加v：：：：", "1加", "微信号是", "两个", "一百三十八 "})
  void noTextTakesLong(String part) {
    String text = part.repeat(4_000 / part.length());
    Numbers.mask(text);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long started = threads.getCurrentThreadCpuTime();
    Numbers.mask(text);
    assertThat((threads.getCurrentThreadCpuTime() - started) / 1_000_000).isLessThan(200);
  }
}
