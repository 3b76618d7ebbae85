package huiwen.support;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Sounds as recorders make them, written by hand: heads as the standards say, and some tone or noise. */
public final class Sounds {

  private static final int HERTZ = 16_000;

  private Sounds() {
  }

  /** A tone, of 16 bits and one channel. */
  public static byte[] wav(int seconds) {
    byte[] samples = new byte[seconds * HERTZ * 2];
    for (int i = 0; i < samples.length / 2; i++) {
      short sample = (short) (8_000 * Math.sin(2 * Math.PI * 440 * i / HERTZ));
      samples[2 * i] = (byte) sample;
      samples[2 * i + 1] = (byte) (sample >> 8);
    }
    return wav(1, 16, samples);
  }

  /** @param format 1 = plain samples */
  public static byte[] wav(int format, int bits, byte[] samples) {
    ByteBuffer head = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    head.put(letters("RIFF")).putInt(36 + samples.length).put(letters("WAVEfmt ")).putInt(16).putShort((short) format)
        .putShort((short) 1).putInt(HERTZ).putInt(HERTZ * bits / 8).putShort((short) (bits / 8)).putShort((short) bits)
        .put(letters("data")).putInt(samples.length);
    return joined(head.array(), samples);
  }

  /** So many frames of MPEG 1, layer 3, 64 kbit/s, 44.1 kHz. */
  public static byte[] mp3(int frames) {
    byte[] frame = new byte[208];
    System.arraycopy(new byte[] {(byte) 0xFF, (byte) 0xFB, 0x50, (byte) 0xC0}, 0, frame, 0, 4);
    return repeated(frame, frames);
  }

  /** So many frames of AAC in ADTS, 16 kHz, one channel. */
  public static byte[] aac(int frames) {
    byte[] frame = new byte[40];
    System.arraycopy(new byte[] {(byte) 0xFF, (byte) 0xF1, 0x60, 0x40, 0x05, 0x1F, (byte) 0xFC}, 0, frame, 0, 7);
    return repeated(frame, frames);
  }

  /** A box of MP4. */
  public static byte[] box(String name, byte[]... contents) {
    byte[] content = joined(contents);
    return joined(ByteBuffer.allocate(4).putInt(content.length + 8).array(), letters(name), content);
  }

  /** AAC in MP4 as a phone's recorder makes it, with where it was recorded. */
  public static byte[] m4a() {
    return m4a("mp4a", 0x40, "soun");
  }

  /** The same with another codec, kind of decoder, or kind of track. */
  public static byte[] m4a(String codec, int decoder, String handler) {
    byte[] esds = box("esds", new byte[4], new byte[] {3, 25, 0, 1, 0, 4, 17, (byte) decoder, 0x15}, new byte[11],
        new byte[] {5, 2, 0x14, 0x08, 6, 1, 2});
    byte[] description = box(codec, new byte[28], esds);
    byte[] tables = box("stbl", box("stsd", new byte[] {0, 0, 0, 0, 0, 0, 0, 1}, description), box("stsz", new byte[12]));
    byte[] track = box("trak", box("tkhd", new byte[84]), box("udta", letters("named track")), box("mdia", box("mdhd", new byte[24]),
        box("hdlr", new byte[8], letters(handler), new byte[12], letters("a handler's name")),
        box("minf", box("smhd", new byte[8]), tables)));
    return joined(box("ftyp", letters("M4A \0\0\0\0M4A mp42isom")),
        box("moov", box("mvhd", new byte[100]), track, box("udta", box("\u00a9xyz", letters("+46.0761+122.0838/")))),
        box("uuid", letters("0123456789abcdef<script>alert(1)</script>")), box("mdat", new byte[400]));
  }

  /** Opus in Ogg with a comment; the sums of its pages are left out. */
  public static byte[] ogg() {
    return joined(page(2, 0, joined(letters("OpusHead"), new byte[11])),
        page(0, 1, joined(letters("OpusTags"), new byte[] {4, 0, 0, 0}, letters("here"), new byte[] {1, 0, 0, 0, 9, 0, 0, 0},
            letters("LOCATION="))),
        page(4, 2, new byte[120]));
  }

  private static byte[] page(int kind, int number, byte[] content) {
    ByteBuffer head = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
    head.put(letters("OggS")).put((byte) 0).put((byte) kind).putLong(0).putInt(7).putInt(number).putInt(0).put((byte) 1)
        .put((byte) content.length);
    return joined(head.array(), content);
  }

  /** Opus in WebM as a browser's recorder makes it: lengths left open, and a tag. */
  public static byte[] webm() {
    byte[] open = {1, -1, -1, -1, -1, -1, -1, -1};
    return joined(element("1A45DFA3", element("4282", letters("webm"))), hex("18538067"), open,
        element("1549A966", element("2AD7B1", new byte[] {15, 66, 64}), element("7BA9", letters("my village"))),
        element("1654AE6B", element("AE", element("D7", new byte[] {1}), element("83", new byte[] {2}), element("86", letters("A_OPUS")))),
        element("1254C367", letters("a tag that tells a place")), hex("1F43B675"), open,
        element("E7", new byte[] {0}), element("A3", new byte[60]), hex("1F43B675"), open, element("E7", new byte[] {9}),
        element("A3", new byte[60]));
  }

  private static byte[] element(String id, byte[]... contents) {
    byte[] content = joined(contents);
    return joined(hex(id), new byte[] {0x40, (byte) content.length}, content);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** Each letter a byte. */
  public static byte[] letters(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] repeated(byte[] frame, int times) {
    var all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(frame);
    }
    return all.toByteArray();
  }

  /** One after the other. */
  public static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
