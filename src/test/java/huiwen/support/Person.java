package huiwen.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Somebody outside with cookies of her own, who knows the contract and nothing else. Uses no class of the hub. */
public final class Person {

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

  private final URI hub;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client;

  public Person(URI hub) {
    this.hub = hub;
    this.client = HttpClient.newBuilder().cookieHandler(cookies).version(HttpClient.Version.HTTP_1_1).build();
  }

  /** What the hub has answered. */
  public record Reply(int status, HttpResponse<byte[]> response) {

    public Reply mustBe(int expected) {
      assertThat(status).as(text()).isEqualTo(expected);
      return this;
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonObject json() {
      return new JsonObject(text());
    }

    public JsonArray questions() {
      return json().getJsonArray("questions");
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    /** The field that a 422 names first. */
    public String field() {
      return json().getJsonArray("errors").getJsonObject(0).getString("field");
    }
  }

  public Reply get(String path) {
    return send(request(path).GET());
  }

  public Reply post(String path, Map<String, ?> body) {
    return send(json(path).POST(HttpRequest.BodyPublishers.ofString(JsonObject.mapFrom(body).encode())));
  }

  public Reply post(String path) {
    return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
  }

  public Reply put(String path, Map<String, ?> body) {
    return send(json(path).PUT(HttpRequest.BodyPublishers.ofString(JsonObject.mapFrom(body).encode())));
  }

  public Reply patch(String path, Map<String, ?> body) {
    return send(json(path)
        .method("PATCH", HttpRequest.BodyPublishers.ofString(JsonObject.mapFrom(body).encode())));
  }

  public Reply delete(String path) {
    return send(request(path).DELETE());
  }

  private HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  /** A request to this path, to be completed by the test. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(hub.resolve(path)).timeout(ANSWERS_WITHIN);
  }

  public Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Takes her cookie, as a page does before it asks. */
  public Person arrive(String fair) {
    get("/api/fairs/" + fair).mustBe(200);
    return this;
  }

  public static String newKey() {
    return UUID.randomUUID().toString();
  }

  public Reply ask(String fair, String text) {
    return ask(fair, newKey(), Map.of("text", text));
  }

  public Reply ask(String fair, String key, Map<String, ?> body) {
    return send(json("/api/fairs/" + fair + "/questions").header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.ofString(JsonObject.mapFrom(body).encode())));
  }

  /** Sends a picture or a sound along. */
  public Reply attach(String fair, byte[] bytes) {
    return attach(fair, bytes, newKey());
  }

  public Reply attach(String fair, byte[] bytes, String key) {
    return send(request("/api/fairs/" + fair + "/attachments").header("Idempotency-Key", key)
        .header("Content-Type", "application/octet-stream").POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
  }

  /** The same, and brings its number. */
  public String attached(String fair, byte[] bytes) {
    return attach(fair, bytes).mustBe(201).json().getString("id");
  }

  /** Asks and brings the question's number. */
  public String asked(String fair, String department, String text) {
    return ask(fair, newKey(), Map.of("text", text, "department", department)).mustBe(201).json().getString("id");
  }

  /** Lets through what waits for a moderator, for an organizer. @return how many */
  public int approveAll(String fair) {
    JsonArray held = get("/api/fairs/" + fair + "/held").mustBe(200).questions();
    held.forEach(question -> act(((JsonObject) question).getString("id"), "approve").mustBe(200));
    return held.size();
  }

  public Reply act(String question, String command) {
    return post("/api/questions/" + question + "/" + command);
  }

  public Reply act(String question, String command, Map<String, ?> body) {
    return post("/api/questions/" + question + "/" + command, body);
  }

  /** As {@link #act(String, String, Map)}, under this key. */
  public Reply act(String question, String command, Map<String, ?> body, String key) {
    return send(json("/api/questions/" + question + "/" + command).header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.ofString(JsonObject.mapFrom(body).encode())));
  }

  public Person signIn(String password) {
    post("/api/session", Map.of("password", password)).mustBe(200);
    return this;
  }

  public Person join(String invite, String name) {
    post("/api/session", Map.of("invite", invite, "name", name)).mustBe(200);
    return this;
  }

  /** The cookies as a header, for a WebSocket. */
  public String cookieHeader() {
    return cookies.getCookieStore().getCookies().stream()
        .map((HttpCookie cookie) -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** Opens the WebSocket. */
  public Live live() {
    return Live.open(hub, cookieHeader(), null);
  }

  public URI hub() {
    return hub;
  }
}
