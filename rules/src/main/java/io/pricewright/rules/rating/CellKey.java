package io.pricewright.rules.rating;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import java.time.Instant;

/**
 * The unit of rating.
 *
 * @param customerNo whose usage
 * @param lineItemNo subscription line item
 * @param periodStart start of the billing period, or of the line item when usage never resets
 * @param part bucket and group of a bucketed or grouped price; empty for a plain one
 */
public record CellKey(
    CustomerNo customerNo, LineItemNo lineItemNo, Instant periodStart, String part) {}
