package huiwen.http;

import io.vertx.core.json.JsonObject;

/** What a call is answered with: an HTTP status and a JSON body, or none for 204. */
public record Reply(int status, JsonObject body) {

  public static Reply ok(JsonObject body) {
    return new Reply(200, body);
  }

  public static Reply created(JsonObject body) {
    return new Reply(201, body);
  }

  public static Reply nothing() {
    return new Reply(204, null);
  }
}
