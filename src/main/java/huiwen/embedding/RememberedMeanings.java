package huiwen.embedding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Finds a text's meaning once for all who ask for it soon after: who routes it, who looks for answers as it is typed, the
 * index. Does not close the model under anybody's hands, for its memory is not the JVM's.
 */
public final class RememberedMeanings implements Meanings, AutoCloseable {

  /** Two kilobytes each. */
  private static final int MOST = 2_000;

  private final SentenceEmbedder embedder;
  private final Cache<String, float[]> newest = Caffeine.newBuilder().maximumSize(MOST).build();
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  /** @param embedder is closed with this */
  public RememberedMeanings(SentenceEmbedder embedder) {
    this.embedder = embedder;
  }

  /** @throws IllegalStateException where it is closed */
  @Override
  public float[] of(String text) {
    return newest.get(text, this::found);
  }

  private float[] found(String text) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      return embedder.of(text);
    } finally {
      use.readLock().unlock();
    }
  }

  /** Waits for those who are using it. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        embedder.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }
}
