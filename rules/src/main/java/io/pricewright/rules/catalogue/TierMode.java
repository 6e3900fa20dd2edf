package io.pricewright.rules.catalogue;

import io.pricewright.rules.id.Coded;

/** Whether all units cost what the reached tier says, or each slice what its own tier says. */
public enum TierMode implements Coded {
  VOLUME,
  SLAB;

  @Override
  public String code() {
    return name();
  }
}
