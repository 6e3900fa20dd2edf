package io.pricewright.sandbox;

import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.Interval;
import java.util.List;

/**
 * What a simulation found.
 *
 * @param currency of all amounts
 * @param covered the whole billing periods that were priced, first to last
 * @param total sum over the customers
 * @param customers one each, in the order simulated
 * @param events events that count on the price
 * @param parked events that are parked on the price live: on neither side
 * @param errors usage without a price, the first ones
 * @param errorCount how many errors there were in all
 */
public record SimulationReport(
    Currency currency,
    Interval covered,
    Amounts total,
    List<CustomerAmounts> customers,
    long events,
    long parked,
    List<SimulationError> errors,
    long errorCount) {
  public SimulationReport {
    customers = List.copyOf(customers);
    errors = List.copyOf(errors);
  }
}
