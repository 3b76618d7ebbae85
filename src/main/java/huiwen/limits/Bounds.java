package huiwen.limits;

import java.time.Duration;

/**
 * What one phone, one address, one session and one fair may cost. Every such number stands here and in
 * {@code docs/limits.md}, and nowhere else; a test holds the two against each other. {@code HUB_LIMITS=off} lifts what
 * {@link Kind} says, and nothing of this class.
 */
public final class Bounds {

  // One socket at /live

  /** Bytes of a frame, and of a message, that a client may send. */
  public static final int FRAME_BYTES = 16 * 1024;
  /** Frames of any kind between two beats: far more than a page sends, far less than hurts. */
  public static final int FRAMES = 300;
  /** Joins between two beats: a page joins when it opens, and when its desk chooses other departments. */
  public static final int JOINS = 30;
  public static final Duration BETWEEN_BEATS = Duration.ofSeconds(15);
  /** Bytes that may wait for the network before a socket counts as full; beyond it nothing is written. */
  public static final int QUEUE_BYTES = 128 * 1024;
  /** A full socket that takes fewer bytes than these in this time is not read by anybody. */
  public static final int LEAST_DRAINED_BYTES = 2 * 1024;
  public static final Duration DRAINS_WITHIN = Duration.ofSeconds(20);
  /** A client that was closed, and takes nothing for so long, is cut off without having read why. */
  public static final Duration CUT_AFTER = Duration.ofSeconds(15);

  // One connection, one request

  /** Bytes of a JSON body; a question of 1,000 characters, all of them escaped, fits five times. */
  public static final long BODY_BYTES = 64 * 1024;
  /** Bytes of a page's form, which the hub reads before it refuses it in words: 50,000 characters, nine bytes each. */
  public static final long FORM_BYTES = 512 * 1024;
  /** Bytes of a picture or a sound that is sent along: a minute of speech that is not compressed. */
  public static final int ATTACHMENT_BYTES = 2 * 1024 * 1024;
  /** Pixels of a picture that is taken; a camera's of twenty millions. */
  public static final int PICTURE_PIXELS = 20_000_000;
  /** The same of a WebP picture, which is unpacked whole. */
  public static final int WEBP_PIXELS = 4_000_000;
  /** Pixels of the longer side of a picture as it is kept. */
  public static final int PICTURE_SIDE = 1_600;
  /** What a question, a message or an answer carries of each. */
  public static final int PICTURES = 3;
  public static final int SOUNDS = 1;
  /** Words to all who wait that are said at once at a desk, or to everybody: nobody reads more. */
  public static final int WORDS = 5;
  /** Ready answers of a desk, and of each who works there. */
  public static final int READY_ANSWERS = 50;
  public static final int HEAD_BYTES = 8 * 1024;
  /** A search for 1,000 characters, nine bytes each. */
  public static final int ADDRESS_LINE_BYTES = 12 * 1024;
  /** Within this time a connection has sent a whole head of a request; later ones within {@link #IDLE}. */
  public static final Duration HEAD_WITHIN = Duration.ofSeconds(20);
  /** Within this time a body has come, however slow; a file of two megabytes at 20 kB a second does. */
  public static final Duration BODY_WITHIN = Duration.ofSeconds(100);
  /** How long nothing has to come before a connection is given up: a phone answers our pings. */
  public static final Duration IDLE = Duration.ofSeconds(75);

  // The whole hub

  /** Connections at once, where the system has handles for them and the heap has room; of these an address may have three quarters. */
  public static final int CONNECTIONS = 20_000;
  /** Bytes of the heap that a phone takes which is connected and does nothing. */
  public static final int CONNECTION_BYTES = 20 * 1024;
  /** The part of the heap that connections may take, each of them so many bytes. */
  public static final double CONNECTIONS_SHARE = 0.4;
  /** File handles that are left for the database, files and what comes when all are taken. */
  public static final int HANDLES_KEPT = 256;
  /** The part of the heap that may hold answers that are not read yet; of this an address may have half. */
  public static final double UNREAD_SHARE = 0.15;
  /** Snapshots that are read from the database at once for sockets that join. */
  public static final int SNAPSHOTS_AT_ONCE = 4;
  /** Searches at once: they share their threads with routing, which must always find one. */
  public static final int SEARCHES_AT_ONCE = 1;
  /** Passwords checked at once; each takes a tenth of a second of a processor. */
  public static final int PASSWORDS_AT_ONCE = 1;
  /** Files taken in at once: each is held in memory. */
  public static final int FILES_AT_ONCE = 2;
  /** The part of the heap that pictures and sounds may take while they come in. */
  public static final double UPLOADS_SHARE = 0.1;
  /** Bytes of pictures and sounds that are kept of one asker, or of one session, at a fair. */
  public static final long KEPT_OF_ONE_BYTES = 64L * 1024 * 1024;
  /** The same of a whole fair. */
  public static final long KEPT_OF_FAIR_BYTES = 8L * 1024 * 1024 * 1024;
  /** How long what was sent is kept that has been attached to nothing. */
  public static final Duration UNATTACHED_KEPT = Duration.ofDays(3);
  /** What may wait for one of these; more is refused. */
  public static final int WAITING = 1_000;
  /** Callers and addresses that are remembered; who has been quiet longest is forgotten first. */
  public static final int REMEMBERED = 50_000;

  private Bounds() {
  }
}
