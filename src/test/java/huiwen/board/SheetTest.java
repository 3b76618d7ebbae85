package huiwen.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huiwen.board.Sheet.Row;
import huiwen.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SheetTest {

  private static final Set<String> WANTED = Set.of("department", "question");

  private static List<Row> read(String text) {
    return Sheet.read(text.getBytes(StandardCharsets.UTF_8), WANTED);
  }

  private static void assertRefused(String text, String key) {
    assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(Problem.class, problem ->
        assertThat(problem.errors().get(0).key()).isEqualTo(key));
  }

  @Test
  void onlyWhatIsWantedIsKept() {
    List<Row> rows = read("remark,department,more,question\n废话,keji,x,咋种\n,nongmu\n");
    assertThat(rows).extracting(Row::cells).allSatisfy(cells -> assertThat(cells).containsOnlyKeys(WANTED));
    assertThat(rows.get(0).cell("question")).isEqualTo("咋种");
    assertThat(rows.get(1).cell("question")).isEmpty();
  }

  @Test
  void aFileWithMoreColumnsThanPeopleMakeIsRefused() {
    assertRefused("department,question" + ",c".repeat(600_000) + "\n" + "keji,咋种\n".repeat(50_000), "import.too-wide");
    assertRefused("department,question\nkeji,咋种" + ",".repeat(Sheet.MOST_COLUMNS), "import.too-wide");
    assertThat(read("department,question" + ",c".repeat(0) + "\nkeji,咋种" + ",".repeat(Sheet.MOST_COLUMNS - 2) + "\n")).hasSize(1);
  }

  @Test
  void aRowThatDoesNotEndIsRefused() {
    assertRefused("department,question\nkeji," + "长".repeat(Sheet.LONGEST_ROW), "import.long-row");
    assertRefused("department,question\nkeji,\"没有收尾\n" + "nongmu,又一行\n".repeat(10_000), "import.long-row");
    assertRefused("x".repeat(1 << 20), "import.long-row");
  }

  @Test
  void quotationMarksHideSeparatorsOnlyWhereACellBegins() {
    assertThat(read("department,question\nkeji,\"" + "一,二\n".repeat(500) + "\"\n")).hasSize(1);
    assertThat(read("department,question\nkeji,\"他说\"\"好\"\"\"\n" + "keji,3寸管\n".repeat(9_000))).hasSize(9_001);
  }
}
