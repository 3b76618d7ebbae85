package huiwen.fair;

import huiwen.bus.Address;
import huiwen.bus.Bus;
import huiwen.http.PublicAddress;
import huiwen.text.Languages;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A fair as a villager's page knows it: what it is now, where it is to be found, and its desks with who waits there. */
public final class FairViews {

  private final Departments departments;
  private final PublicAddress address;
  private final Bus bus;
  private final Words words;

  public FairViews(Departments departments, PublicAddress address, Bus bus, Words words) {
    this.words = words;
    this.departments = departments;
    this.address = address;
    this.bus = bus;
  }

  /** @param request by which it is asked for: it says how phones reach the hub */
  public Future<JsonObject> of(Fair fair, HttpServerRequest request) {
    return words.present(fair.id()).compose(said -> bus.<JsonObject>request(Address.WAITS, fair.code()).map(waits -> {
      JsonObject view = lasting(fair, request).put("words", Words.views(said));
      view.getJsonArray("departments").forEach(desk -> addWaits((JsonObject) desk, waits));
      return view;
    }));
  }

  private static void addWaits(JsonObject desk, JsonObject waits) {
    JsonObject count = waits.getJsonObject(desk.getString("code"), new JsonObject());
    desk.put("waiting", count.getInteger("waiting", 0)).put("typicalWaitSeconds", count.getInteger("medianWaitSeconds"))
        .put("waitRangeSeconds", count.getJsonArray("waitRangeSeconds"));
  }

  /** The same without who waits: what a phone may keep. */
  public JsonObject lasting(Fair fair, HttpServerRequest request) {
    var desks = new JsonArray();
    for (String code : fair.present()) {
      Department department = departments.get(code);
      var desk = new JsonObject()
          .put("code", code)
          .put("name", departments.name(code))
          .put("nameMn", department == null ? null : department.nameMn())
          .put("booth", fair.booths().get(code));
      desks.add(departments.isSensitive(code) ? desk.put("sensitive", true) : desk);
    }
    return fair.fullView().put("url", address.at(request) + "/f/" + fair.code()).put("departments", desks);
  }

  /** Such a view with its departments named as they are in this language, where that is known. */
  public static JsonObject named(JsonObject view, String language) {
    JsonObject named = view.copy();
    if (language.equals(Languages.MONGOLIAN)) {
      named.getJsonArray("departments").stream().map(JsonObject.class::cast).filter(desk -> desk.getString("nameMn") != null)
          .forEach(desk -> desk.put("name", desk.getString("nameMn")));
    }
    return named;
  }

  /** The desks of such a view, by the codes of their departments. */
  public static Map<String, JsonObject> byCode(JsonObject view) {
    return view.getJsonArray("departments").stream().map(JsonObject.class::cast)
        .collect(Collectors.toMap(desk -> desk.getString("code"), Function.identity()));
  }
}
