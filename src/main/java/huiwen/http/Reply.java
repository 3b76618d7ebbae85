package huiwen.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** What a call is answered with: an HTTP status and a body, or none (null) for 204. */
public record Reply(int status, String contentType, Buffer body) {

  private static final String JSON = "application/json";

  public static Reply ok(JsonObject body) {
    return new Reply(200, JSON, body.toBuffer());
  }

  public static Reply created(JsonObject body) {
    return new Reply(201, JSON, body.toBuffer());
  }

  /** A body that is no JSON. */
  public static Reply ok(String contentType, String body) {
    return new Reply(200, contentType, Buffer.buffer(body));
  }

  public static Reply nothing() {
    return new Reply(204, null, null);
  }
}
