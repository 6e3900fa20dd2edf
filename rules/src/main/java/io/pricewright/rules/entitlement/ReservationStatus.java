package io.pricewright.rules.entitlement;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** Where a reservation stands. */
public enum ReservationStatus implements Coded {
  /** Counts as used. */
  HELD,
  /** Was used. */
  SETTLED,
  /** Was given back. */
  RELEASED,
  /** Was forgotten. */
  EXPIRED;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
