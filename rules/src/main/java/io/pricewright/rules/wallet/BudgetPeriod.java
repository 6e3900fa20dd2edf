package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;

/** What a budget counts. */
public enum BudgetPeriod implements Coded {
  /** A calendar month, in UTC. */
  CALENDAR_MONTH,
  /** A billing period of its subscription. */
  BILLING_PERIOD;

  @Override
  public String code() {
    return name();
  }
}
