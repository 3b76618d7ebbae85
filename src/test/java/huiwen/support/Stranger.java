package huiwen.support;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Somebody at an address of this machine that the test chooses, with one connection, on which many requests may be under way. */
public final class Stranger implements AutoCloseable {

  /** So many of her requests and their answers fit into what a network holds on its way. */
  private static final int UNDER_WAY = 100;

  private final Socket socket = new Socket();
  private final InputStream in;
  private String cookie = "";

  /** @param address one of 127.0.0.0/8 */
  public Stranger(URI hub, String address) {
    try {
      socket.setSoTimeout(30_000);
      socket.setTcpNoDelay(true);
      socket.bind(new InetSocketAddress(address, 0));
      socket.connect(new InetSocketAddress(hub.getHost(), hub.getPort()));
      in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the hub has answered; the names of the headers are in small letters. */
  public record Answer(int status, Map<String, String> headers, String body) {
  }

  /** From now on she has these cookies. */
  public Stranger as(String cookies) {
    cookie = cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n";
    return this;
  }

  public Answer get(String path) {
    return send(request("GET", path, null));
  }

  public Answer head(String path) {
    return send(request("HEAD", path, null));
  }

  public Answer post(String path, String json) {
    return send(request("POST", path, json));
  }

  /** Her request as it goes over the wire. @param json null = no body */
  public String request(String method, String path, String json) {
    String body = json == null ? "" : json;
    String head = json == null ? "" : "Content-Type: application/json\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length + "\r\nIdempotency-Key: " + Person.newKey() + "\r\n";
    return method + " " + path + " HTTP/1.1\r\nHost: hub\r\n" + cookie + head + "\r\n" + body;
  }

  public Answer send(String request) {
    write(request);
    return read(request.startsWith("HEAD "));
  }

  /** Sends, and leaves the answer unread. */
  public Stranger write(String request) {
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the same again and again, many at once. @return the first answer of this status; null = none of so many was */
  public Answer until(int status, int most, String request) {
    for (int sent = 0; sent < most; sent += UNDER_WAY) {
      write(request.repeat(UNDER_WAY));
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < UNDER_WAY; i++) {
        answers.add(read(request.startsWith("HEAD ")));
      }
      for (Answer answer : answers) {
        if (answer.status == status) {
          return answer;
        }
      }
    }
    return null;
  }

  /** Reads the next answer. */
  public Answer read() {
    return read(false);
  }

  private Answer read(boolean withoutBody) {
    try {
      int status = Integer.parseInt(line().split(" ")[1]);
      Map<String, String> headers = new TreeMap<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      int length = withoutBody ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
      return new Answer(status, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the hub has ended the connection; so far: " + line);
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
