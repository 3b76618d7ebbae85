package huiwen.support;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Photographs as cameras make them: red on the left, blue on the right, held in some way, at some place. */
public final class Photos {

  private Photos() {
  }

  public static BufferedImage drawn(int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width / 2, height);
    pen.setColor(Color.BLUE);
    pen.fillRect(width / 2, 0, width - width / 2, height);
    pen.dispose();
    return picture;
  }

  public static byte[] png(int width, int height) {
    return encoded(drawn(width, height), "png");
  }

  public static byte[] jpeg(int width, int height) {
    return encoded(drawn(width, height), "jpeg");
  }

  /** A WebP of one pixel by one, as libwebp has made it. */
  public static byte[] webp() {
    return Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
  }

  /** As a camera writes it: with a place (46°N 122°E), and how it was held, 1 to 8. */
  public static byte[] ofCamera(int width, int height, int orientation) {
    byte[] plain = jpeg(width, height);
    ByteBuffer exif = ByteBuffer.allocate(140).order(ByteOrder.BIG_ENDIAN);
    exif.put(Sounds.letters("Exif\0\0MM")).putShort((short) 42).putInt(8)
        .putShort((short) 2)
        .putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0)
        .putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(38)
        .putInt(0)
        .putShort((short) 4)
        .putShort((short) 1).putShort((short) 2).putInt(2).put(Sounds.letters("N\0\0\0"))
        .putShort((short) 2).putShort((short) 5).putInt(3).putInt(92)
        .putShort((short) 3).putShort((short) 2).putInt(2).put(Sounds.letters("E\0\0\0"))
        .putShort((short) 4).putShort((short) 5).putInt(3).putInt(92)
        .putInt(0)
        .putInt(46).putInt(1).putInt(4).putInt(1).putInt(30).putInt(1);
    byte[] part = new byte[exif.position()];
    System.arraycopy(exif.array(), 0, part, 0, part.length);
    ByteBuffer head = ByteBuffer.allocate(4).putShort((short) 0xFFE1).putShort((short) (part.length + 2));
    byte[] rest = new byte[plain.length - 2];
    System.arraycopy(plain, 2, rest, 0, rest.length);
    return Sounds.joined(new byte[] {(byte) 0xFF, (byte) 0xD8}, head.array(), part, rest);
  }

  private static byte[] encoded(BufferedImage picture, String format) {
    try {
      var bytes = new ByteArrayOutputStream();
      ImageIO.write(picture, format, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
