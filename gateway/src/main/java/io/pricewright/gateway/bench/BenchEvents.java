package io.pricewright.gateway.bench;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes events with ids never used before, spread evenly over the customers. Used by several
 * threads at once.
 */
final class BenchEvents {
  private final String run;
  private final int customers;
  private final Clock clock;
  private final AtomicLong next = new AtomicLong();

  /**
   * Makes a source.
   *
   * @param run what sets this run apart; part of the names of its customers, meter and events
   */
  BenchEvents(String run, int customers, Clock clock) {
    this.run = run;
    this.customers = customers;
    this.clock = clock;
  }

  /** Returns the beginning of all event ids. */
  String idPrefix() {
    return "bench_" + run + "_";
  }

  /** Returns the name of all events. */
  String eventName() {
    return "bench_tokens_" + run;
  }

  /** Returns a customer's external id. */
  String customer(int number) {
    return "bench_" + run + "_" + number;
  }

  /** Returns a body for {@code POST /v1/events}. */
  Buffer one() {
    StringBuilder out = new StringBuilder(256);
    append(out, clock.instant().toString());
    return Buffer.buffer(out.toString());
  }

  /** Returns a body for {@code POST /v1/events/bulk}. */
  Buffer bulk(int size) {
    StringBuilder out = new StringBuilder(240 * size).append("{\"events\":[");
    String at = clock.instant().toString();
    for (int i = 0; i < size; i++) {
      append(i == 0 ? out : out.append(','), at);
    }
    return Buffer.buffer(out.append("]}").toString());
  }

  private void append(StringBuilder out, String at) {
    long number = next.getAndIncrement();
    out.append("{\"event_id\":\"").append(idPrefix()).append(number);
    out.append("\",\"event_name\":\"").append(eventName());
    out.append("\",\"external_customer_id\":\"").append(customer((int) (number % customers)));
    out.append("\",\"timestamp\":\"").append(at);
    out.append("\",\"properties\":{\"model\":\"small\",\"tokens\":").append(1 + number % 997);
    out.append("}}");
  }
}
