package io.pricewright.rules.meter;

import io.pricewright.rules.id.Coded;

/** Whether a meter's usage starts anew. */
public enum ResetUsage implements Coded {
  BILLING_PERIOD,
  NEVER;

  @Override
  public String code() {
    return name();
  }
}
