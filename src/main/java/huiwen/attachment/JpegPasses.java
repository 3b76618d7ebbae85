package huiwen.attachment;

import huiwen.limits.Bounds;
import huiwen.problem.Problem;
import java.io.IOException;

/**
 * Looks at what a JPEG would cost before it is unpacked: its size, and how often its pixels are gone over. A file of a few
 * kilobytes can ask for thousands of passes over millions of them.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B</a>
 */
final class JpegPasses {

  /** A picture of a camera has one, or ten. */
  private static final int MOST = 32;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;

  private JpegPasses() {
  }

  /** @throws IOException where it is no whole JPEG. @throws Problem 413 where it is too large */
  static void check(byte[] jpeg) throws IOException {
    boolean isSized = false;
    int passes = 0;
    int at = 2;
    while (true) {
      int marker = marker(jpeg, at);
      if (marker == END) {
        break;
      }
      int length = number(jpeg, at + 2);
      if (length < 2) {
        throw new IOException("a part without a length");
      }
      if (isSize(marker)) {
        if (isSized) {
          throw new IOException("two pictures in one");
        }
        isSized = true;
        Pictures.mayHave(number(jpeg, at + 7), number(jpeg, at + 5), Bounds.PICTURE_PIXELS);
      }
      at += 2 + length;
      if (marker == SCAN) {
        passes++;
        at = afterPixels(jpeg, at);
      }
    }
    if (!isSized || passes == 0 || passes > MOST) {
      throw new IOException(passes + " passes");
    }
  }

  private static int marker(byte[] jpeg, int at) throws IOException {
    if (jpeg[at] != (byte) 0xFF) {
      throw new IOException("no marker where one should be");
    }
    return jpeg[at + 1] & 0xFF;
  }

  /** SOF0 to SOF15, without those numbers that mean other things. */
  private static boolean isSize(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static int number(byte[] jpeg, int at) {
    return (jpeg[at] & 0xFF) << 8 | jpeg[at + 1] & 0xFF;
  }

  /** Among pixels a 0xFF is followed by 0, or marks a place to start again. */
  private static int afterPixels(byte[] jpeg, int from) {
    int at = from;
    while (true) {
      int next = jpeg[at + 1] & 0xFF;
      boolean isMarker = jpeg[at] == (byte) 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7);
      if (isMarker) {
        return at;
      }
      at++;
    }
  }
}
