package huiwen.attachment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Opus in Ogg (RFC 3533, RFC 7845): pages from the first to the last byte, of one stream. What its comments say is emptied.
 */
final class OggOpus {

  private static final int HEAD_BYTES = 27;
  private static final int CHECKSUM_AT = 22;
  private static final int POLYNOMIAL = 0x04C11DB7;

  private OggOpus() {
  }

  static byte[] soundOf(byte[] sent) throws IOException {
    byte[] bytes = sent.clone();
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int stream = numbers.getInt(14);
    int pages = 0;
    int at = 0;
    while (at < bytes.length) {
      if (!Media.starts(bytes, at, "OggS") || numbers.getInt(at + 14) != stream) {
        throw new IOException("no page of this stream");
      }
      int segments = bytes[at + 26] & 0xFF;
      int body = at + HEAD_BYTES + segments;
      int length = 0;
      for (int i = 0; i < segments; i++) {
        length += bytes[at + HEAD_BYTES + i] & 0xFF;
      }
      if (body + length > bytes.length || pages == 0 && !Media.starts(bytes, body, "OpusHead")) {
        throw new IOException("no Opus");
      }
      if (pages == 1) {
        empty(bytes, numbers, at, body, length);
      }
      at = body + length;
      pages++;
    }
    if (pages < 3) {
      throw new IOException("no sound");
    }
    return bytes;
  }

  /** The comments: nobody's name, and none of them. */
  private static void empty(byte[] bytes, ByteBuffer numbers, int page, int body, int length) throws IOException {
    boolean goesOn = bytes[body - 1] == (byte) 0xFF; // on the next page
    if (!Media.starts(bytes, body, "OpusTags") || length < 16 || goesOn) {
      throw new IOException("no comments where they should be");
    }
    Arrays.fill(bytes, body, body + length, (byte) 0);
    System.arraycopy("OpusTags".getBytes(StandardCharsets.US_ASCII), 0, bytes, body, 8);
    numbers.putInt(page + CHECKSUM_AT, 0);
    numbers.putInt(page + CHECKSUM_AT, checksum(bytes, page, body + length));
  }

  private static int checksum(byte[] bytes, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum ^= bytes[i] << 24;
      for (int bit = 0; bit < 8; bit++) {
        sum = sum < 0 ? sum << 1 ^ POLYNOMIAL : sum << 1;
      }
    }
    return sum;
  }
}
