package huiwen.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The message of a line, escaped, after the name of the request for which it was written. */
public final class LogWords extends ClassicConverter {

  @Override
  public String convert(ILoggingEvent event) {
    String request = RequestId.current();
    String words = Escaped.of(event.getFormattedMessage());
    return request == null ? words : "[" + request + "] " + words;
  }
}
