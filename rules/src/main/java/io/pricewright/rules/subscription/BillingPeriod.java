package io.pricewright.rules.subscription;

/** Length of a billing period. */
public enum BillingPeriod {
  DAILY,
  WEEKLY,
  MONTHLY,
  QUARTERLY,
  HALF_YEARLY,
  ANNUAL
}
