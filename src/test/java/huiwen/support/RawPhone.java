package huiwen.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A phone as the network sees it: a socket that is written and read byte by byte, or not at all. */
public final class RawPhone implements AutoCloseable {

  private static final int SMALLEST_BUFFER = 1_024;
  private static final int MOST_FRAME_BYTES = 125;

  private final Socket socket = new Socket();

  private RawPhone(URI hub) {
    try {
      socket.setReceiveBufferSize(SMALLEST_BUFFER);
      socket.setSoTimeout(5_000);
      socket.connect(new InetSocketAddress(hub.getHost(), hub.getPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects, and says nothing. */
  public static RawPhone connect(URI hub) {
    return new RawPhone(hub);
  }

  /** Opens the WebSocket and joins as an asker; the answer is left unread. */
  public static RawPhone join(URI hub, String fair) {
    return new RawPhone(hub)
        .send("GET /live HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
            + Base64.getEncoder().encodeToString("sixteen bytes ok".getBytes(StandardCharsets.US_ASCII))
            + "\r\n\r\n")
        .untilBlankLine()
        .sendFrame("{\"op\":\"join\",\"fair\":\"" + fair + "\",\"as\":\"asker\",\"since\":0}");
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
  private RawPhone sendFrame(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    if (payload.length > MOST_FRAME_BYTES) {
      throw new IllegalArgumentException("too long for a short frame");
    }
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    return write(frame);
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
