package huiwen.fair;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One 集中示范服务活动.
 *
 * @param id its number in this hub's database, which another hub's does not know
 * @param uid never changed, and the same in every hub that ever holds this fair; null before it is stored
 * @param epoch the name of its journal in this hub; another one after a restore; null before it is stored
 * @param code short, in addresses, never changed
 * @param plan what an organizer says of it
 * @param present codes of the departments that came, without triage
 * @param booths where their desks stand, by code, for those of which it is known; triage may be among them
 * @param villages that a villager can choose from, in this order
 */
public record Fair(int id, UUID uid, String epoch, String code, Plan plan, List<String> present,
    Map<String, String> booths, List<String> villages) {

  public static final String OPEN = "open";
  public static final String CLOSED = "closed";

  /**
   * What an organizer says of a fair.
   *
   * @param startsAt from when on it takes questions
   * @param endsAt from when on it takes none
   * @param state {@code open} or {@code closed}: a closed fair takes no questions, whatever the time
   */
  public record Plan(String name, String place, OffsetDateTime startsAt, OffsetDateTime endsAt, String state) {
  }

  public Fair {
    present = List.copyOf(present);
    booths = Map.copyOf(booths);
    villages = List.copyOf(villages);
  }

  /** One that is to be stored, with no booths yet. */
  static Fair planned(String code, Plan plan, List<String> present, List<String> villages) {
    return new Fair(0, null, null, code, plan, present, Map.of(), villages);
  }

  /** The same one with what an organizer says now. */
  public Fair with(Plan changed, List<String> nowPresent, List<String> nowVillages) {
    return new Fair(id, uid, epoch, code, changed, nowPresent, booths, nowVillages);
  }

  public String name() {
    return plan.name;
  }

  public String place() {
    return plan.place;
  }

  public OffsetDateTime startsAt() {
    return plan.startsAt;
  }

  public OffsetDateTime endsAt() {
    return plan.endsAt;
  }

  /** What it is at this moment. */
  public FairState stateAt(Instant now) {
    return stateAt(plan.state, plan.startsAt.toInstant(), plan.endsAt.toInstant(), now);
  }

  /** The same, from its columns: whoever decides by the database's clock asks this. */
  public static FairState stateAt(String state, Instant startsAt, Instant endsAt, Instant now) {
    if (!OPEN.equals(state)) {
      return FairState.CLOSED;
    }
    if (now.isBefore(startsAt)) {
      return FairState.NOT_BEGUN;
    }
    return now.isBefore(endsAt) ? FairState.OPEN : FairState.OVER;
  }

  /** Whether this desk, triage included, may be asked or transferred to. */
  public boolean hasDesk(String department) {
    return department.equals(Departments.TRIAGE) || present.contains(department);
  }

  /** As the contract shows it among others, as it is now. */
  public JsonObject view() {
    return new JsonObject()
        .put("code", code)
        .put("name", name())
        .put("place", place())
        .put("startsAt", startsAt().toInstant().toString())
        .put("endsAt", endsAt().toInstant().toString())
        .put("state", stateAt(Instant.now()).code());
  }

  /** As the contract shows it alone, without its departments. */
  public JsonObject fullView() {
    return view()
        .put("uid", uid.toString())
        .put("epoch", epoch)
        .put("villages", new JsonArray(villages));
  }
}
