package huiwen.fair;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.http.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A fair as a villager's page knows it: what it is now, where it is to be found, and its desks with who waits there. */
public final class FairViews {

  private final Departments departments;
  private final PublicAddress address;
  private final Bus bus;

  public FairViews(Departments departments, PublicAddress address, Bus bus) {
    this.departments = departments;
    this.address = address;
    this.bus = bus;
  }

  /** @param request by which it is asked for: it says how phones reach the hub */
  public Future<JsonObject> of(Fair fair, HttpServerRequest request) {
    return bus.<JsonObject>request(Address.WAITS, fair.code()).map(waits -> fair.fullView()
        .put("url", address.at(request) + "/f/" + fair.code())
        .put("departments", desks(fair, waits)));
  }

  private JsonArray desks(Fair fair, JsonObject waits) {
    var desks = new JsonArray();
    for (String code : fair.present()) {
      Department department = departments.get(code);
      JsonObject count = waits.getJsonObject(code, new JsonObject());
      desks.add(new JsonObject()
          .put("code", code)
          .put("name", departments.name(code))
          .put("nameMn", department == null ? null : department.nameMn())
          .put("booth", fair.booths().get(code))
          .put("waiting", count.getInteger("waiting", 0))
          .put("typicalWaitSeconds", count.getInteger("medianWaitSeconds")));
    }
    return desks;
  }
}
