package huiwen.attachment;

import huiwen.limits.Bounds;
import java.io.IOException;

/**
 * The size of a WebP picture, by all of its parts that tell one: what the canvas says need not be what is unpacked. Moving
 * pictures are none.
 *
 * @see <a href="https://developers.google.com/speed/webp/docs/riff_container">WebP container specification</a>
 */
final class WebpSize {

  private WebpSize() {
  }

  /** @throws huiwen.problem.Problem 413 where it is too large */
  static void check(byte[] webp) throws IOException {
    boolean isSized = false;
    int at = 12;
    while (at + 8 <= webp.length) {
      if (Media.starts(webp, at, "ANIM") || Media.starts(webp, at, "ANMF")) {
        throw new IOException("it moves");
      }
      if (Media.starts(webp, at, "VP8X")) {
        mayHave(1 + number(webp, at + 12, 3), 1 + number(webp, at + 15, 3));
      } else if (Media.starts(webp, at, "VP8L")) {
        int bits = number(webp, at + 9, 4);
        mayHave(1 + (bits & 0x3FFF), 1 + (bits >>> 14 & 0x3FFF));
        isSized = true;
      } else if (Media.starts(webp, at, "VP8 ")) {
        mayHave(number(webp, at + 14, 2) & 0x3FFF, number(webp, at + 16, 2) & 0x3FFF);
        isSized = true;
      }
      int length = number(webp, at + 4, 4);
      if (length < 0 || length > webp.length) {
        throw new IOException("a part longer than the whole");
      }
      at += 8 + length + (length & 1);
    }
    if (!isSized) {
      throw new IOException("no picture in it");
    }
  }

  private static void mayHave(int width, int height) throws IOException {
    Pictures.mayHave(width, height, Bounds.WEBP_PIXELS);
  }

  private static int number(byte[] webp, int at, int bytes) {
    int number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = number << 8 | webp[at + i] & 0xFF;
    }
    return number;
  }
}
