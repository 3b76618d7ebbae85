package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;

import huiwen.http.Contract.In;
import huiwen.http.Contract.Operation;
import huiwen.support.HubUnderTest;
import huiwen.support.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Requests made from the contract, each with one thing wrong: a field missing, null, of another type, too long, with a line
 * break at its end. Whoever calls, nothing of it is a fault of the hub's.
 */
@ExtendWith(HubUnderTest.class)
class GeneratedRequestsIT {

  private static final String LINE_BREAK = "\n";
  private static final List<Object> ODD = Arrays.asList(null, "", " ", LINE_BREAK, "x" + LINE_BREAK, "a".repeat(3_000), 0, -1, 2.5,
      1e300, 99_999_999_999L, true, new JsonArray(), new JsonArray().addNull(), new JsonArray().add(new JsonObject()),
      new JsonArray().add("x" + LINE_BREAK), new JsonObject(), new JsonObject().put("a", new JsonArray()), "\ud83d\udc4d", "2026-13-45T99:99:99Z",
      "1e400", "<b>", "\u0000", "\ud800");

  private HubUnderTest.Running hub;
  private Contract contract;
  private String fair;
  private String question;
  private List<Person> callers;
  private final List<String> faults = new ArrayList<>();

  @BeforeEach
  void open(HubUnderTest.Running running) throws Exception {
    hub = running;
    contract = Contract.read(hub.vertx()).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    fair = hub.newFair();
    Person villager = hub.person().arrive(fair);
    question = villager.asked(fair, "keji", "葵花咋种");
    callers = List.of(villager, hub.volunteer(fair, "keji", "王芳"), hub.organizer());
  }

  @Test
  void nothingThatAnybodySendsIsAFaultOfTheHubs() {
    for (String id : contract.operationIds()) {
      Operation call = contract.operation(id);
      if (!id.equals("closeSession")) {
        callers.forEach(caller -> tryAll(caller, call));
      }
    }
    assertThat(faults).isEmpty();
  }

  private void tryAll(Person caller, Operation call) {
    JsonObject right = call.body() == null ? null : sample(call);
    send(caller, call, "as it should be", path(call, Map.of()), right);
    for (Contract.Parameter parameter : call.parameters()) {
      if (parameter.in() != In.HEADER) {
        for (String odd : List.of("", "%0A", "true%0A", "1%0A", fair + "%0A", "%00", "x".repeat(200), "%F0%9F%91%8D", "-1", "null")) {
          send(caller, call, parameter.name() + "=" + odd, path(call, Map.of(parameter.name(), odd)), right);
        }
      }
    }
    if (right == null) {
      return;
    }
    for (String field : right.fieldNames()) {
      JsonObject without = right.copy();
      without.remove(field);
      send(caller, call, "without " + field, path(call, Map.of()), without);
      for (Object odd : ODD) {
        send(caller, call, field + " = " + shown(odd), path(call, Map.of()), right.copy().put(field, odd));
      }
    }
  }

  private static String shown(Object odd) {
    String text = String.valueOf(odd);
    return text.length() > 30 ? text.substring(0, 30) + "…" : text.replace(LINE_BREAK, "\\n");
  }

  private static JsonObject sample(Operation call) {
    var body = new JsonObject();
    call.body().names().forEach(name -> body.put(name, switch (name) {
      case "department" -> "minzheng";
      case "departments", "also", "attachments", "serviceItems", "villages" -> new JsonArray();
      case "grade" -> 5;
      case "public" -> false;
      case "startsAt" -> "2026-11-24T09:00:00+08:00";
      case "endsAt" -> "2026-11-24T17:00:00+08:00";
      case "state" -> "open";
      case "code" -> "generated-1";
      case "booths" -> new JsonObject();
      case "renew", "partial" -> false;
      default -> "值";
    }));
    return body;
  }

  /** Where the call is, with its parameters as they should be but for these, which are encoded already. */
  private String path(Operation call, Map<String, String> odd) {
    String path = call.path();
    var query = new StringBuilder();
    for (Contract.Parameter parameter : call.parameters()) {
      String value = odd.getOrDefault(parameter.name(), right(parameter.name()));
      if (parameter.in() == In.PATH) {
        path = path.replace(":" + parameter.name(), value);
      } else if (parameter.in() == In.QUERY) {
        query.append(query.isEmpty() ? '?' : '&').append(parameter.name()).append('=').append(value);
      }
    }
    return path + query;
  }

  private String right(String parameter) {
    return switch (parameter) {
      case "fair" -> fair;
      case "id" -> question;
      case "department" -> "keji";
      case "q" -> URLEncoder.encode("葵花", StandardCharsets.UTF_8);
      case "state" -> "waiting";
      case "mine", "partial" -> "true";
      default -> "1";
    };
  }

  private void send(Person caller, Operation call, String what, String path, JsonObject body) {
    Person.Reply reply = caller.send(caller.request(path)
        .header("Content-Type", "application/json")
        .method(call.method().name(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode())));
    boolean isProblem = reply.status() < 400
        || "application/problem+json".equals(reply.header("Content-Type")) && reply.json().getInteger("status") == reply.status();
    if (reply.status() >= 500 || !isProblem) {
      faults.add(call.id() + " with " + what + ": " + reply.status() + " " + reply.text());
    }
  }
}
