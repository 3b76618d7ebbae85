package huiwen.screening;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.classifier.BuiltIn;
import huiwen.classifier.LabelledCsv;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is urgent, private, held: by sentences of which the classifier was shown none. */
class FindingsTest {

  private static final Path FOLDER = Path.of("src/test/resources/screening");
  private static Screening screening;

  @BeforeAll
  static void load() throws Exception {
    if (screening == null) {
      Vertx vertx = Vertx.vertx();
      screening = Screening.load(vertx, Future.succeededFuture(BuiltIn.screening()))
          .toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  private static List<Map<String, String>> rows(String file, String column, String value, List<String> sets) throws IOException {
    return LabelledCsv.read(FOLDER.resolve(file)).stream()
        .filter(row -> row.get(column).equals(value) && sets.contains(row.get("set"))).toList();
  }

  private static double share(List<Map<String, String>> rows, Predicate<Findings> holds) {
    return (double) rows.stream().filter(row -> holds.test(screening.read(row.get("text")))).count() / rows.size();
  }

  private static Predicate<Findings> is(String want) {
    return switch (want) {
      case "urgent" -> Findings::isUrgent;
      case "private" -> Findings::isPrivate;
      default -> found -> !found.isPrivate();
    };
  }

  @ParameterizedTest
  @CsvSource({"urgent, 0.90", "private, 0.90", "open, 0.90"})
  void mostIsTakenForWhatItIs(String want, double least) throws IOException {
    assertThat(share(rows("sensitive_cases.csv", "want", want, List.of("shown", "held-out")), is(want))).isGreaterThanOrEqualTo(least);
  }

  /** Written to be harder: nothing in them says the usual word. */
  @ParameterizedTest
  @CsvSource({"urgent, 0.80", "private, 0.87", "open, 0.87"})
  void soIsMostOfWhatWasHeldOut(String want, double least) throws IOException {
    assertThat(share(rows("sensitive_cases.csv", "want", want, List.of("held-out")), is(want))).isGreaterThanOrEqualTo(least);
  }

  @Test
  void noneOfTheseIsHeldWhileNobodyElseReadsIt() throws IOException {
    List<Map<String, String>> all = LabelledCsv.read(FOLDER.resolve("sensitive_cases.csv"));
    assertThat(all).filteredOn(row -> {
      Findings found = screening.read(row.get("text"));
      return !found.concerns(!found.isPrivate()).isEmpty();
    }).isEmpty();
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
    assertThat(screening.read(text).urgency()).isEqualTo(kind);
    assertThat(screening.read(text).isPrivate()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"心肺复苏培训班哪天开", "口蹄疫疫苗多会儿打", "高血压门诊报销比例是多少", "敌敌畏还能不能卖", "草场上的毒草咋灭",
      "羊死了两只 打甚针", "户口本丢了咋补", "上吊兰怎么养", "灭火器过期了去哪换"})
  void falseFriendsAreNoDanger(String text) {
    assertThat(screening.read(text).urgency()).isNull();
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
    assertThat(screening.read(text).concerns(true)).contains("里面有网址");
    assertThat(screening.read(text).concerns(false)).doesNotContain("里面有网址");
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
