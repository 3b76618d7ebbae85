package huiwen.fair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceItemIndexTest {

  private static final int MOST = 20;
  private static final ServiceItemIndex SAMPLE = new ServiceItemIndex(sample());

  private static List<ServiceItem> sample() {
    try (Reader file = new InputStreamReader(ServiceItemIndexTest.class.getResourceAsStream("/service/items.csv"),
        StandardCharsets.UTF_8); var rows = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(file)) {
      return rows.stream().map(ServiceItemIndexTest::item).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServiceItem item(CSVRecord row) {
    return new ServiceItem(row.get("code"), row.get("title"), row.get("department"), row.get("kind"), row.get("level"),
        row.get("where"), List.of(row.get("materials").split(";")), Integer.parseInt(row.get("days")),
        Integer.parseInt(row.get("fee")), row.get("hours"), row.get("steps"), Instant.EPOCH);
  }

  private static List<String> codes(List<ServiceItem> items) {
    return items.stream().map(ServiceItem::code).toList();
  }

  @ParameterizedTest
  @CsvSource({"户口本丢了,gongan-01", "戶口,gongan-01", "身份证丢了怎么补,gongan-05", "高龄补贴,minzheng-02", "土地流转,nongmu-05",
      "护照,gongan-06", "医保报销,yibao-05", "危房,zhujian-01", "残疾证,canlian-02", "宅基地,nongmu-03", "打井,shuili-01",
      "创业贷款,renshe-04", "ＧＯＮＧＡＮ－０３,gongan-03", "yibao-02,yibao-02"})
  void whatIsSoughtComesFirst(String words, String code) {
    assertThat(codes(SAMPLE.find(words, item -> true, MOST))).startsWith(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"离婚", "qwerty", "！！！", "😀"})
  void whatIsNotThereIsNotFound(String words) {
    assertThat(SAMPLE.find(words, item -> true, MOST)).isEmpty();
  }

  @Test
  void whatSharesLittleWithItStaysAway() {
    assertThat(SAMPLE.find("身份证丢失", item -> true, MOST)).as("though most want the card among the papers").hasSizeLessThan(6);
  }

  @Test
  void oneLetterFindsWhatHasIt() {
    assertThat(SAMPLE.find("车", item -> true, MOST)).extracting(ServiceItem::title).allMatch(title -> title.contains("车"));
  }

  @Test
  void withoutWordsAllAreThereByTheirCodes() {
    assertThat(codes(SAMPLE.find(" ", item -> true, MOST))).hasSize(MOST).isSorted();
    assertThat(SAMPLE.find("", item -> item.kind().equals("网上办"), MOST)).hasSize(10);
  }

  @Test
  void onlyWhatIsWantedIsFound() {
    assertThat(codes(SAMPLE.find("补贴申请", item -> item.department().equals("canlian"), MOST))).containsOnly("canlian-01");
    assertThat(SAMPLE.find("gongan-01", item -> item.department().equals("keji"), MOST)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"我爸八十三了 高龄津贴一个月多少 没见打过钱,minzheng,minzheng-02", "法律援助,sifa,sifa-02",
      "我家羊得了病咋办,nongmu,-", "你好,sifa,-"})
  void aQuestionBringsWhatItMayBeAbout(String question, String department, String code) {
    List<String> about = codes(SAMPLE.about(question, item -> item.department().equals(department), 0.18, 3));
    if (code == null) {
      assertThat(about).isEmpty();
    } else {
      assertThat(about).startsWith(code);
    }
  }

  @Test
  void thoseOfSomeCodesComeInTheirOrder() {
    assertThat(codes(SAMPLE.byCodes(List.of("yibao-02", "nosuch", "gongan-01")))).containsExactly("yibao-02", "gongan-01");
    assertThat(SAMPLE.has("nosuch")).isFalse();
  }

  @Test
  void anEmptyListFindsNothing() {
    assertThat(new ServiceItemIndex(List.of()).find("户口", item -> true, MOST)).isEmpty();
  }

  @Test
  void asManyAsMayBeAreSearchedAtOnce() {
    var many = new ServiceItemIndex(IntStream.range(0, ServiceItems.MOST).mapToObj(i -> new ServiceItem("n-" + i, "第" + i + "样登记",
        "keji", "马上办", "旗县", "窗口", List.of(), 0, 0, "", "来就办", Instant.EPOCH)).collect(Collectors.toList()));
    assertThat(codes(many.find("第4321样", item -> true, MOST))).startsWith("n-4321");
  }
}
