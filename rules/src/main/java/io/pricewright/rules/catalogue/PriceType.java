package io.pricewright.rules.catalogue;

import io.pricewright.rules.id.Coded;

/** What a price asks for. */
public enum PriceType implements Coded {
  /** A meter's usage. */
  USAGE,
  /** A period, whatever is used. */
  FIXED;

  @Override
  public String code() {
    return name();
  }
}
