package io.pricewright.sandbox;

import io.pricewright.rules.id.CustomerNo;

/**
 * What a customer's usage costs.
 *
 * @param customerNo the customer
 * @param amounts by variant
 * @param events its events that count on the prices
 */
public record CustomerAmounts(CustomerNo customerNo, Amounts amounts, long events) {}
