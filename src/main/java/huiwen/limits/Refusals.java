package huiwen.limits;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * Counts in {@code /metrics} what was refused, cut off or sent away: {@code huiwen_refused_total{kind,by}}. The kind is that
 * of the request ({@link Kind}), or the bound that was gone over. For all threads.
 */
public final class Refusals {

  /** Those of {@link Bounds}, by the same names, that somebody can go over. */
  public enum Bound {
    FRAME_BYTES, FRAMES, JOINS, DRAINS_WITHIN, CUT_AFTER, BODY_BYTES, HEAD_BYTES, ADDRESS_LINE_BYTES, HEAD_WITHIN, BODY_WITHIN,
    IDLE, CONNECTIONS, UNREAD_SHARE, SNAPSHOTS_AT_ONCE, SEARCHES_AT_ONCE, PASSWORDS_AT_ONCE, FILES_AT_ONCE,
    ATTACHMENT_BYTES, UPLOADS_SHARE
  }

  /** What is held to a bound. */
  public enum By {
    REQUEST, CONNECTION, SOCKET, ADDRESS, HUB
  }

  static final String METRIC = "huiwen.refused";

  private final MeterRegistry metrics;

  public Refusals(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** Counts one more. */
  public void count(Bound bound, By by) {
    count((Enum<?>) bound, by);
  }

  void count(Enum<?> kind, Enum<?> by) {
    metrics.counter(METRIC, "kind", word(kind), "by", word(by)).increment();
  }

  /** As it stands in the metrics and on the page of limits. */
  static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
