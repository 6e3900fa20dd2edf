package io.pricewright.rules.catalogue;

/** Whether all units cost what the reached tier says, or each slice what its own tier says. */
public enum TierMode {
  VOLUME,
  SLAB
}
