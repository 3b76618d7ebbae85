package huiwen.board;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.DataFolder;
import huiwen.support.HubProcess;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The spreadsheets that a county brings along. In a hub of its own, so that what is brought here turns up in no other test;
 * with so little memory that examples do not set it learning, which would keep a processor busy for a minute.
 */
class ImportIT {

  private static final String TOO_LITTLE_TO_LEARN = "-Xmx384m";
  private static final List<String> KINDS = List.of("duties", "answers", "examples", "service-items");
  private static final Map<String, String> HEADER = Map.of("duties", "matter,department,level,basis\n",
      "service-items", "code,title,department,kind,level,where,materials,days,fee,hours,steps\n",
      "answers", "department,question,answer\n", "examples", "department,question\n");
  private static final int MOST_ROWS = 50_000;
  private static final int MOST_BYTES = 32 << 20;
  private static final Duration SOON = Duration.ofSeconds(20);

  private static Path data;
  private static HubProcess hub;
  private static Person organizer;

  @BeforeAll
  static void start() throws Exception {
    data = DataFolder.create("import");
    hub = HubProcess.launch(Map.of("HUB_DATA", data.toString(), "HUB_LIMITS", "off", "HUB_ORGANIZER_PASSWORD",
        HubUnderTest.PASSWORD, "JAVA_TOOL_OPTIONS", TOO_LITTLE_TO_LEARN)).awaitReady();
    organizer = hub.person().signIn(HubUnderTest.PASSWORD);
  }

  @AfterAll
  static void stop() throws Exception {
    hub.close();
    HubUnderTest.deleteTree(data);
  }

  /** Sends these rows below the header of their kind. */
  private static Person.Reply send(String kind, String rows) {
    return sendFile(organizer, kind, "text/csv", bytes(HEADER.get(kind) + rows));
  }

