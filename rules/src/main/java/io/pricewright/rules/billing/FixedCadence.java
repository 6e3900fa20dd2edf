package io.pricewright.rules.billing;

import io.pricewright.rules.catalogue.InvoiceCadence;
import io.pricewright.rules.subscription.BillingPeriod;
import org.jspecify.annotations.Nullable;

/** When a fixed price is asked. */
public enum FixedCadence {
  /** When its service period begins, as if present terms lasted to its end. */
  ADVANCE,
  /** When its service period is over. */
  ARREAR,
  /** Once, when the item begins; never a share of it. */
  ONETIME;

  /**
   * Returns that of a price.
   *
   * @param period how often it is asked; null: once
   */
  public static FixedCadence of(@Nullable BillingPeriod period, InvoiceCadence cadence) {
    if (period == null) {
      return ONETIME;
    }
    return cadence == InvoiceCadence.ADVANCE ? ADVANCE : ARREAR;
  }
}
