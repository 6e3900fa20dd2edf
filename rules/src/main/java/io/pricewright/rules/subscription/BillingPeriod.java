package io.pricewright.rules.subscription;

import io.pricewright.rules.id.Coded;
import java.time.Duration;

/** Length of a billing period. */
public enum BillingPeriod implements Coded {
  DAILY(true, 1),
  WEEKLY(true, 7),
  MONTHLY(false, 1),
  QUARTERLY(false, 3),
  HALF_YEARLY(false, 6),
  ANNUAL(false, 12);

  private final boolean days;
  private final int units;

  BillingPeriod(boolean days, int units) {
    this.days = days;
    this.units = units;
  }

  /** Returns whether it is counted in days; else it is in months. */
  public boolean inDays() {
    return days;
  }

  /** Returns how many days, or months, it is. */
  public int units() {
    return units;
  }

  @Override
  public String code() {
    return name();
  }

  /** Returns a time that so many of them never take longer than. */
  public Duration atMost(int count) {
    long days =
        switch (this) {
          case DAILY -> 1;
          case WEEKLY -> 7;
          case MONTHLY -> 31;
          case QUARTERLY, HALF_YEARLY, ANNUAL -> 366;
        };
    return Duration.ofDays(days * count);
  }
}
