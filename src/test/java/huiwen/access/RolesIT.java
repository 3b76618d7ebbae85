package huiwen.access;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.support.ApiDocument;
import huiwen.support.AtFair;
import huiwen.support.ApiDocument.Call;
import huiwen.support.Person;
import huiwen.support.Sounds;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The matrix of calls and callers, read from the OpenAPI document: every call, made by everybody, is let in where
 * {@code x-roles} names the caller, and refused where it does not, by a status that the document gives.
 */
class RolesIT extends AtFair {

  private static final String DESK = "keji";
  private static final String ELSEWHERE = "yibao";
  private static final Set<Integer> REFUSED = Set.of(401, 403, 404);

  private enum Who {
    NOBODY, STRANGER, OWNER, VOLUNTEER, VOLUNTEER_OF_ANOTHER_DESK, VOLUNTEER_OF_ANOTHER_FAIR, TRANSLATOR, EXPERT, KIOSK,
    ORGANIZER;

    boolean isSignedIn() {
      return ordinal() >= VOLUNTEER.ordinal();
    }
  }

  private final ApiDocument document = ApiDocument.read();
  private String otherFair;

  @Test
  void everybodyMayDoWhatTheDocumentSaysAndNothingElse() {
    otherFair = hub.newFair();
    var persons = new EnumMap<Who, Person>(Who.class);
    var wrong = new ArrayList<String>();
    for (Call call : document.calls()) {
      for (Who who : Who.values()) {
        // who signs out, or has no cookie yet, is another person the next time
        boolean passing = call.tags().contains("access") || who == Who.NOBODY;
        Person person = passing ? person(who) : persons.computeIfAbsent(who, this::person);
        int status = make(call, person, who);
        String fault = fault(call, who, status);
        if (fault != null) {
          wrong.add(call + " by " + who + ": " + status + ", " + fault);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private Person person(Who who) {
    return switch (who) {
      case NOBODY -> hub.person();
      case STRANGER -> hub.person().arrive(fair);
      case OWNER -> villager;
      case VOLUNTEER -> hub.volunteer(fair, DESK, "王芳");
      case VOLUNTEER_OF_ANOTHER_DESK -> hub.volunteer(fair, ELSEWHERE, "赵六");
      case VOLUNTEER_OF_ANOTHER_FAIR -> hub.volunteer(otherFair, DESK, "李强");
      case TRANSLATOR, EXPERT, KIOSK -> invited(who.name().toLowerCase());
      case ORGANIZER -> hub.organizer();
    };
  }

  private Person invited(String role) {
    String invite = hub.organizer().put("/api/fairs/" + fair + "/desks/" + DESK, Map.of("role", role)).mustBe(200)
        .json().getString("invite");
    return hub.person().join(invite, role);
  }

  /** What is wrong with this answer, or null. */
  private static String fault(Call call, Who who, int status) {
    if (!call.statuses().contains(String.valueOf(status))) {
      return "which the document does not give";
    }
    if (mayCall(call, who)) {
      return REFUSED.contains(status) && !call.id().equals("openSession") ? "though the caller may" : null;
    }
    boolean staffOnly = call.statuses().contains("401");
    Set<Integer> expected = who.isSignedIn() ? Set.of(403, 404) : Set.of(staffOnly ? 401 : 404);
    return expected.contains(status) ? null : "instead of one of " + expected;
  }

  private static boolean mayCall(Call call, Who who) {
    Set<String> roles = call.roles();
    boolean ofAFair = call.path().contains("{fair}") || call.path().startsWith("/api/questions/{id}");
    boolean ofADesk = call.path().contains("{department}") || call.path().contains("{word}") || call.path().startsWith("/api/questions/{id}");
    return roles.contains("anyone") || switch (who) {
      case NOBODY, STRANGER -> false;
      case OWNER -> roles.contains("asker");
      case VOLUNTEER -> roles.contains("volunteer");
      case VOLUNTEER_OF_ANOTHER_DESK -> roles.contains("volunteer") && !ofADesk;
      case VOLUNTEER_OF_ANOTHER_FAIR -> roles.contains("volunteer") && !ofAFair;
      case TRANSLATOR -> roles.contains("translator");
      case EXPERT -> roles.contains("expert");
      case KIOSK -> roles.contains("kiosk");
      case ORGANIZER -> roles.contains("organizer");
    };
  }

  private int make(Call call, Person person, Who who) {
    String path = call.path().replace("{fair}", fair).replace("{department}", DESK).replace("{number}", "0");
    if (path.contains("{attachment}")) {
      path = path.replace("{attachment}", spoken());
    }
    if (path.contains("{ready}")) {
      path = path.replace("{ready}", hub.volunteer(fair, DESK, "王芳").post("/api/fairs/" + fair + "/desks/" + DESK + "/ready-answers",
          Map.of("text", "四月底", "shared", true)).mustBe(201).json().getString("id"));
    }
    if (path.contains("{word}")) {
      path = path.replace("{word}", said());
    }
    if (path.contains("{id}")) {
      path = path.replace("{id}", call.roles().contains("anyone") ? published() : call.id().equals("seeAnswer") ? answered(call)
          : who == Who.EXPERT ? escalated(call, person) : call.id().equals("arrive") ? called(call) : kept(call));
    }
    if (path.contains("{code}")) {
      path = path.replace("{code}", villager.get("/api/questions/" + kept(call)).mustBe(200).json().getString("code"));
    }
    var query = new ArrayList<String>();
    HttpRequest.Builder request = null;
    var headers = new ArrayList<String>();
    for (JsonObject parameter : document.parameters(call)) {
      String name = parameter.getString("name");
      if (parameter.getString("in").equals("header")) {
        headers.addAll(List.of(name, Person.newKey()));
      } else if (parameter.getString("in").equals("query") && parameter.getBoolean("required", false)) {
        query.add(name + "=x");
      }
    }
    request = person.request(path + (query.isEmpty() ? "" : "?" + String.join("&", query)));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    int status = person.send(request.method(call.method(), body(call, request))).status();
    if (call.id().equals("packUp")) {
      hub.organizer().put("/api/fairs/" + fair + "/desks/" + DESK, Map.of()).mustBe(200); // it is back
    }
    return status;
  }

  private HttpRequest.BodyPublisher body(Call call, HttpRequest.Builder request) {
    JsonObject body = call.described().getJsonObject("requestBody");
    if (body == null) {
      return HttpRequest.BodyPublishers.noBody();
    }
    String type = body.getJsonObject("content").fieldNames().iterator().next();
    request.header("Content-Type", type);
    JsonObject schema = document.followed(body.getJsonObject("content").getJsonObject(type).getJsonObject("schema"));
    return HttpRequest.BodyPublishers.ofString(type.equals("application/json") ? example(schema).toString() : "x");
  }

  /** A value that fits a schema of a request: of an object the fields that must be there. */
  private Object example(JsonObject schema) {
    if (schema.getValue("enum") instanceof JsonArray choices) {
      return choices.getValue(0);
    }
    Object type = schema.getValue("type") instanceof JsonArray several ? several.getValue(0) : schema.getValue("type");
    return switch (String.valueOf(type)) {
      case "integer", "number" -> schema.getInteger("minimum", 1);
      case "boolean" -> false;
      case "array" -> new JsonArray(Collections.nCopies(schema.getInteger("minItems", 1),
          example(document.followed(schema.getJsonObject("items")))));
      case "object" -> {
        var object = new JsonObject();
        schema.getJsonArray("required", new JsonArray()).forEach(name -> object.put((String) name, named((String) name,
            document.followed(schema.getJsonObject("properties").getJsonObject((String) name)))));
        yield object;
      }
      default -> "x";
    };
  }

  private Object named(String field, JsonObject schema) {
    return switch (field) {
      case "code" -> fair;
      case "department" -> ELSEWHERE;
      case "departments" -> new JsonArray(Collections.nCopies(schema.getInteger("minItems", 1), ELSEWHERE));
      case "due" -> "2999-12-31";
      case "startsAt" -> "2026-11-24T09:00:00+08:00";
      case "endsAt" -> "2026-11-24T17:00:00+08:00";
      default -> example(schema);
    };
  }

  /** A new question that waits at the desk and is nobody else's business. */
  private String kept(Call call) {
    return villager.ask(fair, Person.newKey(), Map.of("text", "想问个事 " + call.id(), "department", DESK, "public", false))
        .mustBe(201).json().getString("id");
  }

  /** The same with an answer. */
  private String answered(Call call) {
    String id = kept(call);
    hub.volunteer(fair, DESK, "王芳").act(id, "answer", Map.of("text", "四月底")).mustBe(200);
    return id;
  }

  /** One that was put to the expert. */
  private String escalated(Call call, Person expert) {
    String id = kept(call);
    hub.volunteer(fair, DESK, "王芳").act(id, "escalation", Map.of("expert", expert.get("/api/session").json().getString("id"))).mustBe(200);
    return id;
  }

  /** One whose asker is called to the booth. */
  private String called(Call call) {
    String id = kept(call);
    hub.volunteer(fair, DESK, "王芳").act(id, "call", Map.of("booth", "3 号展位")).mustBe(200);
    return id;
  }

  /** A sound that goes with an answer that anyone may read. */
  private String spoken() {
    Person volunteer = hub.volunteer(fair, DESK, "王芳");
    String id = volunteer.attach(fair, Sounds.wav(1)).mustBe(201).json().getString("id");
    volunteer.act(villager.asked(fair, DESK, "玉米几月种"), "answer", Map.of("text", "四月底", "attachments", List.of(id))).mustBe(200);
    return id;
  }

  /** A word to all who wait at the desk: but for one, all of them would be too many. */
  private String said() {
    Person volunteer = hub.volunteer(fair, DESK, "王芳");
    volunteer.get("/api/fairs/" + fair).mustBe(200).json().getJsonArray("words").stream().map(JsonObject.class::cast)
        .forEach(word -> hub.organizer().delete("/api/fairs/" + fair + "/words/" + word.getString("id")).mustBe(200));
    return volunteer.post("/api/fairs/" + fair + "/words", Map.of("text", "兽医马上回来")).mustBe(201).json().getString("id");
  }

  /** One that anyone may read. */
  private String published() {
    String id = villager.asked(fair, DESK, "玉米几月种");
    hub.volunteer(fair, DESK, "王芳").act(id, "answer", Map.of("text", "四月底")).mustBe(200);
    return id;
  }
}
