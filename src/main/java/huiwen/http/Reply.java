package huiwen.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * What a call is answered with: an HTTP status and a body, or none (null).
 *
 * @param location of what is to be read instead, or null
 */
public record Reply(int status, String contentType, Buffer body, String location) {

  private static final String JSON = "application/json";
  private static final String PAGE = "text/html;charset=UTF-8";

  public static Reply ok(JsonObject body) {
    return new Reply(200, JSON, body.toBuffer(), null);
  }

  public static Reply created(JsonObject body) {
    return new Reply(201, JSON, body.toBuffer(), null);
  }

  /** A body that is no JSON. */
  public static Reply ok(String contentType, String body) {
    return new Reply(200, contentType, Buffer.buffer(body), null);
  }

  public static Reply page(int status, String html) {
    return new Reply(status, PAGE, Buffer.buffer(html), null);
  }

  /** To be read there, by GET: reading it again does nothing again. */
  public static Reply seeOther(String location) {
    return new Reply(303, null, null, location);
  }

  public static Reply nothing() {
    return new Reply(204, null, null, null);
  }

  /** Whether it is what somebody reads, not a program. */
  boolean isPage() {
    return PAGE.equals(contentType);
  }
}
