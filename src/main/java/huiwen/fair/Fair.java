package huiwen.fair;

import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * One 集中示范服务活动.
 *
 * @param id its number in this hub's database
 * @param code short, in addresses, never changed
 * @param state {@code open} or {@code closed}: a closed fair takes no more questions
 * @param present codes of the departments that came, without triage
 */
public record Fair(int id, String code, String name, String place, OffsetDateTime startsAt,
    OffsetDateTime endsAt, String state, List<String> present) {

  public static final String OPEN = "open";
  public static final String CLOSED = "closed";

  public Fair {
    present = List.copyOf(present);
  }

  public boolean isOpen() {
    return state.equals(OPEN);
  }

  /** Whether this desk, triage included, may be asked or transferred to. */
  public boolean hasDesk(String department) {
    return department.equals(Departments.TRIAGE) || present.contains(department);
  }

  /** As the contract shows it, without its departments. */
  public JsonObject view() {
    return new JsonObject()
        .put("code", code)
        .put("name", name)
        .put("place", place)
        .put("startsAt", startsAt.toInstant().toString())
        .put("endsAt", endsAt.toInstant().toString())
        .put("state", state);
  }
}
