package huiwen.log;

/**
 * Ends the process where its memory has run out: half of it would go on, deaf, and nobody would start it again. The JVM does
 * so itself for its heap with {@code -XX:+ExitOnOutOfMemoryError}; without that option, and for the memory outside of the
 * heap that Netty counts, it is done here, wherever such an error is seen.
 */
public final class OutOfMemory {

  /** What the JVM itself ends with. */
  private static final int STATUS = 3;
  private static volatile Runnable last = () -> { };

  private OutOfMemory() {
  }

  /** Does this before the end; it must need no memory. */
  public static void beforeTheEnd(Runnable work) {
    last = work;
  }

  /** Ends the process where this, or what caused it, says that memory has run out. */
  public static void endIf(Throwable failure) {
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 10; cause = cause.getCause(), depth++) {
      if (cause instanceof OutOfMemoryError) {
        end();
      }
    }
  }

  private static void end() {
    try {
      last.run();
      System.err.println("huiwen ends: out of memory");
    } finally {
      Runtime.getRuntime().halt(STATUS);
    }
  }
}
