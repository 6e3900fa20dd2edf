package io.pricewright.rules.catalogue;

import io.pricewright.rules.id.Coded;

/** What a price belongs to. */
public enum PriceEntity implements Coded {
  /** A plan. */
  PLAN;

  @Override
  public String code() {
    return name();
  }
}
