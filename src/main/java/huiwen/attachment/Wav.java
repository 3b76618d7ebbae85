package huiwen.attachment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Sound as numbers (RIFF WAVE, PCM of 8 or 16 bits): its format and its samples are kept, and nothing else that a file may carry
 * (LIST, id3, bext …).
 */
final class Wav {

  private static final int PCM = 1;
  private static final int FORMAT_BYTES = 16;
  private static final int HEAD_BYTES = 44;

  private Wav() {
  }

  static byte[] soundOf(byte[] sent) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(sent).order(ByteOrder.LITTLE_ENDIAN);
    int format = -1;
    int at = 12;
    while (at + 8 <= sent.length) {
      // a recorder that does not know yet how long it will be leaves the length open
      long said = Integer.toUnsignedLong(in.getInt(at + 4));
      int length = (int) Math.min(said, sent.length - at - 8);
      if (Media.starts(sent, at, "fmt ") && length >= FORMAT_BYTES) {
        format = at + 8;
      }
      if (Media.starts(sent, at, "data")) {
        return written(in, format, at + 8, length);
      }
      at += 8 + length + (length & 1);
    }
    throw new IOException("no samples");
  }

  private static byte[] written(ByteBuffer in, int format, int data, int length) throws IOException {
    if (format < 0 || in.getShort(format) != PCM) {
      throw new IOException("not plain samples");
    }
    int channels = in.getShort(format + 2);
    int hertz = in.getInt(format + 4);
    int bits = in.getShort(format + 14);
    int frame = channels * bits / 8;
    if (channels < 1 || channels > 2 || hertz < 8_000 || hertz > 48_000 || bits != 8 && bits != 16) {
      throw new IOException("samples that phones may not play");
    }
    int whole = length - length % frame;
    if (whole == 0) {
      throw new IOException("no samples");
    }
    ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + whole).order(ByteOrder.LITTLE_ENDIAN);
    out.put(letters("RIFF")).putInt(HEAD_BYTES - 8 + whole).put(letters("WAVE"))
        .put(letters("fmt ")).putInt(FORMAT_BYTES).putShort((short) PCM).putShort((short) channels).putInt(hertz)
        .putInt(hertz * frame).putShort((short) frame).putShort((short) bits)
        .put(letters("data")).putInt(whole).put(in.array(), data, whole);
    return out.array();
  }

  private static byte[] letters(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
