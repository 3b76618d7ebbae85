package huiwen.http;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Makes what is sent smaller: files once and as small as can be, answers quickly. */
final class Compression {

  private static final int USUAL = 6;
  private static final int LONG_BYTES = 64 * 1024;
  private static final Pattern NOT_AT_ALL = Pattern.compile("q=0(\\.0*)?");
  private static final Encoder.Parameters SMALLEST = new Encoder.Parameters().setQuality(11);

  private Compression() {
  }

  /** Whether whoever asks says that she reads this coding; a coding of weight 0 is none that she does. */
  static boolean accepts(HttpServerRequest request, String coding) {
    String accepted = request.getHeader("Accept-Encoding");
    if (accepted == null) {
      return false;
    }
    for (String one : accepted.split(",")) {
      String[] parts = one.strip().split("\\s*;\\s*");
      if (parts[0].equalsIgnoreCase(coding)) {
        return parts.length == 1 || !NOT_AT_ALL.matcher(parts[1]).matches();
      }
    }
    return false;
  }

  /** As small as can be. */
  static byte[] gzip(byte[] plain) {
    return gzip(plain, Deflater.BEST_COMPRESSION);
  }

  /** In a time that an event loop has: half a millisecond for a page, some milliseconds for the longest list. */
  static byte[] gzipFast(byte[] plain) {
    return gzip(plain, plain.length < LONG_BYTES ? USUAL : Deflater.BEST_SPEED);
  }

  private static byte[] gzip(byte[] plain, int level) {
    var bytes = new ByteArrayOutputStream(plain.length / 2 + 64);
    try (var gzip = new GZIPOutputStream(bytes) {
      {
        def.setLevel(level);
      }
    }) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** As small as can be; null on a machine for which the library has no code. */
  static byte[] brotli(byte[] plain) {
    try {
      return Brotli4jLoader.isAvailable() ? Encoder.compress(plain, SMALLEST) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
