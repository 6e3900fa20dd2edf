package io.pricewright.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The numbers of one node, in a registry of its own. Thread-safe. No label holds what a tenant
 * sent, so the number of series is bounded.
 */
public final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Counter charges =
      Counter.builder("pricewright.charges").description("Charges made.").register(registry);
  private final DistributionSummary batches =
      DistributionSummary.builder("pricewright.batch.events")
          .description("Events of one rating transaction.")
          .serviceLevelObjectives(1, 10, 100, 1_000)
          .register(registry);
  private final Timer scripts =
      Timer.builder("pricewright.script")
          .description("Time that work on a script thread took.")
          .publishPercentileHistogram()
          .minimumExpectedValue(Duration.ofNanos(10_000))
          .maximumExpectedValue(Duration.ofSeconds(5))
          .register(registry);

  /** Counts deliveries of one outcome: accepted, parked, unmatched, duplicate, conflict. */
  public void delivered(String outcome, int events) {
    Counter.builder("pricewright.events")
        .description("Deliveries of events by what they came to.")
        .tag("outcome", outcome)
        .register(registry)
        .increment(events);
  }

  /** Counts a rating transaction that is committed. */
  public void batch(int events) {
    batches.record(events);
  }

  /** Counts charges. */
  public void charged(int made) {
    charges.increment(made);
  }

  /** Records how long a call on a script thread took. */
  public void scriptCall(Duration took) {
    scripts.record(took);
  }

  /** Counts rows of a table that had outlived their term and were removed. */
  public void removed(String table, int rows) {
    Counter.builder("pricewright.retention.removed")
        .description("Rows that had outlived their term and were removed.")
        .tag("table", table)
        .register(registry)
        .increment(rows);
  }

  /** Counts an answer by its HTTP status. */
  public void answered(int status) {
    Counter.builder("pricewright.http.requests")
        .description("Answers by HTTP status.")
        .tag("status", Integer.toString(status))
        .register(registry)
        .increment();
  }

  /** Shows a number as it is when it is asked for. */
  public void show(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).strongReference(true).register(registry);
  }

  /**
   * Shows a kind of background work.
   *
   * @param work its name, one of a few
   * @param lagSeconds how long the oldest of what is due has been so
   * @param inFlight how many environments are worked on
   */
  public void background(String work, Supplier<Number> lagSeconds, Supplier<Number> inFlight) {
    Gauge.builder("pricewright.background.lag.seconds", lagSeconds)
        .description("How long the oldest due thing has waited.")
        .tag("work", work)
        .strongReference(true)
        .register(registry);
    Gauge.builder("pricewright.background.in.flight", inFlight)
        .description("Environments that are worked on.")
        .tag("work", work)
        .strongReference(true)
        .register(registry);
    backgroundSteps(work);
    backgroundFailures(work);
  }

  /** Counts a step of background work, done or failed. */
  public void backgroundStep(String work, boolean failed) {
    (failed ? backgroundFailures(work) : backgroundSteps(work)).increment();
  }

  private Counter backgroundSteps(String work) {
    return Counter.builder("pricewright.background.steps")
        .description("Steps of background work that were done.")
        .tag("work", work)
        .register(registry);
  }

  private Counter backgroundFailures(String work) {
    return Counter.builder("pricewright.background.failures")
        .description("Steps of background work that failed.")
        .tag("work", work)
        .register(registry);
  }

  /** Shows which JavaScript runtime the node got. */
  public void runtime(String kind) {
    Gauge.builder("pricewright.javascript.runtime", () -> 1)
        .description("The JavaScript runtime: optimizing or interpreter.")
        .tag("kind", kind)
        .register(registry);
  }

  /** Returns all of it in Prometheus' text format. */
  public String text() {
    return registry.scrape();
  }
}
