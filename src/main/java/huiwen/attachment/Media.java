package huiwen.attachment;

import huiwen.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A picture or a sound as the hub keeps it. What was sent is looked at, not believed: a picture is drawn anew, a sound is read
 * through to its end and only what sounds of it is kept, so that neither a place, nor a name, nor a page hides in it.
 *
 * @param type its media type, by what it is
 */
record Media(String type, byte[] bytes) {

  /** What the first bytes tell. */
  private enum Kind {
    JPEG, PNG, WEBP, HEIC, MP3, AAC, MP4, WAV, OGG, WEBM, AMR, UNKNOWN
  }

  /**
   * Makes the hub's own of what was sent. It may take a second: not for an event loop.
   *
   * @throws Problem 415 where it is no picture and no sound that phones show or play, 413 where a picture has too many pixels
   */
  static Media of(byte[] sent) {
    try {
      return switch (kind(sent)) {
        case JPEG, PNG, WEBP -> new Media("image/jpeg", Pictures.redrawn(sent));
        case MP3 -> new Media("audio/mpeg", Frames.MP3.only(sent));
        case AAC -> new Media("audio/aac", Frames.AAC.only(sent));
        case MP4 -> new Media("audio/mp4", Mp4.soundOf(sent));
        case WAV -> new Media("audio/wav", Wav.soundOf(sent));
        case OGG -> new Media("audio/ogg", OggOpus.soundOf(sent));
        case WEBM -> new Media("audio/webm", WebmOpus.soundOf(sent));
        case HEIC -> throw unsupported("attachment.heic");
        case AMR -> throw unsupported("attachment.amr");
        case UNKNOWN -> throw unsupported("attachment.type");
      };
    } catch (IOException | IndexOutOfBoundsException e) {
      throw unsupported("attachment.broken");
    }
  }

  static Problem unsupported(String key) {
    return Problem.of(Problem.Type.UNSUPPORTED_MEDIA, key);
  }

  private static Kind kind(byte[] sent) {
    if (starts(sent, 0, "\u00ff\u00d8\u00ff")) {
      return Kind.JPEG;
    }
    if (starts(sent, 0, "\u0089PNG\r\n\u001a\n")) {
      return Kind.PNG;
    }
    if (starts(sent, 0, "RIFF")) {
      return starts(sent, 8, "WEBP") ? Kind.WEBP : starts(sent, 8, "WAVE") ? Kind.WAV : Kind.UNKNOWN;
    }
    if (starts(sent, 4, "ftyp")) {
      return starts(sent, 8, "hei") || starts(sent, 8, "hev") || starts(sent, 8, "mif1") || starts(sent, 8, "msf1")
          || starts(sent, 8, "avif") ? Kind.HEIC : Kind.MP4;
    }
    if (starts(sent, 0, "OggS")) {
      return Kind.OGG;
    }
    if (starts(sent, 0, "\u001a\u0045\u00df\u00a3")) {
      return Kind.WEBM;
    }
    if (starts(sent, 0, "#!AMR")) {
      return Kind.AMR;
    }
    if (starts(sent, 0, "ID3") || Frames.MP3.begins(sent, 0)) {
      return Kind.MP3;
    }
    return Frames.AAC.begins(sent, 0) ? Kind.AAC : Kind.UNKNOWN;
  }

  /** Whether these bytes, each written as a letter, stand there. */
  static boolean starts(byte[] bytes, int at, String expected) {
    byte[] wanted = expected.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length >= at + wanted.length
        && java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
  }
}
