package io.pricewright.rules.entitlement;

import io.pricewright.rules.id.Coded;
import java.time.Instant;
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

  /** Returns where it stands at an instant: held past its expiry is expired. */
  public ReservationStatus at(Instant expiresAt, Instant now) {
    return this == HELD && !expiresAt.isAfter(now) ? EXPIRED : this;
  }

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
