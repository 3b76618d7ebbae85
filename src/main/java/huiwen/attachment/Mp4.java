package huiwen.attachment;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Sound in MP4 (ISO 14496-12), as phones and {@code MediaRecorder} record it: one track of AAC. Every box that is not needed to
 * play it, where a place or a name may stand (udta, meta, uuid …), becomes free space in its place, so that nothing moves.
 */
final class Mp4 {

  /** What a box may hold that plays; the others are emptied. */
  private static final Map<String, Set<String>> KEPT = Map.ofEntries(
      entry("", Set.of("ftyp", "styp", "moov", "moof", "mdat", "sidx")),
      entry("moov", Set.of("mvhd", "trak", "mvex")),
      entry("trak", Set.of("tkhd", "edts", "mdia")),
      entry("edts", Set.of("elst")),
      entry("mdia", Set.of("mdhd", "hdlr", "minf")),
      entry("minf", Set.of("smhd", "dinf", "stbl")),
      entry("dinf", Set.of("dref")),
      entry("stbl", Set.of("stsd", "stts", "stsc", "stsz", "stz2", "stco", "co64", "sgpd", "sbgp")),
      entry("mvex", Set.of("mehd", "trex")),
      entry("moof", Set.of("mfhd", "traf")),
      entry("traf", Set.of("tfhd", "tfdt", "trun", "sgpd", "sbgp")));
  private static final Set<String> OPENED = Set.of("moov", "trak", "edts", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf");
  private static final int HEAD = 8;
  private static final int LONG_HEAD = 16;
  private static final int DEEPEST = 8;
  /** Audio of ISO 14496-3, which is AAC. */
  private static final int AAC = 0x40;
  private static final int DECODER_CONFIG = 4;

  private final byte[] bytes;
  private final ByteBuffer numbers;
  private boolean isSound;
  private boolean hasSamples;
  private int tracks;

  private Mp4(byte[] bytes) {
    this.bytes = bytes;
    this.numbers = ByteBuffer.wrap(bytes);
  }

  static byte[] soundOf(byte[] sent) throws IOException {
    var kept = new Mp4(sent.clone());
    kept.look("", 0, sent.length, 0);
    if (kept.tracks != 1 || !kept.isSound || !kept.hasSamples) {
      throw new IOException("not one track of AAC");
    }
    return kept.bytes;
  }

  private void look(String parent, int from, int to, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("too deep");
    }
    int at = from;
    while (at < to) {
      if (at + HEAD > to) {
        throw new IOException("half a box");
      }
      long said = Integer.toUnsignedLong(numbers.getInt(at));
      int head = said == 1 ? LONG_HEAD : HEAD;
      long size = said == 0 && parent.isEmpty() ? to - at : said == 1 && at + LONG_HEAD <= to ? numbers.getLong(at + HEAD) : said;
      if (size < head || size > to - at) {
        throw new IOException("a box longer than what it is in");
      }
      int end = at + (int) size;
      look(parent, new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1), at, at + head, end, depth);
      at = end;
    }
  }

  private void look(String parent, String name, int at, int content, int end, int depth) throws IOException {
    if (!KEPT.get(parent).contains(name)) {
      System.arraycopy("free".getBytes(StandardCharsets.US_ASCII), 0, bytes, at + 4, 4);
      Arrays.fill(bytes, content, end, (byte) 0);
      return;
    }
    switch (name) {
      case "trak" -> tracks++;
      case "mdat" -> hasSamples |= end > content;
      case "hdlr" -> handler(content, end);
      case "stsd" -> isSound = isAac(content, end);
      default -> { }
    }
    if (OPENED.contains(name)) {
      look(name, content, end, depth + 1);
    }
  }

  /** Of sound; its name, which anything may be, is emptied. */
  private void handler(int content, int end) throws IOException {
    if (!Media.starts(bytes, content + 8, "soun")) {
      throw new IOException("a track of no sound");
    }
    Arrays.fill(bytes, Math.min(end, content + 24), end, (byte) 0);
  }

  /** One description, of mp4a, whose decoder is AAC's. */
  private boolean isAac(int content, int end) throws IOException {
    int entry = content + 8;
    if (Media.starts(bytes, entry + 4, "samr") || Media.starts(bytes, entry + 4, "sawb")) {
      throw Media.unsupported("attachment.amr");
    }
    if (numbers.getInt(content + 4) != 1 || !Media.starts(bytes, entry + 4, "mp4a")) {
      return false;
    }
    int version = numbers.getShort(entry + 16);
    int at = entry + 36 + (version == 1 ? 16 : version == 2 ? 36 : 0);
    while (at + HEAD <= end) {
      int size = numbers.getInt(at);
      if (Media.starts(bytes, at + 4, "esds")) {
        return decoder(at + 12, Math.min(end, at + size)) == AAC;
      }
      if (Media.starts(bytes, at + 4, "wave")) {
        at += HEAD; // QuickTime has it one deeper
      } else if (size < HEAD) {
        throw new IOException("a box without a length");
      } else {
        at += size;
      }
    }
    return false;
  }

  /** The kind of decoder that a descriptor of ISO 14496-1 names; -1 where it names none. */
  private int decoder(int from, int to) {
    int at = from;
    while (at + 2 < to) {
      int tag = bytes[at++];
      int length = 0;
      int part = 0x80;
      for (int i = 0; i < 4 && (part & 0x80) != 0; i++) {
        part = bytes[at++];
        length = length << 7 | part & 0x7F;
      }
      if (tag == DECODER_CONFIG) {
        return bytes[at] & 0xFF;
      }
      at += tag == 3 ? 3 : length; // an ES descriptor holds the others after its number
    }
    return -1;
  }
}
