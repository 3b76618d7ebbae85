package huiwen.board;

import huiwen.board.ImportRoutes.Read;
import huiwen.board.Sheet.Row;
import huiwen.fair.Departments;
import huiwen.fair.ServiceItem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rows of a sheet of 四办 items, each as the item that it says, or why it is none. */
final class ServiceItemRows implements Function<Row, Read<ServiceItem>> {

  static final Set<String> COLUMNS = Set.of("code", "title", "department", "kind", "level", "where", "materials", "days", "fee",
      "hours", "steps");

  private static final Set<String> KINDS = Set.of("马上办", "网上办", "就近办", "一次办");
  private static final int LONGEST_CODE = 40;
  /** No comma, with which codes are told apart where several are asked for. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
  private static final int LONGEST_TITLE = 100;
  private static final int LONGEST_STEPS = 1_000;
  private static final Pattern BETWEEN_MATERIALS = Pattern.compile("[;；]");
  private static final int MOST_MATERIALS = 30;
  private static final int LONGEST_MATERIAL = 100;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}");
  private static final int MOST_DAYS = 3_650;
  private static final int MOST_FEE = 1_000_000;

  private final Departments departments;

  ServiceItemRows(Departments departments) {
    this.departments = departments;
  }

  @Override
  public Read<ServiceItem> apply(Row row) {
    List<String> materials = Stream.of(BETWEEN_MATERIALS.split(row.cell("materials"))).map(String::strip)
        .filter(material -> !material.isEmpty()).toList();
    return Stream.of(
            wrongCode(row),
            ImportRoutes.<ServiceItem>wrong(row, "title", LONGEST_TITLE),
            wrongDepartment(row),
            wrongChoice(row, "kind", KINDS),
            wrongChoice(row, "level", ImportRoutes.LEVELS),
            ImportRoutes.<ServiceItem>wrong(row, "where", ImportRoutes.LONGEST_CELL),
            wrongMaterials(row, materials),
            wrongNumber(row, "days", MOST_DAYS),
            wrongNumber(row, "fee", MOST_FEE),
            tooLong(row, "hours", ImportRoutes.LONGEST_CELL),
            tooLong(row, "steps", LONGEST_STEPS))
        .filter(Objects::nonNull).findFirst().orElseGet(() -> Read.of(item(row, materials)));
  }

  private ServiceItem item(Row row, List<String> materials) {
    return new ServiceItem(row.cell("code"), row.cell("title"), departments.codeOf(row.cell("department")), row.cell("kind"),
        row.cell("level"), row.cell("where"), materials, Integer.parseInt(row.cell("days")), Integer.parseInt(row.cell("fee")),
        row.cell("hours"), row.cell("steps"), Instant.EPOCH);
  }

  private static Read<ServiceItem> wrongCode(Row row) {
    return CODE.matcher(row.cell("code")).matches() ? null : Read.refused(row, "import.code", row.cell("code"), LONGEST_CODE);
  }

  private Read<ServiceItem> wrongDepartment(Row row) {
    return departments.codeOf(row.cell("department")) != null ? null
        : Read.refused(row, "import.department", row.cell("department"));
  }

  private static Read<ServiceItem> wrongChoice(Row row, String column, Set<String> choices) {
    return choices.contains(row.cell(column)) ? null : Read.refused(row, "import." + column, row.cell(column));
  }

  private static Read<ServiceItem> wrongMaterials(Row row, List<String> materials) {
    return materials.size() <= MOST_MATERIALS && materials.stream().allMatch(material -> length(material) <= LONGEST_MATERIAL)
        ? null : Read.refused(row, "import.too-many-materials", MOST_MATERIALS, LONGEST_MATERIAL);
  }

  private static Read<ServiceItem> wrongNumber(Row row, String column, int most) {
    return NUMBER.matcher(row.cell(column)).matches() && Integer.parseInt(row.cell(column)) <= most ? null
        : Read.refused(row, "import.number." + column, Sheet.shown(column), most);
  }

  private static Read<ServiceItem> tooLong(Row row, String column, int longest) {
    return length(row.cell(column)) <= longest ? null : Read.refused(row, "import.too-long", Sheet.shown(column), longest);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
