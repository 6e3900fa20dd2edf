package io.pricewright.gateway.testing;

import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A usage event as a tenant sends it.
 *
 * @param at when it happened; null leaves that to the node
 * @param properties a JSON object
 */
public record Event(
    String id, String name, String customer, @Nullable Object at, String properties) {
  /** Returns an event of a customer that happens now and has no properties. */
  public static Event of(String id, String name, String customer) {
    return new Event(id, name, customer, null, "{}");
  }

  /** Returns the same under another id. */
  public Event as(String other) {
    return new Event(other, name, customer, at, properties);
  }

  /** Returns the same at another time. */
  public Event at(Instant time) {
    return new Event(id, name, customer, time, properties);
  }

  /** Returns the same at another time, written as a caller may. */
  public Event at(String time) {
    return new Event(id, name, customer, time, properties);
  }

  /** Returns the same with a JSON object of properties. */
  public Event with(String json) {
    return new Event(id, name, customer, at, json);
  }

  /** Returns the same with the property {@code n}. */
  public Event n(Object n) {
    return with("{\"n\":\"%s\"}".formatted(n));
  }

  /** Returns it as JSON. */
  public String json() {
    return "{\"event_id\":\"%s\",\"event_name\":\"%s\",\"external_customer_id\":\"%s\"%s,\"properties\":%s}"
        .formatted(
            id, name, customer, at == null ? "" : ",\"timestamp\":\"" + at + "\"", properties);
  }

  /** Returns many as the body of one request. */
  public static String bulk(Collection<Event> events) {
    return events.stream().map(Event::json).collect(Collectors.joining(",", "{\"events\":[", "]}"));
  }
}
