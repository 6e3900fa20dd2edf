package io.pricewright.rules.rating;

import io.pricewright.rules.usage.UsageState;
import java.math.BigDecimal;

/**
 * What a cell remembers of one segment.
 *
 * @param usage usage of the events that occurred inside the segment alone
 * @param own what the segment adds to the cell's amount
 */
public record SegmentState(UsageState usage, BigDecimal own) {}
