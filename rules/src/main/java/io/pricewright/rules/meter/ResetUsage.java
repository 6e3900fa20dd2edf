package io.pricewright.rules.meter;

/** Whether a meter's usage starts anew. */
public enum ResetUsage {
  BILLING_PERIOD,
  NEVER
}
