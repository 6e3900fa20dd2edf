package io.pricewright.rules.subscription;

import io.pricewright.rules.id.Coded;

/** Length of a billing period. */
public enum BillingPeriod implements Coded {
  DAILY,
  WEEKLY,
  MONTHLY,
  QUARTERLY,
  HALF_YEARLY,
  ANNUAL;

  @Override
  public String code() {
    return name();
  }
}
