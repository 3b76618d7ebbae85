package huiwen.triage;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.classifier.BuiltIn;
import huiwen.classifier.Classifier;
import huiwen.embedding.EmbeddingBudget;
import huiwen.fair.Department;
import huiwen.fair.Departments;
import huiwen.fair.Duty;
import huiwen.question.Routing;
import huiwen.text.Reading;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where questions go, and why: with what the build has learned, by letters alone. */
class RouterTest {

  private static Vertx vertx;
  private static Departments departments;
  private static Mongolian mongolian;
  private static Classifier classifier;
  private Router router;

  @BeforeAll
  static void read() throws Exception {
    vertx = Vertx.vertx();
    departments = Departments.read(vertx).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    mongolian = Mongolian.read(vertx).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    classifier = BuiltIn.classifier();
  }

  @AfterAll
  static void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @BeforeEach
  void make() {
    router = new Router(departments, new Lexicon(departments), mongolian, new EmbeddingBudget(null, () -> null), classifier);
  }

  private static List<String> everybody() {
    return departments.all().stream().map(Department::code).toList();
  }

  private Routing route(String text) {
    return route(text, null, everybody());
  }

  private Routing route(String text, String chosen, List<String> present) {
    return router.route(Reading.of(text), chosen, present).result();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "专家,这个葵花品种产量怎么样? | keji",
      "今年扶贫还出台了哪些新政策? | fupin",
      "这样的科技新产品在哪里可以买到? | keji",
      "高血压药农合可不可以报销? | yibao",
      "我家停电两天了 | dianli",
      "灯一闪一闪的，冰箱也带不动 | dianli",
      "老妈八十多了，一个月能领点啥不 | minzheng",
      "ＷiFi 宽带老断 | tongxin",
      "老板欠了我们三个月工钱不给 | renshe",
      "身份正丢了去哪补 | gongan"})
  void villagersWordsFindTheirDeskAndSayWhy(String text, String department) {
    Routing routing = route(text);
    assertThat(routing.department()).isEqualTo(department);
    assertThat(routing.by()).isEqualTo(Routing.BY_MODEL);
    assertThat(routing.confidence()).isBetween(0.5, 0.99);
    assertThat(routing.reasons()).isNotEmpty().allMatch(reason -> reason.contains("→"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"你好", "测试", "？？？？", "👍👍", "123456", "啊啊啊啊啊啊", "\u200b\u200e\u202e", "在吗在吗", "谢谢"})
  void whatAsksNothingGoesToTriageWithAWord(String text) {
    Routing routing = route(text);
    assertThat(routing.department()).isEqualTo(Departments.TRIAGE);
    assertThat(routing.reasons()).containsExactly(Words.NOTHING_ASKED);
  }

  @Test
  void doubtGoesToTriageWithWhatItMayBe() {
    Routing routing = route("那个东西在哪");
    assertThat(routing.department()).isEqualTo(Departments.TRIAGE);
    assertThat(routing.by()).isEqualTo(Routing.BY_TRIAGE);
    assertThat(routing.proposed()).isNotEmpty();
  }

  @Test
  void herChoiceIsKeptAndAClearMisfitIsSaid() {
    Routing routing = route("我家停电两天了，冰箱里的肉都坏了", "jiaoyu", everybody());
    assertThat(routing.department()).isEqualTo("jiaoyu");
    assertThat(routing.by()).isEqualTo(Routing.BY_ASKER);
    assertThat(routing.proposed()).containsExactly("dianli");
    assertThat(routing.reasons()).anyMatch(reason -> reason.contains("供电"));
    assertThat(route("我家停电两天了", "dianli", everybody()).proposed()).isEmpty();
  }

  @Test
  void twoMattersProposeBothDesks() {
    Routing routing = route("我家停电两天了没人来修。另外低保怎么申请要什么材料");
    assertThat(routing.department()).isIn("dianli", "minzheng");
    assertThat(routing.proposed()).containsAnyOf("dianli", "minzheng");
    assertThat(routing.reasons()).anyMatch(reason -> reason.startsWith("还问到"));
  }

  @Test
  void whereADepartmentDidNotComeTheNearestIsAskedAndItIsSaid() {
    Routing near = route("高血压药农合可不可以报销?", null, List.of("weisheng", "keji"));
    assertThat(near.department()).isEqualTo("weisheng");
    assertThat(near.reasons().get(0)).contains("医保今天没有来");
    Routing none = route("高血压药农合可不可以报销?", null, List.of("keji"));
    assertThat(none.department()).isEqualTo(Departments.TRIAGE);
    assertThat(none.reasons().get(0)).contains("医保今天没有来");
  }

  @Test
  void whatTheWordsAreAboutIsKnownWhereverTheyGo() {
    assertThat(router.matterOf(Reading.of("高血压药农合可不可以报销?"))).isEqualTo("yibao");
    assertThat(router.matterOf(Reading.of("你好"))).isNull();
    assertThat(router.matterOf(Reading.of("ᠡᠮᠨᠡᠯᠭᠡ ᠬᠠᠮᠢᠭ᠎ᠠ"))).isNull();
  }

  @Test
  void theDutyListSaysWhoOwnsAMatter() {
    router.use(new DutyList(List.of(new Duty("拖欠农民工工资查处", "renshe", "旗县", "《保障农民工工资支付条例》"))));
    Routing routing = route("工地拖欠农民工工资去哪告");
    assertThat(routing.department()).isEqualTo("renshe");
    assertThat(routing.by()).isEqualTo(Routing.BY_DUTY);
    assertThat(routing.reasons()).contains("权责清单：拖欠农民工工资查处→人社（旗县）");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "ᠡᠮᠨᠡᠯᠭᠡ ᠬᠠᠮᠢᠭ᠎ᠠ ᠪᠠᠶᠢᠨ᠎ᠠ? | weisheng",
      "ᠮᠢᠨᠦ ᠬᠣᠨᠢ ᠡᠪᠡᠳᠴᠦ ᠪᠠᠶᠢᠨ᠎ᠠ | nongmu",
      "ᠮᠢᠨᠦ ᠮᠣᠷᠢ ᠠᠯᠳᠠᠭᠳᠠᠵᠠᠢ᠂ ᠬᠡᠨ ᠳᠦ ᠬᠡᠯᠡᠬᠦ ᠪᠤᠢ? | gongan",
      "Үнэгүй өмгөөлөгч олж өгч чадах уу? | sifa",
      "Бордооны үнэ хэд вэ? | gongxiao",
      "\u1821\u182e\u202f\u1826\u1828 \u182e\u1825\u1829\u182d\u1826 | yibao", // before an ending a narrow blank,
      "\u1821\u182e\u180e\u1826\u1828 \u182e\u1825\u1829\u182d\u1826 | yibao", // a vowel separator
      "\u1821\u182e \u1826\u1828 \u182e\u1825\u1829\u182d\u1826 | yibao", // or any blank
      "\ue2c1\ue26d\ue289\ue309\ue34b | minzong", // Menksoft's letters: a translator reads them
      "Ххх ыыы | minzong"})
  void mongolianFindsItsDeskOrATranslator(String text, String department) {
    assertThat(route(text).department()).isEqualTo(department);
  }
}
