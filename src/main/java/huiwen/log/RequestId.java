package huiwen.log;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A short name for each request. The answer carries it in {@code X-Request-Id}, a problem as {@code requestId}, and each line
 * of the log that was written for it between brackets: what a villager reads to an organizer is found again.
 */
public final class RequestId {

  public static final String HEADER = "X-Request-Id";
  /** No 0/O, 1/l: it is read aloud. */
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 8;

  private RequestId() {
  }

  /** Gives a new one to the request that is served in the current context. */
  public static String next() {
    var random = ThreadLocalRandom.current();
    var id = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      id[i] = LETTERS.charAt(random.nextInt(LETTERS.length()));
    }
    String made = new String(id);
    carry(made);
    return made;
  }

  /** What is done in the current context from now on is done for this request. */
  public static void carry(String id) {
    Context context = Vertx.currentContext();
    if (context != null) {
      ContextInternal.LOCAL_MAP.get(context, ConcurrentHashMap::new).put(RequestId.class, id);
    }
  }

  /** That of the request which this thread serves just now; null where it serves none. */
  public static String current() {
    Context context = Vertx.currentContext();
    Map<Object, Object> local = context == null ? null : ContextInternal.LOCAL_MAP.get(context);
    return local == null ? null : (String) local.get(RequestId.class);
  }
}
