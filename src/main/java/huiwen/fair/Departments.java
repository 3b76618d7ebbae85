package huiwen.fair;

import huiwen.config.SettingsReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The departments of {@code config/departments.yaml}, in the order in which villagers see them. */
public final class Departments {

  /** The desk for what no department fits; it is at every fair and no department. */
  public static final String TRIAGE = "triage";
  /** What its tickets begin with. */
  public static final String TRIAGE_TICKET = "总台";
  private static final String TRIAGE_NAME = "总服务台";

  private final Map<String, Department> byCode = new LinkedHashMap<>();

  public Departments(Collection<Department> departments) {
    departments.forEach(department -> byCode.put(department.code(), department));
  }

  /** Reads the file. */
  public static Future<Departments> read(Vertx vertx) {
    return SettingsReader.readYaml(vertx, "config/departments.yaml").map(Departments::parse);
  }

  private static Departments parse(JsonObject file) {
    return new Departments(file.getJsonArray("departments").stream()
        .map(JsonObject.class::cast)
        .map(item -> new Department(
            item.getString("code"),
            item.getString("name"),
            item.getString("nameMn"),
            item.getString("aspect"),
            item.getString("scope"),
            item.getBoolean("sensitive", false),
            strings(item.getJsonArray("nearest", new JsonArray())),
            strings(item.getJsonArray("keywords", new JsonArray()))))
        .toList());
  }

  private static List<String> strings(JsonArray array) {
    return array.stream().map(Object::toString).toList();
  }

  /** Writes them as the file has them now, also those that the database has had otherwise. */
  Future<Void> store(Pool pool) {
    int[] position = {0};
    List<Tuple> rows = byCode.values().stream()
        .map(d -> Tuple.of(d.code(), d.name(), d.nameMn(), d.aspect(), d.scope(), d.sensitive(), position[0]++))
        .toList();
    return pool.preparedQuery("""
            INSERT INTO department (code, name, name_mn, aspect, scope, sensitive, position)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (code) DO UPDATE SET name = excluded.name, name_mn = excluded.name_mn, aspect = excluded.aspect,
              scope = excluded.scope, sensitive = excluded.sensitive, position = excluded.position
            WHERE (department.name, department.name_mn, department.aspect, department.scope, department.sensitive,
              department.position) IS DISTINCT FROM
              (excluded.name, excluded.name_mn, excluded.aspect, excluded.scope, excluded.sensitive, excluded.position)""")
        .executeBatch(rows)
        .mapEmpty();
  }

  public Collection<Department> all() {
    return byCode.values();
  }

  /** The department of this code, or null; triage is none. */
  public Department get(String code) {
    return byCode.get(code);
  }

  /** The code of the department of this code or name, or null. */
  public String codeOf(String codeOrName) {
    return byCode.values().stream()
        .filter(department -> department.code().equals(codeOrName) || department.name().equals(codeOrName))
        .map(Department::code).findFirst().orElse(null);
  }

  /** The name to show, for triage too. */
  public String name(String code) {
    if (code.equals(TRIAGE)) {
      return TRIAGE_NAME;
    }
    Department department = byCode.get(code);
    return department == null ? code : department.name();
  }

  /** What its tickets begin with: 科技-012, 总台-003. */
  public String ticketName(String code) {
    return code.equals(TRIAGE) ? TRIAGE_TICKET : name(code);
  }

  public boolean isSensitive(String code) {
    Department department = byCode.get(code);
    return department != null && department.sensitive();
  }
}
