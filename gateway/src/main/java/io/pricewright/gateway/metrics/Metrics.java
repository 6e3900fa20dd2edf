package io.pricewright.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one node, in a registry of its own. Thread-safe. No label holds what a tenant
 * sent, so the number of series is bounded.
 */
public final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private static final Duration[] LATENCIES = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final ConcurrentMap<String, Timer> answers = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Counter> statuses = new ConcurrentHashMap<>();
  private final Timer ratings =
      timer("pricewright.rating", "Time of a rating transaction, with its repetitions.");
  private final Timer connections =
      timer("pricewright.database.wait", "Time that work waited for a connection to the database.");
  private final Timer loops =
      timer("pricewright.loop.lag", "How much later than due an event loop came to a timer.");
  private final Counter retries =
      Counter.builder("pricewright.database.retries")
          .description("Rating transactions that were tried again.")
          .register(registry);
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

  /** Makes numbers, with those of the process: memory, collections, threads, processors, files. */
  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Counts deliveries of one outcome: accepted, parked, unmatched, duplicate, conflict. */
  public void delivered(String outcome, int events) {
    Counter.builder("pricewright.events")
        .description("Deliveries of events by what they came to.")
        .tag("outcome", outcome)
        .register(registry)
        .increment(events);
  }

  /** Counts a rating transaction that is committed, and how long it took with its repetitions. */
  public void batch(int events, Duration took) {
    batches.record(events);
    ratings.record(took);
  }

  /** Counts a transaction that met a fault that passes, and is tried again. */
  public void retried() {
    retries.increment();
  }

  /** Records how long work waited for a connection to the database. */
  public void connected(Duration waited) {
    connections.record(waited);
  }

  /** Records how much later than due an event loop came to a timer. */
  public void loopLag(Duration late) {
    loops.record(late);
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

  /**
   * Counts an answer by its HTTP status, and records how long it took from the request's headers to
   * its last byte.
   *
   * @param route such as {@code POST /v1/events}, one of a few hundred; null when there was none
   */
  public void answered(@Nullable String route, int status, Duration took) {
    if (route != null) {
      answers.computeIfAbsent(route, this::answersOf).record(took);
    }
    statuses.computeIfAbsent(status, this::answersWith).increment();
  }

  private Counter answersWith(int status) {
    return Counter.builder("pricewright.http.requests")
        .description("Answers by HTTP status.")
        .tag("status", Integer.toString(status))
        .register(registry);
  }

  private Timer answersOf(String route) {
    int space = route.indexOf(' ');
    return Timer.builder("pricewright.http.answers")
        .description("Time from a request's headers to the last byte of its answer.")
        .tag("method", route.substring(0, space))
        .tag("route", route.substring(space + 1))
        .serviceLevelObjectives(LATENCIES)
        .register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(LATENCIES)
        .register(registry);
  }

  /** Shows a number that only grows as it is when it is asked for. */
  public <T> void showCount(String name, String description, T of, ToDoubleFunction<T> count) {
    FunctionCounter.builder(name, of, count).description(description).register(registry);
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

  /** Shows which build this is. */
  public void build(String version) {
    Gauge.builder("pricewright.build", () -> 1)
        .description("The build, in its label.")
        .tag("version", version)
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
