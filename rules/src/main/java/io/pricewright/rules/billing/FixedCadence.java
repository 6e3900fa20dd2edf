package io.pricewright.rules.billing;

/** When a fixed price is asked. */
public enum FixedCadence {
  /** When its service period begins, as if present terms lasted to its end. */
  ADVANCE,
  /** When its service period is over. */
  ARREAR,
  /** Once, when the item begins; never a share of it. */
  ONETIME
}
