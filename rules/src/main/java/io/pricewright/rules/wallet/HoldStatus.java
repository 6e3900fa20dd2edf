package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** Where a hold stands. */
public enum HoldStatus implements Coded {
  /** Keeps credit back. */
  HELD,
  /** The work was done and paid. */
  SETTLED,
  /** The credit was given back. */
  RELEASED,
  /** Nobody came for it. */
  EXPIRED;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
