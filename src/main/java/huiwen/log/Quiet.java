package huiwen.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Lets so many lines of a kind through in ten seconds, and says afterwards how many more there were: whoever can make the hub
 * write a line must not be able to fill its disk. Of what was thrown it passes on that memory has run out.
 */
public final class Quiet extends Filter<ILoggingEvent> {

  private static final int MOST = 20;
  private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int MOST_KINDS = 500;

  private static final class Seen {

    private long since;
    private int lines;
  }

  private final Map<String, Seen> kinds = new LinkedHashMap<>(64, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
      return size() > MOST_KINDS;
    }
  };

  @Override
  public FilterReply decide(ILoggingEvent event) {
    if (event.getThrowableProxy() instanceof ThrowableProxy proxy) {
      OutOfMemory.endIf(proxy.getThrowable());
    }
    return lets(event.getLoggerName() + ' ' + event.getLevel() + ' ' + event.getMessage(), System.nanoTime())
        ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  boolean lets(String kind, long now) {
    int unsaid = 0;
    boolean lets;
    synchronized (kinds) {
      Seen seen = kinds.computeIfAbsent(kind, k -> new Seen());
      if (seen.lines == 0 || now - seen.since > WINDOW_NANOS) {
        unsaid = Math.max(0, seen.lines - MOST);
        seen.since = now;
        seen.lines = 0;
      }
      lets = ++seen.lines <= MOST;
    }
    if (unsaid > 0) {
      LoggerFactory.getLogger(Quiet.class).warn("{} more lines like the next were not written", unsaid);
    }
    return lets;
  }
}
