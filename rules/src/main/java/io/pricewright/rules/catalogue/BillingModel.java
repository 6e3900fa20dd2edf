package io.pricewright.rules.catalogue;

/** How a price is described: three models of the field, and ours, where a script is named. */
public enum BillingModel {
  FLAT_FEE,
  PACKAGE,
  TIERED,
  SCRIPT
}
