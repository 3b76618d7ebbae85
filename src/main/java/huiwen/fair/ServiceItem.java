package huiwen.fair;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * A 四办 item: how a matter is done, where, with which papers.
 *
 * @param code by which answers name it, for instance {@code gongan-01}
 * @param department code of whose matter it is
 * @param kind 马上办 (while one waits), 网上办 (by phone or computer), 就近办 (close by) or 一次办 (in one visit)
 * @param level 嘎查村, 苏木乡镇 or 旗县
 * @param days until it is done; 0 = while one waits
 * @param fee in yuan; 0 = none
 * @param changedAt when it became what it is now
 */
public record ServiceItem(String code, String title, String department, String kind, String level, String where,
    List<String> materials, int days, int fee, String hours, String steps, Instant changedAt) {

  public ServiceItem {
    materials = List.copyOf(materials);
  }

  /** As the contract shows it. */
  public JsonObject view() {
    return new JsonObject()
        .put("code", code)
        .put("title", title)
        .put("department", department)
        .put("kind", kind)
        .put("level", level)
        .put("where", where)
        .put("materials", new JsonArray(materials))
        .put("days", days)
        .put("fee", fee)
        .put("hours", hours)
        .put("steps", steps)
        .put("changedAt", changedAt.toString());
  }
}
