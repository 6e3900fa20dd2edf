package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** What raises an alert. */
public enum AlertEntity implements Coded {
  /** A wallet's balance. */
  WALLET,
  /** The spend that a budget counts. */
  BUDGET;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
