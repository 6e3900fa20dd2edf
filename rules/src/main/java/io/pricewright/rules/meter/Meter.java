package io.pricewright.rules.meter;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A filter plus an aggregation over events of one name.
 *
 * @param id {@code meter_...}
 * @param name for people
 * @param eventName which events it looks at
 * @param aggregation what it makes of them
 * @param filters all must hold
 * @param reset whether usage starts anew each billing period
 * @param allowNegative whether negative quantities count
 */
public record Meter(
    MeterId id,
    String name,
    String eventName,
    Aggregation aggregation,
    List<PropertyFilter> filters,
    ResetUsage reset,
    boolean allowNegative) {
  /** Most characters of a value that groups. */
  public static final int MAX_GROUP = 256;

  public Meter {
    filters = List.copyOf(filters);
  }

  /** Returns the first filter that an event fails, or null when it passes all. */
  public @Nullable PropertyFilter firstMismatch(Json.Obj properties) {
    for (PropertyFilter filter : filters) {
      if (!filter.matches(properties)) {
        return filter;
      }
    }
    return null;
  }

  /** Returns what an event that passes the filters brings: a quantity, or why it does not count. */
  public Reading read(Event event) {
    String group = group(event);
    if (group != null && group.length() > MAX_GROUP) {
      return new Reading.NotCounted(
          "group_too_long",
          "Property '%s' groups, and has more than %d characters."
              .formatted(aggregation.groupBy(), MAX_GROUP));
    }
    return quantity(event);
  }

  /** Returns the bucket and group an event falls into. */
  public Part part(Event event) {
    if (!aggregation.parted()) {
      return Part.WHOLE;
    }
    BucketSize size = aggregation.bucketSize();
    return new Part(size == null ? null : size.spanOf(event.occurredAt()).from(), group(event));
  }

  private @Nullable String group(Event event) {
    String path = aggregation.groupBy();
    if (path == null) {
      return null;
    }
    Json value = event.properties().at(path);
    return value == null ? "" : PropertyFilter.text(value);
  }

  private Reading quantity(Event event) {
    if (aggregation.type() == AggregationType.COUNT) {
      return new Reading.Counted(BigDecimal.ONE, null);
    }
    String field = java.util.Objects.requireNonNull(aggregation.field());
    Json value = event.properties().at(field);
    if (value == null) {
      return new Reading.NotCounted(
          "quantity_missing", "Property '%s' is missing.".formatted(field));
    }
    if (aggregation.type() == AggregationType.COUNT_UNIQUE) {
      return new Reading.Counted(BigDecimal.ONE, EventKey.of(PropertyFilter.text(value)));
    }
    Optional<BigDecimal> quantity = Quantities.of(value);
    if (quantity.isEmpty()) {
      return new Reading.NotCounted(
          "quantity_not_a_number",
          "Property '%s' is not a decimal of at most %d digits."
              .formatted(field, Quantities.MAX_DIGITS));
    }
    if (quantity.get().signum() < 0 && !allowNegative) {
      return new Reading.NotCounted(
          "quantity_negative",
          "Property '%s' is negative, and the meter does not allow that.".formatted(field));
    }
    return new Reading.Counted(quantity.get(), null);
  }
}