  /** @param call the kind, and what follows it in the address */
  private static Person.Reply sendFile(Person person, String call, String type, byte[] file) {
    HttpRequest.Builder request = person.request("/api/imports/" + call)
        .POST(HttpRequest.BodyPublishers.ofByteArray(file));
    return person.send(type == null ? request : request.header("Content-Type", type));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertTaken(Person.Reply reply, int rows, int added, int changed) {
    assertThat(reply.mustBe(200).json()).isEqualTo(new JsonObject().put("rows", rows).put("added", added)
        .put("changed", changed).put("refused", new JsonArray()));
  }

  /** One line for each that was refused: its number and why. */
  private static String refused(Person.Reply reply) {
    return reply.json().getJsonArray("refused").stream().map(JsonObject.class::cast)
        .map(one -> one.getInteger("line") + ": " + one.getString("detail")).collect(Collectors.joining("\n"));
  }

  private static String firstError(Person.Reply reply) {
    return reply.json().getJsonArray("errors").getJsonObject(0).getString("detail");
  }

  private static JsonArray answersAt(String fair, String words) {
    return hub.person().arrive(fair).get("/api/fairs/" + fair + "/answers?q="
        + URLEncoder.encode(words, StandardCharsets.UTF_8)).mustBe(200).questions();
  }

  /** Waits until the answer to this question is the first that is found, and reads so. */
  private static JsonObject found(String fair, String words, String question, String answer) {
    var first = new AtomicReference<JsonObject>();
    HubProcess.until("the answer to " + words, SOON, () -> {
      JsonArray found = answersAt(fair, words);
      first.set(found.isEmpty() ? null : found.getJsonObject(0));
      return first.get() != null && first.get().getString("text").equals(question)
          && first.get().getJsonObject("answer").getString("text").equals(answer);
    });
    return first.get();
  }

  // What is right -------------------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "duties | 毡房搭建备案,keji,旗县,某办法 | 毡房拆除备案,keji,嘎查村, | 毡房搭建备案,nongmu,旗县,某办法",
      "answers | keji,毡房咋搭,先立哈那 | keji,毡房咋拆,先卸顶毡 | keji,毡房咋搭,先请人看地",
      "service-items | bz-01,毡房搭建登记,keji,马上办,旗县,科技窗口,身份证;照片,0,0,全天,来就办 "
          + "| bz-02,毡房拆除登记,keji,网上办,嘎查村,手机,,3,10,, | bz-01,毡房搭建登记,keji,马上办,旗县,科技窗口,身份证,0,0,全天,来就办",
      "examples | keji,毡房歪了找谁 | keji,毡房漏风找谁 | nongmu,毡房歪了找谁"})
  void whatIsNewIsAddedWhatIsOtherIsChangedAndTheSameAgainIsNothing(String kind, String one, String other,
      String oneChanged) {
    String rows = one + "\n" + other + "\n";
    assertTaken(send(kind, rows), 2, 2, 0);
    assertTaken(send(kind, rows), 2, 0, 0);
    assertTaken(send(kind, oneChanged + "\n" + other), 2, 0, 1);
    assertTaken(send(kind, oneChanged + "\r\n" + other + "\r\n"), 2, 0, 0);
  }

  @Test
  void columnsComeInAnyOrderAndOthersAreLeftAlone() {
    assertTaken(sendFile(organizer, "duties", "text/csv",
        bytes("备注,level, matter ,basis,department\n随便,旗县,骆驼配种备案,,nongmu\n")), 1, 1, 0);
    assertTaken(send("duties", "骆驼配种备案,nongmu,旗县,\n"), 1, 0, 0);
  }

  @Test
  void columnsAndDepartmentsMayBeWrittenInChinese() {
    assertTaken(sendFile(organizer, "duties", "text/csv",
        bytes("事项,部门,层级,依据\n骆驼鞍具登记,农牧,旗县,\n")), 1, 1, 0);
    assertTaken(send("duties", "骆驼鞍具登记,nongmu,旗县,\n"), 1, 0, 0);
    assertTaken(sendFile(organizer, "service-items", "text/csv", bytes("编码,名称,部门,办法,层级,地点,材料,天数,费用,时间,步骤\n"
        + "tf-01,骆驼鞍具年检,农牧,就近办,旗县,兽医站,户口簿；身份证,0,0,,\n")), 1, 1, 0);
    assertTaken(send("service-items", "tf-01,骆驼鞍具年检,nongmu,就近办,旗县,兽医站,户口簿;身份证,0,0,,\n"), 1, 0, 0);
    assertThat(firstError(sendFile(organizer, "answers", "text/csv", bytes("部门,问题\n农牧,骆驼\n")).mustBe(422)))
        .contains("答复");
  }

  @Test
  void whatSpreadsheetsLeaveBesideAndBelowTheTableIsLeftAlone() {
    assertTaken(sendFile(organizer, "duties", "text/csv",
        bytes("matter,department,level,basis,,\n驼铃登记备案,keji,旗县,,,\n,,,,,\n ,,,,,\n")), 1, 1, 0);
  }

  @Test
  void anAnswerOfTheCountyIsFoundAtAnyFair() {
    String words = "驼绒剪子到哪里去借";
    String question = "驼绒剪子去哪借";
    assertThat(answersAt("demo", words).toString()).doesNotContain("驼绒剪子");
    assertTaken(send("answers", "gongxiao," + question + ",\"供销社有十把,\n押身份证就能借\"\n"), 1, 1, 0);
    JsonObject first = found("demo", words, question, "供销社有十把,\n押身份证就能借");
    organizer.post("/api/fairs", HubUnderTest.today("elsewhere")).mustBe(201);
    for (String fair : List.of("demo", "elsewhere")) {
      JsonObject answer = found(fair, words, question, "供销社有十把,\n押身份证就能借");
      assertThat(answer.getString("department")).isEqualTo("gongxiao");
      assertThat(answer.getDouble("score")).isBetween(0.0, 1.0);
    }
    // what is brought in its place is what is found from then on
    assertTaken(send("answers", "gongxiao," + question + ",借完了\n"), 1, 0, 1);
    JsonObject changed = found("demo", words, question, "借完了");
    assertThat(changed.getString("id")).isEqualTo(first.getString("id"));
    assertThat(changed.getInstant("createdAt")).isEqualTo(first.getInstant("createdAt"));
    assertThat(changed.getInstant("updatedAt")).isAfter(first.getInstant("updatedAt"));
    assertThat(changed.getJsonObject("answer").getInstant("at")).isEqualTo(changed.getInstant("updatedAt"));
  }

  @Test
  void anAnswerOfTheCountyIsShownAsAQuestionOfTheContract() {
    assertTaken(send("answers", "gongxiao,羊毛剪在哪里磨,集市东头\n"), 1, 1, 0);
    JsonObject brought = found("demo", "羊毛剪在哪里磨", "羊毛剪在哪里磨", "集市东头");
    assertThat(brought.fieldNames()).containsExactlyInAnyOrder("id", "fair", "ticket", "department", "routedBy", "confidence",
        "state", "ahead", "text", "language", "translation", "public", "urgent", "supporters", "createdAt", "updatedAt", "answer", "rating",
        "attachments", "score", "same");
  }

  @Test
  void aDutyDecidesWhereItsMatterGoes() {
    String question = "驼峰标识牌去哪领";
    JsonObject before = asked(question);
    assertThat(before.getString("department")).as("before anybody has said whose it is").isEqualTo("triage");
    String owner = before.getJsonArray("proposed").getString(0);
    assertTaken(send("duties", "驼峰标识牌发放," + owner + ",苏木乡镇,某办法\n"), 1, 1, 0);
    HubProcess.until("the duty to be known", SOON, () -> asked(question).getString("routedBy").equals("duty"));
    JsonObject after = asked(question);
    assertThat(after.getString("department")).isEqualTo(owner);
    assertThat(after.getDouble("confidence")).isGreaterThan(before.getDouble("confidence"));
    assertThat(after.getJsonArray("reasons").stream().map(Object::toString))
        .anyMatch(reason -> reason.startsWith("权责清单：驼峰标识牌发放→") && reason.endsWith("（苏木乡镇）"));
  }

  /** A question as its desk sees it. */
  private static JsonObject asked(String text) {
    String id = hub.person().arrive("demo").ask("demo", text).mustBe(201).json().getString("id");
    return organizer.get("/api/questions/" + id).mustBe(200).json();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GB18030", "with a byte-order mark"})
  void aFileIsReadHoweverItsLettersAreStored(String encoding) {
    String question = "勒勒车的木轮子" + encoding.length() + "号找谁修";
    String csv = HEADER.get("answers") + "keji," + question + ",村东头的木匠\n";
    byte[] file = encoding.startsWith("with") ? bytes("\ufeff" + csv) : csv.getBytes(Charset.forName(encoding));
    assertTaken(sendFile(organizer, "answers", "text/csv; charset=whatever", file), 1, 1, 0);
    found("demo", question, question, "村东头的木匠");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "@SUM(A1:A9)", "+8613", "<script>alert(1)</script>", "'; DROP TABLE duty; --", "{0} ${1} $1"})
  void formulasAndMarkupAreWords(String typed) {
    String question = "骆驼奶粉的代号 " + typed;
    assertTaken(send("answers", "keji,\"" + question + "\",\"" + typed + "\"\n"), 1, 1, 0);
    found("demo", question, question, typed);
    for (int added = 1; added >= 0; added--) {
      assertTaken(send("duties", "\"" + typed + "\",keji,旗县,\"" + typed + "\"\n"), 1, added, 0);
      assertTaken(send("examples", "keji,\"" + typed + "\"\n"), 1, added, 0);
      String code = "typed-" + typed.replaceAll("[^A-Za-z0-9]", "");
      assertTaken(send("service-items", code + ",\"" + typed + "\",keji,马上办,旗县,\"" + typed + "\",,0,0,,\"" + typed + "\"\n"), 1, added, 0);
    }
  }

  // What is wrong -------------------------------------------------------------------------------------------

  static Stream<Arguments> wrongRows() {
    return Stream.of(
        Arguments.of("unknown department", "duties", "x事项,nosuch,旗县,", "nosuch"),
        Arguments.of("triage is no department", "duties", "x事项,triage,旗县,", "triage"),
        Arguments.of("no department", "duties", "x事项,,旗县,", "没有这个部门"),
        Arguments.of("unknown level", "duties", "x事项,keji,市里,", "市里"),
        Arguments.of("no level", "duties", "x事项,keji,,", "层级"),
        Arguments.of("blank matter", "duties", "　 ,keji,旗县,", "matter"),
        Arguments.of("signs for a matter", "duties", "——,keji,旗县,", "matter"),
        Arguments.of("long matter", "duties", "事".repeat(301) + ",keji,旗县,", "300"),
        Arguments.of("long basis", "duties", "x事项,keji,旗县," + "据".repeat(301), "300"),
        Arguments.of("few cells", "duties", "x事项", "没有这个部门"),
        Arguments.of("NUL in the matter", "duties", "x\u0000项,keji,旗县,", "不能保存"),
        Arguments.of("NUL in the basis", "duties", "x事项,keji,旗县,依\u0000据", "不能保存"),
        Arguments.of("unknown department", "answers", "nosuch,问,答", "nosuch"),
        Arguments.of("blank question", "answers", "keji,,答", "question"),
        Arguments.of("blank answer", "answers", "keji,问,", "answer"),
        Arguments.of("long question", "answers", "keji," + "问".repeat(1001) + ",答", "1,000"),
        Arguments.of("long answer", "answers", "keji,问," + "答".repeat(2001), "2,000"),
        Arguments.of("NUL in the answer", "answers", "keji,问,答\u0000复", "不能保存"),
        item("a code with a blank", "x 01,事,keji,马上办,旗县,窗口,,0,0,,", "x 01"),
        item("no code", ",事,keji,马上办,旗县,窗口,,0,0,,", "编码"),
        item("a comma in the code", "\"x,1\",事,keji,马上办,旗县,窗口,,0,0,,", "短横线"),
        item("no title", "x-01,,keji,马上办,旗县,窗口,,0,0,,", "名称 (title)"),
        item("unknown department", "x-01,事,nosuch,马上办,旗县,窗口,,0,0,,", "nosuch"),
        item("unknown kind", "x-01,事,keji,慢慢办,旗县,窗口,,0,0,,", "就近办"),
        item("unknown level", "x-01,事,keji,马上办,省里,窗口,,0,0,,", "省里"),
        item("no place", "x-01,事,keji,马上办,旗县,,,0,0,,", "地点 (where)"),
        item("too many papers", "x-01,事,keji,马上办,旗县,窗口," + "证;".repeat(31) + ",0,0,,", "30"),
        item("a long paper", "x-01,事,keji,马上办,旗县,窗口," + "证".repeat(101) + ",0,0,,", "100"),
        item("no days", "x-01,事,keji,马上办,旗县,窗口,,,0,,", "当场能办的写 0"),
        item("days in words", "x-01,事,keji,马上办,旗县,窗口,,三天,0,,", "天数 (days)"),
        item("too many days", "x-01,事,keji,马上办,旗县,窗口,,3651,0,,", "3,650"),
        item("half a yuan", "x-01,事,keji,马上办,旗县,窗口,,0,0.5,,", "不收费的写 0"),
        item("a negative fee", "x-01,事,keji,马上办,旗县,窗口,,0,-1,,", "费用 (fee)"),
        item("long hours", "x-01,事,keji,马上办,旗县,窗口,,0,0," + "早".repeat(301) + ",", "时间 (hours)"),
        item("long steps", "x-01,事,keji,马上办,旗县,窗口,,0,0,," + "走".repeat(1001), "步骤 (steps)"),
        Arguments.of("unknown department", "examples", "nosuch,问一句", "nosuch"),
        Arguments.of("blank", "examples", "keji,", "question"),
        Arguments.of("emoji", "examples", "keji,😀😀", "question"),
        Arguments.of("long", "examples", "keji," + "问".repeat(1001), "1,000"));
  }

  private static Arguments item(String what, String row, String told) {
    return Arguments.of(what, "service-items", row, told);
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("wrongRows")
  void aWrongRowIsNamedByItsLine(String what, String kind, String row, String told) {
    String good = Map.of("duties", "好的事项,keji,旗县,", "answers", "keji,好的问题,好的答复", "examples", "keji,好的问题",
        "service-items", "good-01,好事,keji,马上办,旗县,窗口,,0,0,,").get(kind);
    Person.Reply reply = send(kind, good + "\n" + row).mustBe(422);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    JsonObject problem = reply.json();
    assertThat(problem.getString("type")).isEqualTo("/problems/invalid");
    assertThat(problem.getInteger("rows")).isEqualTo(2);
    assertThat(problem.getInteger("added")).isZero();
    assertThat(problem.getInteger("changed")).isZero();
    assertThat(refused(reply)).startsWith("3: ").contains(told).doesNotContain("{0}", "{1}").hasLineCount(1);
  }

  @Test
  void theLongestThatMayBeIsTaken() {
    assertTaken(send("duties", "事".repeat(300) + ",keji,旗县," + "据".repeat(300)), 1, 1, 0);
    assertTaken(send("answers", "keji," + "问👍".repeat(500) + "," + "答".repeat(2000)), 1, 1, 0);
    assertTaken(send("examples", "keji," + "问👍".repeat(500)), 1, 1, 0);
  }

  @Test
  void oneWrongRowAndNothingOfTheFileIsTakenUnlessTheRightOnesAreAskedFor() {
    String rows = "狼粪认领备案,lincao,旗县,\n\n狼毛认领备案,nosuch,旗县,\n\"狼牙\n认领备案\",lincao,乡里,\n狼皮认领备案,lincao,旗县,\n";
    Person.Reply all = send("duties", rows).mustBe(422);
    assertThat(refused(all)).startsWith("4: ").contains("nosuch").contains("\n6: ").contains("乡里").hasLineCount(2);
    assertThat(all.json().getInteger("rows")).isEqualTo(4);

    JsonObject some = sendFile(organizer, "duties?partial=true", "text/csv", bytes(HEADER.get("duties") + rows))
        .mustBe(200).json();
    assertThat(some.getInteger("added")).as("nothing of it was there").isEqualTo(2);
    assertThat(some.getInteger("rows")).isEqualTo(4);
    assertThat(some.getJsonArray("refused").stream().map(one -> ((JsonObject) one).getInteger("line")))
        .containsExactly(4, 6);
    assertTaken(send("duties", "狼粪认领备案,lincao,旗县,\n狼皮认领备案,lincao,旗县,\n"), 2, 0, 0);
  }

  @Test
  void whatContradictsAnEarlierLineIsRefused() {
    String rows = "keji,驼掌开裂了\nnongmu,驼掌开裂了\nkeji,驼掌开裂了\n";
    assertThat(refused(send("examples", rows).mustBe(422))).startsWith("3: ").contains("第 2 行").hasLineCount(1);
    assertThat(refused(send("duties", "驼掌修剪备案,keji,旗县,\n驼掌修剪备案,keji,旗县,\n驼掌修剪备案,keji,苏木乡镇,\n").mustBe(422)))
        .startsWith("4: ").contains("第 2 行").hasLineCount(1);
    assertThat(refused(send("answers", "keji,驼掌咋修,用锉\nnongmu,驼掌咋修,找兽医\nkeji,驼掌咋修,用刀\n").mustBe(422)))
        .startsWith("4: ").contains("第 2 行").hasLineCount(1);
    JsonObject taken = sendFile(organizer, "examples?partial=true", "text/csv", bytes(HEADER.get("examples") + rows))
        .mustBe(200).json();
    assertThat(taken.getInteger("added")).isEqualTo(1);
    assertTaken(send("examples", "keji,驼掌开裂了\n"), 1, 0, 0);
  }

  @Test
  void refusalsAreToldInTheReadersLanguage() {
    Person.Reply reply = organizer.send(organizer.request("/api/imports/duties").header("Content-Type", "text/csv")
        .header("Accept-Language", "en")
        .POST(HttpRequest.BodyPublishers.ofString(HEADER.get("duties") + "x,nosuch,旗县,")));
    assertThat(refused(reply.mustBe(422))).isEqualTo("2: There is no such department: nosuch");
  }

  static Stream<Arguments> wrongFiles() {
    String duties = HEADER.get("duties");
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', (byte) 0xff, -1};
    return Stream.of(
        Arguments.of("nothing", new byte[0]),
        Arguments.of("a byte-order mark alone", bytes("\ufeff")),
        Arguments.of("blank lines", bytes("\n\n\n")),
        Arguments.of("no header", bytes("毡房备案,keji,旗县,\n")),
        Arguments.of("a column twice", bytes("department,question,answer," + duties + "keji,问,答,事项,keji,旗县,\n")),
        Arguments.of("a quote that does not end", bytes("department,question,answer,matter,level,basis\n\"毡房,keji\n")),
        Arguments.of("JSON", bytes("{\"matter\":\"毡房\"}")),
        Arguments.of("semicolons", bytes(duties.replace(',', ';'))),
        Arguments.of("UTF-16", (duties + "毡房备案,keji,旗县,\n").getBytes(StandardCharsets.UTF_16)),
        Arguments.of("a picture", picture));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongFiles")
  void whatIsNoTableIsRefused(String what, byte[] file) {
    for (String call : List.of("duties", "duties?partial=true", "answers", "examples")) {
      Person.Reply reply = sendFile(organizer, call, "text/csv", file).mustBe(422);
      assertThat(reply.json().getString("type")).isEqualTo("/problems/invalid");
      assertThat(firstError(reply)).containsPattern("\\p{IsHan}").doesNotContain("{0}", "Exception");
    }
  }

  @Test
  void aTableWithoutRowsOrWithoutAColumnIsRefused() {
    for (String kind : KINDS) {
      assertThat(firstError(send(kind, "").mustBe(422))).isEqualTo("表格里没有内容。");
    }
    assertThat(firstError(sendFile(organizer, "duties", "text/csv", bytes("matter,department\n毡房,keji\n")).mustBe(422)))
        .contains("依据 (basis)", "层级 (level)");
  }

  @Test
  void fiftyThousandRowsAreTakenAndOneMoreIsNot() {
    String rows = IntStream.range(0, MOST_ROWS).mapToObj(i -> "keji,第" + i + "号毡房歪了\n").collect(Collectors.joining());
    assertThat(firstError(send("examples", rows + "keji,再来一个\n").mustBe(422))).contains("50,000");
    assertTaken(send("examples", rows), MOST_ROWS, MOST_ROWS, 0);
    assertTaken(send("examples", rows), MOST_ROWS, 0, 0);
  }

  @Test
  void fiveThousandServiceItemsAreKeptAndOneMoreIsNot() {
    Person.Reply reply = send("service-items", IntStream.rangeClosed(0, 5_000).mapToObj(i ->
        "many-" + i + ",第" + i + "样,keji,马上办,旗县,窗口,,0,0,,\n").collect(Collectors.joining())).mustBe(422);
    assertThat(firstError(reply)).contains("5,000");
    assertThat(organizer.get("/api/service-items?codes=many-1").mustBe(200).json().getJsonArray("items")).isEmpty();
  }

  @Test
  void ofManyWrongRowsTheFirstHundredAreNamed() {
    String rows = IntStream.range(0, 5_000).mapToObj(i -> "nosuch,第" + i + "句话\n").collect(Collectors.joining());
    Person.Reply reply = send("examples", rows).mustBe(422);
    assertThat(reply.json().getInteger("rows")).isEqualTo(5_000);
    assertThat(reply.json().getJsonArray("refused")).hasSize(100);
    assertThat(firstError(reply)).contains("5,000");
  }

  @Test
  void aFileOfMoreThanThirtyTwoMegabytesIsRefused() {
    byte[] file = new byte[MOST_BYTES + 1];
    for (String kind : KINDS) {
      Person.Reply reply = sendFile(organizer, kind, "text/csv", file).mustBe(413);
      assertThat(reply.json().getString("type")).isEqualTo("/problems/too-large");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", "application/vnd.ms-excel", "multipart/form-data", ""})
  void anotherMediaTypeIsRefused(String type) {
    byte[] file = bytes(HEADER.get("examples") + "keji,毡房咋搭\n");
    Person.Reply reply = sendFile(organizer, "examples", type.isEmpty() ? null : type, file).mustBe(415);
    assertThat(reply.json().getString("type")).isEqualTo("/problems/unsupported-media");
    assertThat(reply.json().getString("detail")).isNotBlank().doesNotContain("JSON");
  }

  @Test
  void onlyTheOrganizerImports() {
    String invite = organizer.put("/api/fairs/demo/desks/keji", Map.of()).mustBe(200).json().getString("invite");
    Person volunteer = hub.person().join(invite, "王芳");
    byte[] file = bytes(HEADER.get("examples") + "keji,毡房上的绳子断了\n");
    for (String kind : KINDS) {
      sendFile(volunteer, kind, "text/csv", file).mustBe(403);
      sendFile(hub.person().arrive("demo"), kind, "text/csv", file).mustBe(401);
    }
    organizer.send(organizer.request("/api/imports/examples").header("Content-Type", "text/csv")
        .header("Origin", "http://evil.example").POST(HttpRequest.BodyPublishers.ofByteArray(file))).mustBe(403);
    assertTaken(sendFile(organizer, "examples", "text/csv", file), 1, 1, 0);
  }
}
