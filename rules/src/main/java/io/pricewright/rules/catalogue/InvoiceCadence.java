package io.pricewright.rules.catalogue;

import io.pricewright.rules.id.Coded;

/** When a period is invoiced. */
public enum InvoiceCadence implements Coded {
  /** When it is over. */
  ARREAR,
  /** When it begins. */
  ADVANCE;

  @Override
  public String code() {
    return name();
  }
}
