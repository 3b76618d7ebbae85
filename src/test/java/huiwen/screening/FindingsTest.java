package huiwen.screening;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.classifier.BuiltIn;
import huiwen.classifier.LabelledCsv;
import huiwen.embedding.SentenceEmbedder;
import huiwen.text.Folding;
import huiwen.text.Reading;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is urgent, private, held: by sentences of which the classifier was shown none. */
class FindingsTest {

  private static final Path FOLDER = Path.of("src/test/resources/screening");
  private static Screening screening;
  private static SentenceEmbedder embedder;

  @BeforeAll
  static void load() throws Exception {
    if (screening == null) {
      Vertx vertx = Vertx.vertx();
      screening = Screening.load(vertx, Future.succeededFuture(BuiltIn.screening()),
              text -> Future.succeededFuture(embedder == null ? null : embedder.of(text)))
          .toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  @BeforeAll
  static void loadMeanings() throws Exception {
    embedder = SentenceEmbedder.load(Path.of("target", "native"));
  }

  @AfterAll
  static void close() {
    embedder.close();
    embedder = null;
  }

  /** As the hub finds it: by letters, where they leave it in doubt by the meaning too. */
  private static Findings found(String text) {
    return screening.consider(Reading.of(text)).result();
  }

  private static List<Map<String, String>> rows(String file, String column, String value, List<String> sets) throws IOException {
    return LabelledCsv.read(FOLDER.resolve(file)).stream()
        .filter(row -> row.get(column).equals(value) && sets.contains(row.get("set"))).toList();
  }

  private static double share(List<Map<String, String>> rows, Predicate<Findings> holds) {
    return share(rows, FindingsTest::found, holds);
  }

  private static double share(List<Map<String, String>> rows, Function<String, Findings> read, Predicate<Findings> holds) {
    return (double) rows.stream().filter(row -> holds.test(read.apply(row.get("text")))).count() / rows.size();
  }

  private static Predicate<Findings> is(String want) {
    return switch (want) {
      case "urgent" -> Findings::isUrgent;
      case "private" -> Findings::isPrivate;
      default -> found -> !found.isPrivate();
    };
  }

  /**
   * Of those shown the word lists were written knowing them; the rest was held out: written to be harder, by who had not
   * looked at the words and examples; the third and fourth when all examples were written. The fifth and the sixth are by
   * other hands: their first readings gave 0.97, 0.95 and 0.99, and 0.93, 0.94 and 0.94 where a third of them was to be hard.
   */
  @ParameterizedTest
  @CsvSource({"shown, urgent, 0.96", "shown, private, 0.97", "shown, open, 0.96",
      "held-out, urgent, 0.93", "held-out, private, 0.93", "held-out, open, 0.85",
      "held-out-2, urgent, 0.93", "held-out-2, private, 0.93", "held-out-2, open, 0.87",
      "held-out-3+held-out-4, urgent, 0.90", "held-out-3+held-out-4, private, 0.88", "held-out-3+held-out-4, open, 0.93",
      "held-out-5, urgent, 0.96", "held-out-5, private, 0.94", "held-out-5, open, 0.97",
      "held-out-6, urgent, 0.93", "held-out-6, private, 0.93", "held-out-6, open, 0.93"})
  void mostIsTakenForWhatItIs(String sets, String want, double least) throws IOException {
    assertThat(share(rows("sensitive_cases.csv", "want", want, List.of(sets.split("\\+"))), is(want))).isGreaterThanOrEqualTo(least);
  }

  /** Under load, and until the model of meanings is there. */
  @ParameterizedTest
  @CsvSource({"urgent, 0.88", "private, 0.90", "open, 0.88"})
  void soIsMuchOfItByLettersAlone(String want, double least) throws IOException {
    List<Map<String, String>> heldOut = rows("sensitive_cases.csv", "want", want,
        List.of("held-out", "held-out-2", "held-out-3", "held-out-4", "held-out-5", "held-out-6"));
    assertThat(share(heldOut, screening::read, is(want))).isGreaterThanOrEqualTo(least);
  }

  @Test
  void nothingThatWasHeldOutIsAmongTheExamples() throws IOException {
    Set<String> examples = LabelledCsv.read(Path.of("src/main/resources/screening/sensitive.csv")).stream()
        .map(row -> Folding.joined(Folding.fold(row.get("text")))).collect(Collectors.toSet());
    assertThat(LabelledCsv.read(FOLDER.resolve("sensitive_cases.csv")))
        .filteredOn(row -> row.get("set").startsWith("held-out"))
        .extracting(row -> Folding.joined(Folding.fold(row.get("text")))).doesNotContainAnyElementsOf(examples);
  }

  @Test
  void hardlyAnyOrdinaryQuestionIsTakenForDanger() throws IOException {
    List<Map<String, String>> ordinary = LabelledCsv.read(Path.of("src/test/resources/triage/questions.csv"));
    assertThat(ordinary.stream().filter(row -> found(row.get("question")).isUrgent()).count())
        .isLessThanOrEqualTo(ordinary.size() / 40);
  }

  @ParameterizedTest
  @CsvSource({"shown, 0", "held-out, 0", "held-out-2, 0.02", "held-out-3, 0.02", "held-out-4, 0.02", "held-out-5, 0.02", "held-out-6, 0.02"})
  void hardlyAnyOfTheseIsHeldWhileNobodyElseReadsIt(String set, double most) throws IOException {
    List<Map<String, String>> all = LabelledCsv.read(FOLDER.resolve("sensitive_cases.csv")).stream()
        .filter(row -> row.get("set").equals(set)).toList();
    assertThat(share(all, found -> !found.concerns(!found.isPrivate()).isEmpty())).isLessThanOrEqualTo(most);
  }

  @ParameterizedTest
  @ValueSource(strings = {"learned", "held-out"})
  void hardlyAnyDisguiseHidesAbuse(String set) throws IOException {
    List<Map<String, String>> abuse = rows("abuse_cases.csv", "held", "yes", List.of(set));
    assertThat(abuse).hasSizeGreaterThan(100);
    assertThat(share(abuse, found -> !found.concerns(true).isEmpty())).isGreaterThanOrEqualTo(0.95);
  }

  @ParameterizedTest
  @ValueSource(strings = {"learned", "held-out"})
  void hardlyAnyHarmlessTwinIsHeld(String set) throws IOException {
    List<Map<String, String>> harmless = rows("abuse_cases.csv", "held", "no", List.of(set));
    assertThat(harmless).hasSizeGreaterThan(150);
    assertThat(share(harmless, found -> !found.concerns(true).isEmpty())).isLessThanOrEqualTo(0.03);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "老汉喝醉了拿刀要砍我 | violence",
      "我不想活了 活着没意思 | self-harm",
      "娃娃把老鼠药当糖吃了 | poison",
      "我爸心口疼得打滚 出冷汗 | illness",
      "草垛着火了 风大 快烧到房子了 | fire",
      "煤气中毒了 叫不醒 | gas",
      "娃娃掉渠里冲走了 | water",
      "奶奶老年痴呆 走丢两天了 | lost",
      "被人骗来关着不让走 | captive",
      "拖拉机翻了 人压在底下 | accident"})
  void theKindOfDangerIsToldSoThatTheRightLineIsShown(String text, String kind) {
    assertThat(found(text).urgency()).isEqualTo(kind);
    assertThat(found(text).isPrivate()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"渠口的闸门坏了没人管 别说是我反映的", "种子买贵了 不要让我老汉知道", "地膜的钱花多了 先别告诉家里",
      "这个补贴的事能不能给保密", "我想种枸杞 我妈还不知道", "井水浑了的事不要往外说"})
  void whoAsksThatNobodyIsToldIsKeptToHerWord(String text) {
    assertThat(found(text).isPrivate()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"保密局招不招人", "种子咋种我还不知道", "公开栏在哪", "告诉我补贴几号到", "老人说的土办法能不能治列当"})
  void whatOnlySoundsLikeThatIsNot(String text) {
    assertThat(found(text).isPrivate()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"心肺复苏培训班哪天开", "口蹄疫疫苗多会儿打", "高血压门诊报销比例是多少", "敌敌畏还能不能卖", "草场上的毒草咋灭",
      "羊死了两只 打甚针", "户口本丢了咋补", "上吊兰怎么养", "灭火器过期了去哪换"})
  void falseFriendsAreNoDanger(String text) {
    assertThat(found(text).urgency()).isNull();
  }

  @Test
  void whatIsUrgentIsNeverHeldEvenInAnger() {
    Findings found = screening.read("老汉正打我了 你们这帮王八蛋快来人 救命");
    assertThat(found.isUrgent()).isTrue();
    assertThat(found.concerns(true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"再不给办就炸了你们", "迟早砍了你"})
  void aThreatToWhoeverReadsItIsNoCallForHelp(String text) {
    assertThat(screening.read(text).isUrgent()).isFalse();
    assertThat(screening.read(text).concerns(false)).isNotEmpty();
  }

  @Test
  void anAccusationWithANameIsHeldEvenIfPrivateAndAnAccusationAloneIsNot() {
    assertThat(screening.read("村会计王建国贪污征地款 我要举报").concerns(false)).isNotEmpty();
    Findings unnamed = screening.read("村会计贪污征地款 我有证据 不敢写名字");
    assertThat(unnamed.isPrivate()).isTrue();
    assertThat(unnamed.concerns(false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.invalid/win 这个能点不", "www点abc点com 是官网不", "nmg.gov.cn 打不开"})
  void aLinkIsHeldWhereOthersWouldReadIt(String text) {
    assertThat(found(text).concerns(true)).contains("里面有网址");
    assertThat(found(text).concerns(false)).doesNotContain("里面有网址");
  }

  @ParameterizedTest
  @ValueSource(strings = {"安安静静的村子", "铁管子和水泥管哪个好", "芦子长得快"})
  void thingsAreNoNames(String text) {
    assertThat(screening.reasons(text)).isEmpty();
  }

  @Test
  void aNameMayBeANameAndNoInsult() {
    assertThat(screening.reasonsOfName("王建国")).isEmpty();
    assertThat(screening.reasonsOfName("永丰村")).isEmpty();
    assertThat(screening.reasonsOfName(null)).isEmpty();
    assertThat(screening.reasonsOfName("傻x逼")).isNotEmpty();
  }

  @Property(tries = 200)
  void nothingIsTooOddToBeRead(@ForAll String typed) throws Exception {
    load();
    Findings found = screening.read(typed);
    assertThat(found.isPrivate() || !found.isUrgent()).isTrue();
    assertThat(found.concerns(true)).containsAll(found.concerns(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"不想活了打死1 ", "傻", "加", "我让人打了", "1", "www.", "他他他"})
  void noTextTakesLong(String part) {
    String text = part.repeat(1_000 / part.length());
    screening.read(text + "先");
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long started = threads.getCurrentThreadCpuTime();
    screening.read(text);
    assertThat((threads.getCurrentThreadCpuTime() - started) / 1_000_000).isLessThan(100);
  }
}
