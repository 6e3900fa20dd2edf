package io.pricewright.gateway.event;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.PropertyFilter;
import io.pricewright.store.event.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Values that properties of an event must have.
 *
 * @param wanted a value or a list of values by path; null lets all events pass
 */
record PropertyValues(Json.@Nullable Obj wanted) {
  /** Returns whether an event has them all. */
  boolean in(StoredEvent event) {
    return wanted == null
        || wanted.fields().entrySet().stream()
            .allMatch(
                one -> {
                  Json value = event.event().properties().at(one.getKey());
                  return value != null && matches(one.getValue(), value);
                });
  }

  private static boolean matches(Json wanted, Json value) {
    return wanted instanceof Json.Arr any
        ? any.items().stream().anyMatch(one -> PropertyFilter.is(value, text(one)))
        : PropertyFilter.is(value, text(wanted));
  }

  private static String text(Json value) {
    return value instanceof Json.Str text ? text.value() : value.text();
  }
}
