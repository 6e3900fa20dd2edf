package io.pricewright.rules.billing;

import io.pricewright.rules.subscription.ServicePeriod;
import java.math.BigDecimal;

/** P: what a whole period of a fixed price costs for a quantity. */
@FunctionalInterface
public interface FixedPrice {
  /**
   * Returns the price by the version in force when a service period begins, which holds for all of
   * it; at most 12 decimals.
   */
  BigDecimal of(ServicePeriod period, BigDecimal quantity);
}
