package io.pricewright.rules.catalogue;

import io.pricewright.rules.id.Coded;

/** How a price is described: three models of the field, and ours, where a script is named. */
public enum BillingModel implements Coded {
  FLAT_FEE,
  PACKAGE,
  TIERED,
  SCRIPT;

  @Override
  public String code() {
    return name();
  }
}
