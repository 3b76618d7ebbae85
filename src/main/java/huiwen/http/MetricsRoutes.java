package huiwen.http;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;

/** {@code GET /metrics}: what the hub counts, as Prometheus reads it. */
public final class MetricsRoutes implements Routes {

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  /** However often it is asked, they are written out so often. */
  private static final Duration BETWEEN_SCRAPES = Duration.ofSeconds(1);

  private final PrometheusMeterRegistry registry;
  private String newest;
  private long scrapedAt;

  public MetricsRoutes(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  /** A registry for what the features count, with what the JVM tells of itself. */
  public static PrometheusMeterRegistry newRegistry() {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    return registry;
  }

  @Override
  public void mount(Api api) {
    api.router().get("/metrics").handler(ctx ->
        ctx.response().putHeader("Content-Type", PROMETHEUS_TEXT).end(scrape()));
  }

  private String scrape() {
    long now = System.nanoTime();
    if (newest == null || now - scrapedAt > BETWEEN_SCRAPES.toNanos()) {
      scrapedAt = now;
      newest = registry.scrape();
    }
    return newest;
  }
}
