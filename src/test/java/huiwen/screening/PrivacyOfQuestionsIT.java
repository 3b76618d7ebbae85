package huiwen.screening;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.classifier.LabelledCsv;
import huiwen.support.AtFair;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a question as a whole: its words, the desk that it finds, and what its asker has chosen. */
class PrivacyOfQuestionsIT extends AtFair {

  private String becomes(Map<String, Object> question) {
    JsonObject asked = villager.ask(fair, Person.newKey(), question).mustBe(201).json();
    return asked.getBoolean("urgent") ? "urgent" : asked.getBoolean("public") ? "open" : "private";
  }

  @Test
  void mostIsTakenForWhatItIsWhereverItGoes() throws Exception {
    var found = new HashMap<String, Integer>();
    var all = new HashMap<String, Integer>();
    try (var cases = new InputStreamReader(getClass().getResourceAsStream("/screening/sensitive_cases.csv"),
        StandardCharsets.UTF_8)) {
      for (var row : LabelledCsv.read(cases)) {
        String want = row.get("want");
        String got = becomes(Map.of("text", row.get("text")));
        all.merge(want, 1, Integer::sum);
        if (got.equals(want) || want.equals("private") && got.equals("urgent")) {
          found.merge(want, 1, Integer::sum);
        }
      }
    }
    assertThat(1.0 * found.get("urgent") / all.get("urgent")).as("urgent").isGreaterThan(0.85);
    assertThat(1.0 * found.get("private") / all.get("private")).as("private").isGreaterThan(0.90);
    assertThat(1.0 * found.get("open") / all.get("open")).as("open").isGreaterThan(0.85);
  }

  @ParameterizedTest
  @CsvSource({
      "高血压药门诊报销比例是多少,,open", "高血压药门诊报销比例是多少,weisheng,private",
      "高血压药农合可不可以报销,,private", // whoever names an illness mostly has it
      "残疾证怎么办,,open", "残疾证怎么办,canlian,private",
      "婚姻登记处星期六上不上班,,open", "婚姻登记处星期六上不上班,keji,open", "我想跟老汉离婚 房子和地咋分,keji,private",
      "我得了肺结核 药费咋办,,private", "有个事不好说,minzheng,private"})
  void theDeskSheChoseDecidesAndElseTheMatter(String text, String desk, String becomes) {
    assertThat(becomes(desk == null ? Map.of("text", text) : Map.of("text", text, "department", desk))).isEqualTo(becomes);
  }
}
