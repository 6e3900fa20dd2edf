package io.pricewright.rules.rating;

import io.pricewright.rules.usage.UsageState;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a cell remembers of one segment.
 *
 * @param usage usage of the events that occurred inside the segment alone
 * @param own what the segment adds to the cell's amount, before the maximum and what is free
 * @param free events of the segment that cost nothing
 */
public record SegmentState(UsageState usage, BigDecimal own, List<FreeEvent> free) {
  public SegmentState {
    free = List.copyOf(free);
  }

  /** Makes the state of a segment where nothing is free. */
  public SegmentState(UsageState usage, BigDecimal own) {
    this(usage, own, List.of());
  }
}
