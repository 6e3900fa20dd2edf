package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;

/** When credits that came with a plan expire. */
public enum ExpirationType implements Coded {
  /** Never. */
  NEVER,
  /** After so many days, weeks, months or years. */
  DURATION,
  /** With the billing period they came in. */
  BILLING_CYCLE;

  @Override
  public String code() {
    return name();
  }
}
