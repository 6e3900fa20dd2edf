package io.pricewright.sandbox;

/**
 * What a customer's usage costs.
 *
 * @param customerNo the customer
 * @param amounts by variant
 * @param events its events that count on the prices
 */
public record CustomerAmounts(long customerNo, Amounts amounts, long events) {}
