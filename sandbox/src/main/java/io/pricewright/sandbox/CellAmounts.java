package io.pricewright.sandbox;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import java.time.Instant;

/**
 * What one cell costs: a customer's line item in a period.
 *
 * @param customerNo the customer
 * @param lineItemNo number of the line item
 * @param lineItemId its id
 * @param lineageId its price
 * @param periodStart start of the period
 * @param part bucket and group; empty for a plain price
 * @param amounts by variant
 */
public record CellAmounts(
    CustomerNo customerNo,
    LineItemNo lineItemNo,
    LineItemId lineItemId,
    LineageId lineageId,
    Instant periodStart,
    String part,
    Amounts amounts) {}
