package huiwen.support;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A phone as the network sees it: a socket that is written and read byte by byte, or not at all. */
public final class RawPhone implements AutoCloseable {

  private static final int SMALLEST_BUFFER = 1_024;
  private static final int MOST_FRAME_BYTES = 125;
  private static final int CLOSE = 0x88;
  private static final Pattern HEAD = Pattern.compile("(?is)content-length: (\\d+)\r\n(.*?\r\n)?\r\n");

  private final Socket socket = new Socket();

  private RawPhone(URI hub, String address) {
    try {
      socket.setReceiveBufferSize(SMALLEST_BUFFER);
      socket.setSoTimeout(5_000);
      if (address != null) {
        socket.bind(new InetSocketAddress(address, 0));
      }
      socket.connect(new InetSocketAddress(hub.getHost(), hub.getPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects, and says nothing. */
  public static RawPhone connect(URI hub) {
    return new RawPhone(hub, null);
  }

  /** The same from an address of this machine: one of 127.0.0.0/8. */
  public static RawPhone connect(URI hub, String address) {
    return new RawPhone(hub, address);
  }

  /** Opens the WebSocket and joins as an asker; the answer is left unread. */
  public static RawPhone join(URI hub, String fair) {
    return openLive(hub).sendFrame("{\"op\":\"join\",\"fair\":\"" + fair + "\",\"as\":\"asker\",\"since\":0}");
  }

  /** Opens the WebSocket. */
  public static RawPhone openLive(URI hub) {
    return new RawPhone(hub, null).upgrade("");
  }

  /** The same from an address of this machine, with these cookies. */
  public static RawPhone openLive(URI hub, String address, String cookies) {
    return new RawPhone(hub, address).upgrade(cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n");
  }

  private RawPhone upgrade(String cookies) {
    return send("GET /live HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + cookies
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
        + Base64.getEncoder().encodeToString("sixteen bytes ok".getBytes(StandardCharsets.US_ASCII)) + "\r\n\r\n")
        .untilBlankLine();
  }

  private RawPhone untilBlankLine() {
    try {
      for (int last = 0, read = socket.getInputStream().read(); read >= 0; read = socket.getInputStream().read()) {
        last = read == '\n' ? last + 1 : read == '\r' ? last : 0;
        if (last == 2) {
          return this;
        }
      }
      throw new AssertionError("the hub did not open the WebSocket");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A short text frame, masked with nothing but zeros. */
  public RawPhone sendFrame(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    if (payload.length > MOST_FRAME_BYTES) {
      throw new IllegalArgumentException("too long for a short frame");
    }
    return write(frame(0x81, payload));
  }

  private static byte[] frame(int head, byte[] payload) {
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) head;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    return frame;
  }

  /**
   * Sends frames of this kind, as long as a short one can be, until the hub ends the connection; reads nothing.
   *
   * @param head the first byte: 0x89 = ping, 0x8A = pong, 0x81 = text
   * @return how many it could send
   */
  public long flood(int head) {
    byte[] frame = frame(head, " ".repeat(MOST_FRAME_BYTES).getBytes(StandardCharsets.US_ASCII));
    byte[] many = new byte[frame.length * 100];
    for (int i = 0; i < 100; i++) {
      System.arraycopy(frame, 0, many, i * frame.length, frame.length);
    }
    long sent = 0;
    try {
      while (true) {
        socket.getOutputStream().write(many);
        sent += 100;
      }
    } catch (IOException ended) {
      return sent;
    }
  }

  /** Reads what is left until the hub ends the connection. @return the code of its close frame; 0 = none */
  public int closeCode() {
    try (var all = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
      while (true) {
        int head = all.readUnsignedByte();
        int length = length(all);
        if (head == CLOSE) {
          return all.readUnsignedShort();
        }
        all.skipNBytes(length);
      }
    } catch (IOException ended) {
      return 0;
    }
  }

  /** The next frame, or its first part. */
  public String readsFrame() {
    try {
      var all = new DataInputStream(socket.getInputStream());
      all.readUnsignedByte();
      return new String(all.readNBytes(length(all)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int length(DataInputStream frame) throws IOException {
    int length = frame.readUnsignedByte();
    return length <= MOST_FRAME_BYTES ? length : length == 126 ? frame.readUnsignedShort() : (int) frame.readLong();
  }

  public RawPhone send(String text) {
    return write(text.getBytes(StandardCharsets.UTF_8));
  }

  private RawPhone write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a whole answer: up to the length that it says, or to the end. */
  public String answer() {
    var answer = new StringBuilder();
    try {
      for (int next = socket.getInputStream().read(); next >= 0; next = socket.getInputStream().read()) {
        answer.append((char) next);
        Matcher head = HEAD.matcher(answer);
        if (next == '}' && head.find() && answer.length() - head.end() >= Integer.parseInt(head.group(1))) {
          break;
        }
      }
    } catch (IOException ended) {
      // what has come is the answer
    }
    return answer.toString();
  }

  public void readOneByte() {
    try {
      socket.getInputStream().read();
    } catch (IOException e) {
      // the hub has ended it, or there is none: a phone like this does not care
    }
  }

  /** Reads what is left; whether the hub has ended the connection. */
  public boolean isEndedByHub() {
    try {
      while (socket.getInputStream().read() >= 0) {
        // what was sent before the end
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
