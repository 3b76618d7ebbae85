package huiwen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.AtFair;
import huiwen.support.Person;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer stands on, for whoever reads it. */
class BasisIT extends AtFair {

  private Person volunteer;
  private String question;

  @BeforeEach
  void open() {
    volunteer = hub.volunteer(fair, "yibao", "王芳");
    question = villager.ask(fair, Person.newKey(), Map.of("text", "高血压药门诊报销比例是多少", "department", "yibao", "public", true))
        .mustBe(201).json().getString("id");
  }

  private Person.Reply answer(Map<String, Object> basis) {
    return volunteer.act(question, "answer", Map.of("text", "报一半。", "basis", basis));
  }

  private JsonObject shown(Person to) {
    return to.get("/api/questions/" + question).mustBe(200).json().getJsonObject("answer");
  }

  @Test
  void itsAskerAndEverybodyReadOnWhatItStands() {
    answer(Map.of("document", "内医保发〔2025〕12 号", "region", "临河区", "until", "2026-12-31")).mustBe(200);
    JsonObject basis = new JsonObject().put("document", "内医保发〔2025〕12 号").put("region", "临河区").put("until", "2026-12-31");
    assertThat(shown(villager).getJsonObject("basis")).isEqualTo(basis);
    assertThat(shown(hub.person()).getJsonObject("basis")).isEqualTo(basis);
    for (String page : new String[] {"/f/" + fair, "/t/" + villager.get("/api/questions/" + question).json().getString("code")}) {
      assertThat(villager.get(page).mustBe(200).text()).contains("依据：内医保发〔2025〕12 号，临河区，有效期到 2026-12-31");
    }
    volunteer.act(question, "correction", Map.of("text", "报六成。")).mustBe(200);
    assertThat(shown(villager).getJsonObject("basis")).isEqualTo(basis);
  }

  @Test
  void whatNobodySaidIsLeftOut() {
    var basis = new HashMap<String, Object>(Map.of("document", "医保条例", "region", " "));
    basis.put("until", null);
    answer(basis).mustBe(200);
    assertThat(shown(villager).getJsonObject("basis")).isEqualTo(new JsonObject().put("document", "医保条例"));
  }

  @ParameterizedTest
  @CsvSource({"'',2026-12-31", "医保条例,明年", "医保条例,2026-02-30"})
  void whatIsNoDocumentOrNoDayIsRefusedByItsField(String document, String until) {
    JsonObject error = answer(Map.of("document", document, "until", until)).mustBe(422).json().getJsonArray("errors").getJsonObject(0);
    assertThat(error.getString("field")).startsWith("basis/");
    assertThat(shown(villager)).isNull();
  }

  @Test
  void whatAModeratorShouldSeeInItKeepsTheAnswerFromOthers() {
    answer(Map.of("document", "加微信 sb66778899 领文件")).mustBe(200);
    assertThat(hub.person().get("/api/questions/" + question).status()).isEqualTo(404);
    assertThat(shown(villager).getString("text")).isEqualTo("报一半。");
  }
}
