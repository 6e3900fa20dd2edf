package io.pricewright.gateway.http.body;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items the items
 * @param pagination which part they are
 */
public record Paged<T>(List<T> items, Pagination pagination) {
  public Paged {
    items = List.copyOf(items);
  }
}
