package io.pricewright.rules.subscription;

import io.pricewright.rules.id.Coded;
import java.util.Locale;

/** From what billing periods are counted. */
public enum BillingCycle implements Coded {
  /** The start of the subscription. */
  ANNIVERSARY,
  /** The first day of a calendar period. */
  CALENDAR;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
