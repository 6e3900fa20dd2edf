package io.pricewright.rules.wallet;

import io.pricewright.rules.id.Coded;

/** In what the life of credits is counted. */
public enum ExpirationUnit implements Coded {
  DAY,
  WEEK,
  MONTH,
  YEAR;

  @Override
  public String code() {
    return name();
  }
}
