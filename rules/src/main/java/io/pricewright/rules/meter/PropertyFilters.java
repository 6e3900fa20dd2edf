package io.pricewright.rules.meter;

import java.util.List;

/**
 * The conditions of a meter; an event has to fulfil all of them.
 *
 * @param all in the order they were given
 */
public record PropertyFilters(List<PropertyFilter> all) {
  /** No condition: every event. */
  public static final PropertyFilters NONE = new PropertyFilters(List.of());

  public PropertyFilters {
    all = List.copyOf(all);
  }
}
