package io.pricewright.rules.subscription;

import io.pricewright.rules.id.Coded;
import java.time.Duration;

/** Length of a billing period. */
public enum BillingPeriod implements Coded {
  DAILY,
  WEEKLY,
  MONTHLY,
  QUARTERLY,
  HALF_YEARLY,
  ANNUAL;

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
