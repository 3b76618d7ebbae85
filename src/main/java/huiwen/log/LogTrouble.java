package huiwen.log;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/**
 * What was thrown, with the first frames of each cause. Its words are escaped, and left out where a library puts what it was
 * given into them: what a JSON parser could not read, what a database could not store.
 */
public final class LogTrouble extends ThrowableHandlingConverter {

  private static final int MOST_FRAMES = 12;
  private static final int MOST_CAUSES = 4;

  @Override
  public String convert(ILoggingEvent event) {
    var text = new StringBuilder();
    IThrowableProxy thrown = event.getThrowableProxy();
    for (int i = 0; i < MOST_CAUSES && thrown != null; i++) {
      text.append(i == 0 ? "" : "caused by ").append(thrown.getClassName());
      if (!repeatsWhatItWasGiven(thrown.getClassName())) {
        text.append(": ").append(Escaped.of(thrown.getMessage()));
      }
      text.append('\n');
      StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
      for (int frame = 0; frame < Math.min(MOST_FRAMES, frames.length); frame++) {
        text.append("\tat ").append(frames[frame].getStackTraceElement()).append('\n');
      }
      thrown = thrown.getCause();
    }
    return text.toString();
  }

  private static boolean repeatsWhatItWasGiven(String type) {
    return type.startsWith("com.fasterxml.") || type.endsWith("DecodeException") || type.endsWith("NumberFormatException")
        || type.endsWith("DateTimeParseException");
  }
}
