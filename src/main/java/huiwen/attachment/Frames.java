package huiwen.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Sounds that are one frame after the other, each with its length in its head: MP3 (ISO 11172-3, 13818-3) and AAC in ADTS (ISO
 * 13818-7). Only frames are kept: what stands before, between and after them (ID3, APE, anything) is left out, and where that is
 * more than a tag, it is no such sound.
 */
enum Frames {

  /** The sound of MPEG, layers 1 to 3. */
  MP3 {
    @Override
    int length(byte[] bytes, int at) {
      if (at + 4 > bytes.length || bytes[at] != (byte) 0xFF || (bytes[at + 1] & 0xE0) != 0xE0) {
        return 0;
      }
      int version = bytes[at + 1] >> 3 & 3;
      int layer = bytes[at + 1] >> 1 & 3;
      int rate = bytes[at + 2] >> 4 & 15;
      int sampling = bytes[at + 2] >> 2 & 3;
      if (version == 1 || layer != 1 || rate == 0 || rate == 15 || sampling == 3) {
        return 0;
      }
      boolean isMpeg1 = version == 3;
      int bits = (isMpeg1 ? RATES_1 : RATES_2)[rate] * 1_000;
      int hertz = SAMPLINGS[sampling] >> (isMpeg1 ? 0 : version == 2 ? 1 : 2);
      int padding = bytes[at + 2] >> 1 & 1;
      return (isMpeg1 ? 144 : 72) * bits / hertz + padding;
    }
  },
  /** AAC with a head before each frame. */
  AAC {
    @Override
    int length(byte[] bytes, int at) {
      boolean isHead = at + 7 <= bytes.length && bytes[at] == (byte) 0xFF && (bytes[at + 1] & 0xF6) == 0xF0;
      int length = isHead ? (bytes[at + 3] & 3) << 11 | (bytes[at + 4] & 0xFF) << 3 | (bytes[at + 5] & 0xFF) >> 5 : 0;
      return length > 7 ? length : 0;
    }
  };

  /** Kilobits a second of MPEG 1, layer 3. */
  private static final int[] RATES_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
  private static final int[] RATES_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
  private static final int[] SAMPLINGS = {44_100, 48_000, 32_000};
  /** Three heads in a row, each where the one before says, are no chance. */
  private static final int FEWEST = 3;
  private static final int ID3_HEAD = 10;
  private static final int OLD_TAG = 128;

  /** Of the frame that begins there; 0 where none does. */
  abstract int length(byte[] bytes, int at);

  /** Whether some frames follow each other from there. */
  boolean begins(byte[] bytes, int from) {
    int at = from;
    for (int frames = 0; frames < FEWEST; frames++) {
      int length = length(bytes, at);
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /** The frames alone. @throws IOException where it is not all frames, but for a tag before and one after them */
  byte[] only(byte[] sent) throws IOException {
    int at = afterTag(sent);
    if (!begins(sent, at)) {
      throw new IOException("no frames");
    }
    var frames = new ByteArrayOutputStream(sent.length);
    int length = length(sent, at);
    while (length > 0) {
      int whole = Math.min(length, sent.length - at); // a recorder that was stopped cuts the last one
      if (whole == length) {
        frames.write(sent, at, length);
      }
      at += whole;
      length = length(sent, at);
    }
    if (at < sent.length && !isTag(sent, at)) {
      throw new IOException("something else after the frames");
    }
    return frames.toByteArray();
  }

  /** An ID3v2 tag tells its length in four times seven bits. */
  private static int afterTag(byte[] sent) {
    int at = 0;
    while (Media.starts(sent, at, "ID3")) {
      at += ID3_HEAD + ((sent[at + 6] & 0x7F) << 21 | (sent[at + 7] & 0x7F) << 14 | (sent[at + 8] & 0x7F) << 7 | sent[at + 9] & 0x7F);
    }
    while (at < sent.length && sent[at] == 0) {
      at++; // some leave room behind it
    }
    return at;
  }

  /** What players know to stand at the end; it is not kept. */
  private static boolean isTag(byte[] sent, int at) {
    return Media.starts(sent, at, "TAG") && sent.length - at == OLD_TAG || Media.starts(sent, at, "APETAGEX")
        || Media.starts(sent, at, "LYRICSBEGIN") || Media.starts(sent, at, "ID3") || isRest(sent, at);
  }

  /** Fewer bytes than a head has, or nothing but zeros. */
  private static boolean isRest(byte[] sent, int from) {
    for (int at = from; at < sent.length; at++) {
      if (sent[at] != 0) {
        return sent.length - from < 7;
      }
    }
    return true;
  }
}
