package huiwen.attachment;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Opus in WebM (EBML, RFC 8794), as Chrome's {@code MediaRecorder} makes it: one track, of sound, from the first byte to the last.
 * All that is not needed to play it becomes empty space.
 *
 * @see <a href="https://www.webmproject.org/docs/container/">WebM container guidelines</a>
 */
final class WebmOpus {

  private static final int HEAD = 0x1A45DFA3;
  private static final int SEGMENT = 0x18538067;
  private static final int TRACKS = 0x1654AE6B;
  private static final int TRACK = 0xAE;
  private static final int CODEC = 0x86;
  private static final int DOCUMENT_TYPE = 0x4282;
  private static final int CLUSTER = 0x1F43B675;
  private static final int INFO = 0x1549A966;
  private static final int VOID = 0xEC;
  private static final int CUES = 0x1C53BB6B;
  private static final int SEEK = 0x114D9B74;
  /** What each holds that is kept: of the info its scale and length, of a track its numbers and its codec, of a cluster its blocks. */
  private static final Map<Integer, Set<Integer>> KEPT = Map.of(
      HEAD, Set.of(0x4286, 0x42F7, 0x42F2, 0x42F3, DOCUMENT_TYPE, 0x4287, 0x4285),
      SEGMENT, Set.of(INFO, TRACKS, CLUSTER, CUES, SEEK),
      INFO, Set.of(0x2AD7B1, 0x4489, 0x4D80, 0x5741),
      TRACKS, Set.of(TRACK),
      TRACK, Set.of(0xD7, 0x73C5, 0x83, CODEC, 0x63A2, 0x56AA, 0x56BB, 0xE1, 0x9C, 0x23E383, 0xB9, 0x88, 0x55AA),
      CLUSTER, Set.of(0xE7, 0xA3, 0xA0, 0xA7, 0xAB));
  private static final Set<Integer> OPENED = Set.of(INFO, TRACKS, TRACK);
  private static final long OPEN_END = -1;

  private final byte[] bytes;
  private int at;
  private int tracks;
  private boolean isOpus;
  private boolean isWebm;
  private boolean hasSound;

  private WebmOpus(byte[] bytes) {
    this.bytes = bytes;
  }

  static byte[] soundOf(byte[] sent) throws IOException {
    var kept = new WebmOpus(sent.clone());
    kept.look();
    if (kept.tracks != 1 || !kept.isOpus || !kept.isWebm || !kept.hasSound) {
      throw new IOException("not one track of Opus");
    }
    return kept.bytes;
  }

  private void look() throws IOException {
    enter(HEAD);
    enter(SEGMENT);
    if (at != bytes.length) {
      throw new IOException("something else after it");
    }
  }

  private void enter(int expected) throws IOException {
    if (id() != expected) {
      throw new IOException("not what should be here");
    }
    long size = size();
    within(expected, size == OPEN_END && expected == SEGMENT ? bytes.length : end(size));
  }

  private void within(int parent, int end) throws IOException {
    while (at < end) {
      int start = at;
      int id = id();
      if (parent == CLUSTER && KEPT.get(SEGMENT).contains(id)) {
        at = start; // of one without a length: the next begins
        return;
      }
      int idEnd = at;
      long size = size();
      boolean isOpen = id == CLUSTER && size == OPEN_END;
      int elementEnd = isOpen ? end : end(size);
      if (elementEnd > end) {
        throw new IOException("an element longer than what it is in");
      }
      element(parent, id, start, idEnd, elementEnd);
      if (!isOpen) {
        at = elementEnd;
      }
    }
  }

  private void element(int parent, int id, int start, int idEnd, int end) throws IOException {
    if (!KEPT.get(parent).contains(id)) {
      empty(id, start, idEnd, end);
      return;
    }
    switch (id) {
      case TRACK -> tracks++;
      case CODEC -> isOpus = Media.starts(bytes, at, "A_OPUS");
      case DOCUMENT_TYPE -> isWebm = Media.starts(bytes, at, "webm");
      case 0x4D80, 0x5741 -> Arrays.fill(bytes, at, end, (byte) ' '); // by what it was made
      default -> { }
    }
    if (id == CLUSTER) {
      hasSound = true;
      within(CLUSTER, end);
    } else if (OPENED.contains(id)) {
      within(id, end);
    }
  }

  /** Empty space has a name of one byte: what its name was longer, its length grows, written with as many bytes. */
  private void empty(int id, int start, int idEnd, int end) throws IOException {
    if (id == VOID) {
      Arrays.fill(bytes, at, end, (byte) 0);
      return;
    }
    int content = at;
    int width = content - start - 1;
    long length = end - content;
    if (width < 1 || width > 8 || idEnd <= start) {
      throw new IOException("cannot be emptied");
    }
    bytes[start] = (byte) VOID;
    for (int i = 0; i < width; i++) {
      bytes[start + 1 + i] = (byte) (length >>> 8 * (width - 1 - i));
    }
    bytes[start + 1] |= (byte) (0x80 >>> width - 1);
    Arrays.fill(bytes, content, end, (byte) 0);
  }

  private int end(long size) throws IOException {
    if (size < 0 || size > bytes.length - at) {
      throw new IOException("an element longer than all");
    }
    return at + (int) size;
  }

  private int id() throws IOException {
    int width = Integer.numberOfLeadingZeros(bytes[at] & 0xFF) - 23;
    if (width > 4) {
      throw new IOException("no name");
    }
    int id = 0;
    for (int i = 0; i < width; i++) {
      id = id << 8 | bytes[at++] & 0xFF;
    }
    return id;
  }

  private long size() throws IOException {
    int width = Integer.numberOfLeadingZeros(bytes[at] & 0xFF) - 23;
    if (width > 8) {
      throw new IOException("no length");
    }
    long size = bytes[at++] & 0xFF >>> width;
    boolean allOnes = size == 0xFF >>> width;
    for (int i = 1; i < width; i++) {
      int next = bytes[at++] & 0xFF;
      allOnes &= next == 0xFF;
      size = size << 8 | next;
    }
    return allOnes ? OPEN_END : size;
  }
}
