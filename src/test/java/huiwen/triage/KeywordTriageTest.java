package huiwen.triage;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.fair.Department;
import huiwen.fair.Departments;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordTriageTest {

  private static Departments departments;
  private static KeywordTriage triage;

  @BeforeAll
  static void read() throws Exception {
    Vertx vertx = Vertx.vertx();
    departments = Departments.read(vertx).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    triage = new KeywordTriage(departments);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static List<Triage.Candidate> rank(String text) {
    return triage.rank(text, departments.all().stream().map(Department::code).toList());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "专家,这个葵花品种产量怎么样? | keji",
      "今年扶贫还出台了哪些新政策? | fupin",
      "这样的科技新产品在哪里可以买到? | keji",
      "高血压药农合可不可以报销? | yibao",
      "我家停电两天了 | dianli",
      "ＷiFi 宽带老断 | tongxin"})
  void plainWordsFindTheirDesk(String text, String department) {
    Triage.Candidate first = rank(text).get(0);
    assertThat(first.department()).isEqualTo(department);
    assertThat(first.confidence()).isBetween(triage.threshold(), 1.0);
    assertThat(first.reasons()).isNotEmpty().allMatch(reason -> reason.contains("→"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"你好", "测试", "？？？？", "👍👍", "ᠡᠮᠨᠡᠯᠭᠡ ᠬᠠᠮᠢᠭ᠎ᠠ ᠪᠠᠶᠢᠨ᠎ᠠ?"})
  void whatSaysNothingFitsNone(String text) {
    assertThat(rank(text)).isEmpty();
  }

  @Test
  void doubtStaysBelowTheThreshold() {
    assertThat(rank("羊")).allMatch(candidate -> candidate.confidence() < triage.threshold());
  }

  @Test
  void departmentsThatDidNotComeAreNotNamed() {
    assertThat(triage.rank("高血压药农合可不可以报销?", List.of("keji"))).isEmpty();
  }

  @Test
  void everyDepartmentHasANameAKeywordAndAnAspect() {
    assertThat(departments.all()).hasSize(34).allSatisfy(department -> {
      assertThat(department.name()).isNotBlank();
      assertThat(department.keywords()).isNotEmpty().doesNotHaveDuplicates();
      assertThat(department.aspect()).isIn("党建示范", "脱贫致富", "产业兴旺", "乡风文明", "社会治理");
    });
    assertThat(departments.all().stream().filter(Department::sensitive).map(Department::code))
        .containsExactlyInAnyOrder("weisheng", "yibao", "sifa", "gongan");
  }
}
