package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;

/** How often credits come. */
public enum Cadence implements Coded {
  /** Once. */
  ONETIME,
  /** Every period. */
  RECURRING;

  @Override
  public String code() {
    return name();
  }
}
