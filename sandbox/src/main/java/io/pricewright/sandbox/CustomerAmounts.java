package io.pricewright.sandbox;

/**
 * What a customer's usage costs by both prices.
 *
 * @param customerNo the customer
 * @param amounts its amounts
 * @param events its events that count on the price
 */
public record CustomerAmounts(long customerNo, Amounts amounts, long events) {}
