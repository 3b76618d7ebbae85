package huiwen.limits;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of pictures and sounds that are coming in: each is held whole until it has been looked at. For all threads. */
public final class Uploads {

  private final long most;
  private final AtomicLong bytes = new AtomicLong();

  /** @param heapBytes the most that the heap may grow to */
  public Uploads(long heapBytes) {
    most = Math.max(2L * Bounds.ATTACHMENT_BYTES, (long) (heapBytes * Bounds.UPLOADS_SHARE));
  }

  /** Counts what is to come; false, and not counted, where there is no room for it. */
  public boolean take(long length) {
    if (bytes.addAndGet(length) <= most) {
      return true;
    }
    free(length);
    return false;
  }

  /** It was looked at, or does not come any more. */
  public void free(long length) {
    bytes.addAndGet(-length);
  }
}
