package io.pricewright.rules.rating;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an event counts.
 *
 * @param hits line items it counts on
 * @param notCounted meters that refused its quantity
 * @param reason why there is no hit; null when there is one: {@code no_meter}, {@code
 *     filter_mismatch}, {@code bad_quantity}, {@code no_customer}, {@code no_subscription}, {@code
 *     no_price}
 */
public record Match(List<Hit> hits, List<Entry> notCounted, @Nullable String reason) {
  public Match {
    hits = List.copyOf(hits);
    notCounted = List.copyOf(notCounted);
  }
}
